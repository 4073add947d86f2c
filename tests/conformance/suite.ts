// What every public suite has: where its clone is looked for, what a run of it says, how that is written down.
import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import path from 'node:path';

export interface Suite {
  /** The option that names its clone. */
  readonly option: string;
  /** The name that `git clone` gives the folder. */
  readonly folder: string;
  readonly address: string;
  /** Files of the suite of which its clone has one. */
  readonly landmarks: readonly string[];
  run(folder: string): Outcome;
}

export interface Outcome {
  /** The figures, in one line. */
  readonly summary: string;
  /** Markdown below the heading. */
  readonly blocks: readonly string[];
  /** Deviations that nobody has explained, and explanations that explain nothing any more: the run has failed. */
  readonly problems: readonly string[];
}

/** A deviation that is understood: which cases, and why. */
export interface Explanation {
  readonly cases: readonly string[];
  readonly reason: string;
}

/** Explained deviations as lines of Markdown; what is not explained, or no longer there, as problems. */
export function explained(
  found: ReadonlyMap<string, string>,
  explanations: readonly Explanation[],
): { readonly lines: readonly string[]; readonly problems: readonly string[] } {
  const known = new Set(explanations.flatMap(({ cases }) => cases));
  return {
    lines: explanations.map(({ cases, reason }) => `- ${cases.map((id) => `\`${id}\``).join(', ')}: ${reason}`),
    problems: [
      ...[...found].filter(([id]) => !known.has(id)).map(([id, what]) => `${id}: ${what}`),
      ...[...known].filter((id) => !found.has(id)).map((id) => `${id}: explained as a deviation, and is none`),
    ],
  };
}

export function linesUnder(title: string, lines: readonly string[]): string {
  return lines.length === 0 ? `${title}: none.` : `${title}:\n\n${lines.join('\n')}`;
}

export function countInto(counts: Map<string, number>, name: string, by = 1): void {
  counts.set(name, (counts.get(name) ?? 0) + by);
}

/** A Markdown table of counts, the largest first. */
export function countTable(heading: string, unit: string, counts: ReadonlyMap<string, number>): string {
  const rows = [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)).map(([name, count]) => [name, String(count)]);
  return table([heading, unit], rows);
}

export function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(heads), line(heads.map((_, index) => (index === 0 ? '---' : '---:'))), ...rows.map(line)].join('\n');
}

/** The commit of a clone and its day; what is no clone has none. */
export function versionOf(folder: string): string {
  try {
    const git = ['-C', folder, 'log', '-1', '--date=short', '--format=%H of %cd'];
    return execFileSync('git', git, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  } catch {
    return 'unknown (no Git clone)';
  }
}

/** The files below a folder, in order, as paths from it with `/`. */
export function filesBelow(folder: string, ending: RegExp): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((file) => file.split(path.sep).join('/'))
    .filter((file) => ending.test(file))
    .sort();
}
