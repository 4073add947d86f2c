// GitLab Code Quality: the part of the Code Climate format that GitLab reads.
import { harmless, inLine, type Severity } from '../diagnostic.ts';
import type { Reporter } from '../report.ts';
import { lastLineOf, validationOf } from './plain.ts';

/** `critical` and `blocker` stay free: no finding on a record stops anything from running. */
const levels: Readonly<Record<Severity, string>> = { error: 'major', warning: 'minor', info: 'info' };

export const gitlab: Reporter = (report, { lang }) => {
  const issues = validationOf(report).diagnostics.map(({ rule, severity, place, message, hint, fingerprint }) => ({
    type: 'issue',
    check_name: rule,
    // The merge request shows one line.
    description: [message, ...(hint ? [hint] : [])].map((each) => inLine(each[lang])).join({ zh: '；', en: '; ' }[lang]),
    categories: ['Bug Risk'],
    severity: levels[severity],
    fingerprint,
    location: {
      path: place.file,
      lines: { begin: place.line, end: lastLineOf(place) },
      positions: { begin: { line: place.line, column: place.column }, end: { line: place.endLine, column: place.endColumn } },
    },
  }));
  return `${harmless(JSON.stringify(issues, null, 2))}\n`;
};
