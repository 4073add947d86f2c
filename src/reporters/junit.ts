// JUnit XML, for servers that know tests: a test case for each file.
//
// What makes the run fail is one failure of its file: Jenkins and GitLab read the first failure of a test
// case alone. What does not is in the file's system-out. As skipped it would say that the file was not checked.
import { type Diagnostic, harmless, type Lang, severityWords } from '../diagnostic.ts';
import type { Reporter, Validation } from '../report.ts';
import { linesOf, positionOf, validationOf } from './plain.ts';

export const junit: Reporter = (report, { lang }) => {
  const validation = validationOf(report);
  const { diagnostics, files } = validation;
  const byFile = new Map(files.map((file): [string, Diagnostic[]] => [file, []]));
  for (const diagnostic of diagnostics) byFile.get(diagnostic.place.file)?.push(diagnostic);
  const cases = [...byFile].flatMap(([file, found]) => testCase(file, found, validation, lang));
  const failures = [...byFile.values()].filter((found) => found.some((each) => isFailing(each, validation))).length;
  const error = report.notice === undefined ? [] : errorCase(report.notice[lang]);
  const errors = error.length > 0 ? 1 : 0;
  const counts = { tests: files.length + errors, failures, errors, skipped: 0 };
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites${attributes({ name: 'mlx', ...counts })}>`,
    `  <testsuite${attributes({ name: 'mlx validate', ...counts })}>`,
    ...[...error, ...cases].map((line) => `    ${line}`),
    '  </testsuite>',
    '</testsuites>',
  ];
  return lines.map((line) => `${line}\n`).join('');
};

function isFailing({ severity }: Diagnostic, { failing }: Validation): boolean {
  return failing.includes(severity);
}

/** The file's path is the name, since of several cases with one name GitLab keeps the first. */
function testCase(file: string, found: readonly Diagnostic[], validation: Validation, lang: Lang): readonly string[] {
  const failures = found.filter((each) => isFailing(each, validation));
  const others = found.filter((each) => !isFailing(each, validation));
  const [first] = failures;
  const open = `<testcase${attributes({ classname: 'mlx.validate', name: file, file })}`;
  if (found.length === 0) return [`${open}/>`];
  const message = first === undefined ? '' : (linesOf(first, lang)[0] ?? '') + (failures.length > 1 ? ` (+${failures.length - 1})` : '');
  const type = [...new Set(failures.map(({ rule }) => rule))].join(' ');
  return [
    `${open}>`,
    ...(failures.length > 0 ? [`  <failure${attributes({ message, type })}>${listed(failures, lang)}</failure>`] : []),
    ...(others.length > 0 ? [`  <system-out>${listed(others, lang)}</system-out>`] : []),
    '</testcase>',
  ];
}

/** That there was no answer is an error of the suite, not of a file. */
function errorCase(notice: string): readonly string[] {
  return [
    `<testcase${attributes({ classname: 'mlx.validate', name: 'mlx validate' })}>`,
    `  <error${attributes({ message: notice, type: 'no-answer' })}>${escaped(notice)}</error>`,
    '</testcase>',
  ];
}

/** Findings as the text format has them. */
function listed(diagnostics: readonly Diagnostic[], lang: Lang): string {
  const lines = diagnostics.flatMap((diagnostic) => {
    const { place, severity, rule } = diagnostic;
    const [message = '', ...more] = linesOf(diagnostic, lang);
    return [`${positionOf(place)}: ${severityWords[severity][lang]}: ${message} [${rule}]`, ...more.map((line) => `    ${line}`)];
  });
  return escaped(lines.join('\n'));
}

function attributes(values: Readonly<Record<string, string | number>>): string {
  return Object.entries(values)
    .map(([name, value]) => ` ${name}="${escaped(String(value)).replaceAll('\n', '&#10;')}"`)
    .join('');
}

/** `harmless` has made visible what XML cannot hold. */
function escaped(value: string): string {
  return harmless(value).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
