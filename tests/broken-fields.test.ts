// One cause, one finding: a field that cannot be read is reported, and no rule concludes anything from its absence.
import path from 'node:path';
import { expect, it } from 'vitest';
import { isMap, parseDocument } from 'yaml';
import { check } from '../src/check/check.ts';
import { rules } from '../src/rules/index.ts';
import { day, type Files, filesUnder, project, schemas, workspaceOf } from './support/registry.ts';

/** Each record once for each of its fields, with a value there that is of no field's shape. */
function* withFieldsBroken(files: Files): Iterable<readonly [file: string, field: string, text: string]> {
  for (const [name, content] of Object.entries(files)) {
    const record = parseDocument(new TextDecoder().decode(content as Uint8Array));
    if (!name.includes('/') || !isMap(record.contents)) continue;
    for (const { key } of record.contents.items) {
      const broken = record.clone();
      broken.set(String(key), [[]]);
      yield [name, String(key), String(broken)];
    }
  }
}

/** What is found all the same: in another record that names this one, or because what excused it is gone or excuses nothing. */
const consequences: ReadonlySet<string> = new Set([
  'date-order after waivers',
  'unused-waiver after dates',
  'stale-baseline after basis',
  'one-sided-replacement after number',
  'repeal-without-act after replaces',
  'status-contradicts-dates after replaces',
  'two-editions-in-force after replaces',
  'unlinked-reference after title',
  'missing-evidence after owner',
]);

it.each(rules.map(({ name }) => name))('the sound fixture of %s, each field broken in turn', (name) => {
  const files = filesUnder(path.join(project, 'tests/fixtures', name, 'sound'));
  for (const [file, field, text] of withFieldsBroken(files)) {
    const found = check(workspaceOf({ ...files, [file]: text }), schemas, day).diagnostics;
    const more = found.filter(({ rule }) => rule !== 'wrong-shape' && rule !== 'unknown-field');
    expect(more.map(({ rule }) => `${rule} after ${field}`).filter((each) => !consequences.has(each))).toEqual([]);
  }
});
