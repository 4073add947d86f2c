// What both READMEs show is what the program prints, wherever a day is named. After a change, paste what it prints now.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { run } from './support/cli.ts';
import { project } from './support/registry.ts';

interface Shown {
  readonly command: string;
  readonly output: string;
}

/** The console blocks of commands that say which day they speak of; `| head -N` is understood. */
function shownIn(file: string): readonly Shown[] {
  const text = readFileSync(path.join(project, file), 'utf8');
  return [...text.matchAll(/```console\n\$ (mlx [^\n]*--as-of[^\n]*)\n([\s\S]*?)\n```/g)].map(([, command = '', output = '']) => ({
    command,
    output,
  }));
}

describe.each(['README.md', 'README.zh.md'])('%s', (file) => {
  const shown = shownIn(file);

  it('shows both figures', () => {
    expect(shown.map(({ command }) => command.split(' ')[1])).toEqual(expect.arrayContaining(['coverage', 'milestone', 'list']));
  });

  it.each(shown)('$command', async ({ command, output }) => {
    const [, words = '', lines] = /^mlx (.*?)(?: \| head -(\d+))?$/.exec(command) ?? [];
    const { exit, stdout } = await run(words.split(' '), { cwd: project });
    expect(exit).toBe(0);
    expect(
      stdout
        .split('\n')
        .slice(0, lines === undefined ? -1 : Number(lines))
        .join('\n')
        .trimEnd(),
    ).toBe(output);
  });

  it('leads to files that are there', () => {
    const targets = [...readFileSync(path.join(project, file), 'utf8').matchAll(/\]\(([^)#:]+)(?:#[^)]*)?\)/g)].map(
      ([, target = '']) => target,
    );
    expect(targets).toEqual(expect.arrayContaining([expect.stringMatching(/^docs\/pictures\//)]));
    expect(targets.filter((target) => !existsSync(path.join(project, target)))).toEqual([]);
  });

  it('has the sections of the other, in their order', () => {
    const headings = (name: string): readonly number[] =>
      readFileSync(path.join(project, name), 'utf8')
        .split('\n')
        .flatMap((line) => /^(#+) /.exec(line)?.[1]?.length ?? []);
    expect(headings('README.md')).toEqual(headings('README.zh.md'));
  });
});
