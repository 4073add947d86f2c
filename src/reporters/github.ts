// Annotations of GitHub Actions (workflow commands), and the job summary in Markdown.
import { type Diagnostic, harmless, type Lang, type Severity, severities, severityWords } from '../diagnostic.ts';
import type { Reporter } from '../report.ts';
import { literal, tableRow, withCode } from './markdown.ts';
import { lastLineOf, linesOf, positionOf, validationOf } from './plain.ts';

/** GitHub shows this many annotations of each level a step, and drops the rest without a word. */
const shownOfLevel = 10;

const levels: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'notice' };

/** Worst first, as many as GitHub shows; the last says how many more there are. */
export const github: Reporter = (report, { lang }) => {
  const { diagnostics } = validationOf(report);
  const failure = report.notice === undefined ? [] : [command('error', { title: 'mlx' }, report.notice[lang])];
  const room: Record<Severity, number> = { error: shownOfLevel - failure.length, warning: shownOfLevel, info: shownOfLevel };
  // What says that there are more is a notice too, and takes the place of one.
  if (severities.some((severity) => ofSeverity(diagnostics, severity).length > room[severity])) room.info -= 1;
  const shown = severities.flatMap((severity) => ofSeverity(diagnostics, severity).slice(0, room[severity]));
  const annotations = shown.map((diagnostic) => annotation(diagnostic, lang));
  const left = diagnostics.length - shown.length;
  const more = { zh: `还有 ${left} 个问题没有列为注释，见作业摘要`, en: `and ${left} more; the job summary has them` };
  const closing = left === 0 ? [] : [command('notice', { title: 'mlx' }, more[lang])];
  return [...failure, ...annotations, ...closing].map((line) => `${line}\n`).join('');
};

function ofSeverity(diagnostics: readonly Diagnostic[], severity: Severity): readonly Diagnostic[] {
  return diagnostics.filter((each) => each.severity === severity);
}

function annotation(diagnostic: Diagnostic, lang: Lang): string {
  const { place, severity, rule } = diagnostic;
  // GitHub takes columns only where both ends are in one line.
  const isInLine = place.line === place.endLine;
  const at = isInLine
    ? { line: place.line, col: place.column, endLine: place.endLine, endColumn: place.endColumn }
    : { line: place.line, endLine: lastLineOf(place) };
  return command(levels[severity], { file: place.file, ...at, title: `mlx ${rule}` }, linesOf(diagnostic, lang).join('\n'));
}

function command(name: string, properties: Readonly<Record<string, string | number>>, message: string): string {
  const written = Object.entries(properties).map(([key, value]) => `${key}=${escapedProperty(String(value))}`);
  return `::${name} ${written.join(',')}::${escapedData(message)}`;
}

function escapedData(value: string): string {
  return harmless(value).replaceAll('%', '%25').replaceAll('\n', '%0A');
}

function escapedProperty(value: string): string {
  return escapedData(value).replaceAll(':', '%3A').replaceAll(',', '%2C');
}

/** GitHub refuses a summary over 1 MiB; a UTF-16 unit takes at most three bytes, and other tools may write to the same file. */
const summaryUnits = 300_000;

/** All findings in a table, worst first, as far as there is room. */
export const jobSummary: Reporter = (report, { lang }) => {
  const { diagnostics, summary } = validationOf(report);
  const rows: string[] = [];
  let units = 0;
  for (const diagnostic of severities.flatMap((severity) => ofSeverity(diagnostics, severity))) {
    const row = summaryRow(diagnostic, lang);
    units += row.length;
    if (units > summaryUnits) break;
    rows.push(row);
  }
  const left = diagnostics.length - rows.length;
  const titles = { zh: ['级别', '位置', '问题', '规则'], en: ['Severity', 'Place', 'Finding', 'Rule'] }[lang];
  const table = rows.length === 0 ? [] : ['', tableRow(titles), tableRow(titles.map(() => '---')), ...rows];
  const more = left === 0 ? [] : ['', { zh: `还有 ${left} 个问题`, en: `and ${left} more` }[lang]];
  const failure = report.notice === undefined ? [] : ['', `**${literal(report.notice[lang])}**`];
  const lines = ['## mlx validate', ...failure, '', literal(summary[lang]), ...table, ...more, ''];
  return `${lines.join('\n')}\n`;
};

function summaryRow(diagnostic: Diagnostic, lang: Lang): string {
  const { severity, place, rule } = diagnostic;
  const said = linesOf(diagnostic, lang).map(withCode).join('<br>');
  return tableRow([severityWords[severity][lang], `<code>${literal(positionOf(place))}</code>`, said, `<code>${rule}</code>`]);
}
