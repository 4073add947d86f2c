// Each rule: a faulty fixture that it finds at the marked lines and nothing else finds, and a sound neighbour.
// What it says there, and to what places it points, is held by golden files. To write them anew: npx vitest run tests/rules.test.ts -u
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { check } from '../src/check/check.ts';
import type { Place, Text } from '../src/diagnostic.ts';
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

/** All that the rule says about its faulty fixture, in both languages, with each place from its first character to its last. */
function said(name: string): string {
  const { diagnostics } = check(workspaceOf(filesUnder(path.join(fixtures, name, 'faulty'))), schemas, day);
  const at = ({ file, line, column, endLine, endColumn }: Place): string => `${file}:${line}:${column}-${endLine}:${endColumn}`;
  // The taxonomy's words are listed where none is near; a new one changes no golden file.
  const both = ({ zh, en }: Text): string => `${zh}\n    ${en}`.replace(/(可用的：|known: ).*/g, '$1…');
  return diagnostics
    .filter(({ rule }) => rule === name)
    .flatMap(({ severity, place, message, hint, related, fix }) => [
      `${at(place)} ${severity}`,
      `    ${both(message)}`,
      ...(hint === undefined ? [] : [`  hint\n    ${both(hint)}`]),
      ...related.map(({ place, message }) => `  ${at(place)}\n    ${both(message)}`),
      ...(fix === undefined ? [] : [`  fix ${fix.path.join('.')}: ${fix.to}`]),
    ])
    .map((line) => `${line}\n`)
    .join('');
}

describe.each(rules.map(({ name }) => name))('%s', (name) => {
  it('finds what is marked, and nothing else', () => {
    const { got, want } = found(path.join(fixtures, name, 'faulty'));
    expect(got).toEqual(want);
    expect(want.some((line) => line.endsWith(`: ${name}`))).toBe(true);
  });

  it('says what is wrong and where', async () => {
    await expect(said(name)).toMatchFileSnapshot(`golden/rules/${name}.txt`);
  });

  it('leaves the sound neighbour alone', () => {
    expect(found(path.join(fixtures, name, 'sound')).got).toEqual([]);
  });
});

// In memory: a file of such a name could not be checked out on Windows.
describe('a name that Windows takes for a device', () => {
  const record = 'title: 甲\nrank: national-law\nstatus: in-force\ndomains: all\nsources:\n  - 测试\n';
  const found = (id: string) => check(workspaceOf({ [`laws/${id}.yaml`]: record }), schemas, day).diagnostics;

  it.each(['con', 'prn', 'aux', 'nul', 'com1', 'lpt9', 'CON'])('%s', (id) => {
    const place = { file: `registry/laws/${id}.yaml`, line: 1, column: 1 };
    const hint = { zh: '换一个名字', en: 'choose another name' };
    const message = {
      zh: `文件名 \`${id}\` 在 Windows 上是设备名，检出不了`,
      en: `the file's name \`${id}\` is that of a device on Windows, where it cannot be checked out`,
    };
    expect(found(id)).toMatchObject([{ rule: 'malformed-id', severity: 'error', place, message, hint }]);
  });

  it.each(['con-1', 'com10', 'acom1', 'coma', 'lpta', 'icon', 'console'])('%s is none', (id) => {
    expect(found(id)).toEqual([]);
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

  it('has no golden file of a rule that is gone', () => {
    const names = rules.map(({ name }) => `${name}.txt`);
    expect(readdirSync(path.join(project, 'tests/golden/rules')).sort()).toEqual(names.sort());
  });
});
