// Writes what a program of this folder has measured into its part of docs/reliability.md, when it is run with `--write`.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { withPart } from '../support/page.ts';

export interface Figures {
  /** The part of the page, and the heading in both languages. */
  readonly part: string;
  readonly heading: string;
  /** What was found, in a sentence. */
  readonly zh: string;
  /** What was done and found, in Markdown. */
  readonly en: string;
  /** The command that makes the figures again, after `node tests/support/run.js`. */
  readonly command: string;
  readonly seconds: number;
}

export function writeFigures(project: string, { part, heading, zh, en, command, seconds }: Figures): void {
  const page = path.join(project, 'docs/reliability.md');
  const day = new Date().toISOString().slice(0, 10);
  const minutes = Math.max(1, Math.round(seconds / 60));
  const made = `Figures of ${day}, Node.js ${process.version}, in ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}. To make them again:`;
  const text = `## ${heading}\n\n${zh}\n\n${en}\n\n${made}\n\n\`\`\`sh\nnode tests/support/run.js ${command} --write\n\`\`\``;
  writeFileSync(page, withPart(readFileSync(page, 'utf8'), part, text));
}

/** The arguments of the program that was started, and whether its figures are to be written. */
export function asked(argv: readonly string[]): { readonly args: readonly string[]; readonly isWriting: boolean } {
  return { args: argv.slice(2).filter((arg) => arg !== '--write'), isWriting: argv.includes('--write') };
}

export function counted(count: number): string {
  return count.toLocaleString('en');
}
