// Faults put one by one into the shipped registry: each is found at its exact place, and nothing else is reported.
import { describe, expect, it } from 'vitest';
import { check } from '../src/check/check.ts';
import { day, type Files, filesUnder, schemas, shipped, workspaceOfAll } from './support/registry.ts';
import { position, seeded, seededFaults, unmarked } from './support/seeded.ts';

const registry: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(filesUnder(shipped)).map(([name, bytes]) => [name, new TextDecoder().decode(bytes as Uint8Array)]),
);

const spanOf = ({ line, column, endLine, endColumn }: { line: number; column: number; endLine: number; endColumn: number }): string =>
  `${line}:${column}-${endLine}:${endColumn}`;

describe('the shipped registry', () => {
  const read = filesUnder(shipped);
  /** The shipped files, with some of them replaced. */
  const workspace = (replaced: Files) => workspaceOfAll({ ...read, ...replaced });

  const own = check(workspace({}), schemas, day).diagnostics;
  const known = new Set(own.map(({ fingerprint }) => fingerprint));

  it('has no error before anything is put into it', () => {
    expect(own.filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  it('is tried with at least 60 faults over all rules but those that need bytes or a file system', () => {
    expect(seededFaults.length).toBeGreaterThanOrEqual(60);
  });

  it.each(seededFaults.map((fault) => [fault.rule, fault.name, fault] as const))('%s: %s', (_, __, fault) => {
    const { text, span } = unmarked(seeded(fault, registry));
    const found = check(workspace({ [fault.file]: text }), schemas, day).diagnostics;
    const diagnostics = found.filter(({ fingerprint }) => !known.has(fingerprint));
    expect(diagnostics.map(({ rule, place }) => `${place.file} ${rule}`)).toEqual([`registry/${fault.file} ${fault.rule}`]);
    const [first] = diagnostics;
    if (first === undefined) return;
    if (span !== undefined) expect(spanOf(first.place)).toBe(span);
    for (const [index, [file, marked]] of (fault.related ?? []).entries()) {
      const near = unmarked(marked);
      const whole = file === fault.file ? text : String(registry[file]);
      const at = whole.indexOf(near.text);
      const [from, to] = [at + marked.indexOf('«'), at + marked.indexOf('»') - 1];
      expect(first.related[index]?.place.file).toBe(`registry/${file}`);
      expect(spanOf(first.related[index]?.place ?? first.place)).toBe(`${position(whole, from)}-${position(whole, to)}`);
    }
    if (fault.says !== undefined) expect(`${first.message.zh}\n${first.hint?.zh ?? ''}`).toContain(fault.says);
  });
});
