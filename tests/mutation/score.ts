// From what Stryker reports to figures and lines. Pure.

interface Mutant {
  readonly status: string;
  readonly mutatorName: string;
  readonly replacement?: string;
  readonly location: Record<'start' | 'end', { readonly line: number; readonly column: number }>;
}

interface ChangedFile {
  readonly source: string;
  readonly mutants: readonly Mutant[];
}

/** Stryker's JSON, as far as it is needed here. */
export interface Report {
  readonly files: Readonly<Record<string, ChangedFile>>;
}

interface Score {
  readonly noticed: number;
  readonly timedOut: number;
  readonly unnoticed: number;
  readonly unreached: number;
}

const unnoticed: readonly string[] = ['Survived', 'NoCoverage', 'Timeout', 'RuntimeError'];

/**
 * The report without the changes of some files that no test noticed: a fixture may have come since, and Stryker looks at the
 * names of tests alone.
 */
export function withoutUnnoticed(report: Report, again: readonly string[]): Report {
  const files = Object.entries(report.files).map(([name, file]) => {
    const mutants = file.mutants.filter(({ status }) => !again.includes(name) || !unnoticed.includes(status));
    return [name, { ...file, mutants }];
  });
  return { ...report, files: Object.fromEntries(files) };
}

/** `file:line:column: from → to` for each change that no test noticed. */
export function linesOf({ files }: Report): readonly string[] {
  return Object.entries(files).flatMap(([name, { source, mutants }]) => {
    const lines = source.split('\n');
    return mutants
      .filter(({ status }) => status === 'Survived' || status === 'NoCoverage')
      .map(({ status, mutatorName, replacement, location: { start, end } }) => {
        const line = lines[start.line - 1] ?? '';
        const from = start.line === end.line ? line.slice(start.column - 1, end.column - 1) : `${line.slice(start.column - 1)}…`;
        return `${name}:${start.line}:${start.column}: ${status} ${mutatorName}: ${from} → ${replacement?.replace(/\s+/g, ' ')}`;
      });
  });
}

/** What the page says before the rooms. */
export const intro = `## 变异测试 Mutation testing

把代码逐处改错，看测试能否发现：规则、计算和读取三处，只用为该文件写的测试。

[Stryker](https://stryker-mutator.io) changes the code in thousands of small ways; a test must fail for each. Only the tests that were written for a file are run, so what some other test would have noticed by the way counts as survived. Texts for people (\`zh\` and \`en\`, and what a rule shows as right and wrong) are left as they are: golden files and \`docs/rules.md\` hold their words. Of generated input there are the same thirty for each property that has no seed of its own. To make the figures again, room by room, which takes hours where others share the machine:

\`\`\`sh
npm run mutate -- rules
npm run mutate -- measures
npm run mutate -- source
\`\`\`

What survived stands in \`.mutation/<room>.txt\` then.`;

/** The part of the page about a room of `count` files. */
export function section(it: { readonly room: string; readonly report: Report; readonly count: number; readonly about: string }): string {
  const { room, report, count, about } = it;
  const scores = Object.entries(report.files)
    .map(([name, { mutants }]) => [name.replace(`src/${room}/`, ''), scoreOf(mutants)] as const)
    .sort(([one], [other]) => (one < other ? -1 : 1));
  const all = scoreOf(Object.values(report.files).flatMap(({ mutants }) => mutants));
  const row = (name: string, score: Score): string =>
    `| ${name} | ${score.noticed} | ${score.timedOut} | ${score.unnoticed} | ${score.unreached} | ${percent(score)} |`;
  return [
    `### \`src/${room}\`: ${percent(all)}`,
    `${about} ${scores.length === count ? `All ${count} files.` : `${scores.length} of ${count} files so far.`}`,
    [
      '| file | noticed | without end | survived | no test | score |',
      '| --- | ---: | ---: | ---: | ---: | ---: |',
      row('in all', all),
      ...scores.filter(([, score]) => sum(score) > 0).map(([name, score]) => row(`\`${name}\``, score)),
    ].join('\n'),
  ].join('\n\n');
}

function scoreOf(mutants: readonly Mutant[]): Score {
  const count = (...wanted: readonly string[]): number => mutants.filter(({ status }) => wanted.includes(status)).length;
  return { noticed: count('Killed'), timedOut: count('Timeout'), unnoticed: count('Survived'), unreached: count('NoCoverage') };
}

function sum({ noticed, timedOut, unnoticed, unreached }: Score): number {
  return noticed + timedOut + unnoticed + unreached;
}

/** Changes that were noticed, or after which the program did not end, of all that were made. */
function percent(score: Score): string {
  const all = sum(score);
  return all === 0 ? '–' : `${(((score.noticed + score.timedOut) / all) * 100).toFixed(1)} %`;
}
