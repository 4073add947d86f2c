// Each rule: a faulty fixture that it finds at the marked lines and nothing else finds, and a sound neighbour.
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { check } from '../src/check/check.ts';
import { rules } from '../src/rules/index.ts';
import { day, filesUnder, project, schemas, workspaceOf } from './support/registry.ts';

const fixtures = path.join(project, 'tests/fixtures');

/** `file:line: rule` for each finding, and for each line that ends in `# want: RULE ...`. */
function found(folder: string): { readonly got: readonly string[]; readonly want: readonly string[] } {
  const files = filesUnder(folder);
  const got = check(workspaceOf(files), schemas, day).diagnostics.map(({ place, rule }) => `${place.file}:${place.line}: ${rule}`);
  const want = Object.entries(files).flatMap(([name, content]) =>
    new TextDecoder('latin1')
      .decode(content as Uint8Array)
      .split('\n')
      .flatMap((line, index) => {
        const wanted = /# want: ([a-z -]+?)\s*$/.exec(line)?.[1];
        return (wanted?.split(' ') ?? []).map((rule) => `registry/${name}:${index + 1}: ${rule}`);
      }),
  );
  return { got: [...got].sort(), want: want.sort() };
}

describe.each(rules.map(({ name }) => name))('%s', (name) => {
  it('finds what is marked, and nothing else', () => {
    const { got, want } = found(path.join(fixtures, name, 'faulty'));
    expect(got).toEqual(want);
    expect(want.some((line) => line.endsWith(`: ${name}`))).toBe(true);
  });

  it('leaves the sound neighbour alone', () => {
    expect(found(path.join(fixtures, name, 'sound')).got).toEqual([]);
  });
});

describe('the table of rules', () => {
  it('names each rule after its file, once', () => {
    const files = readdirSync(path.join(project, 'src/rules')).filter((file) => file !== 'index.ts' && file !== 'rule.ts');
    expect(rules.map(({ name }) => `${name}.ts`).sort()).toEqual(files.sort());
  });

  it.each(rules.map((rule) => [rule.name, rule] as const))('%s says everything in both languages', (_, rule) => {
    for (const text of [rule.summary, rule.why, rule.mend, rule.source]) {
      expect(text.zh).toMatch(/[\u4e00-\u9fff]/);
      expect(text.en).toMatch(/[a-z]{2}/);
      expect(text.en).not.toMatch(/[。，；、]/);
    }
    expect(rule.summary.en).not.toMatch(/\.$/);
    expect(rule.example.wrong).not.toBe(rule.example.right);
  });

  it('has no fixture of a rule that is gone', () => {
    const names = new Set(rules.map(({ name }) => name));
    expect(readdirSync(fixtures).filter((name) => !names.has(name))).toEqual([]);
    expect(existsSync(fixtures)).toBe(true);
  });
});
