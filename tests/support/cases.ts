// Registries for properties of the whole check: fixtures, seeded faults, and records mixed and changed at random.
import path from 'node:path';
import { parse, stringify } from 'yaml';
import { isRecord } from '../../src/diagnostic.ts';
import { mutate, type Random, randomOf } from '../fuzz/mutate.ts';
import { base, day, type Files, filesUnder, project, shipped } from './registry.ts';
import { seeded, seededFaults, unmarked } from './seeded.ts';

export interface Case {
  readonly name: string;
  /** All files of the registry. */
  readonly files: Files;
  readonly day: string;
}

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
const registry: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(filesUnder(shipped)).map(([name, bytes]) => [name, decoder.decode(bytes as Uint8Array)]),
);

/** Days on which a good many documents turn, or none. */
const days = [day, '1999-12-31', '2016-03-01', '2019-06-30', '2023-01-01', '2024-12-31', '2027-02-28', '2035-01-01'];

export const shippedCases: readonly Case[] = days.map((on) => ({ name: `shipped ${on}`, files: registry, day: on }));

/** The folders of `tests/fixtures`, by path from there. */
const fixtures = new Map<string, Files>();
for (const [name, content] of Object.entries(filesUnder(path.join(project, 'tests/fixtures')))) {
  const [rule, side, ...rest] = name.split('/');
  const folder = `${rule}/${side}`;
  fixtures.set(folder, { ...fixtures.get(folder), [rest.join('/')]: content });
}

export const fixtureCases: readonly Case[] = [...fixtures].flatMap(([name, files]) =>
  [day, '2031-01-01'].map((on) => ({ name: `${name} ${on}`, files: { ...base, ...files }, day: on })),
);

/** Each seeded fault in its file, with those that it is about. */
export const seededCases: readonly Case[] = seededFaults.map((fault) => {
  const { name, file, related = [] } = fault;
  const near = ['jurisdiction.yaml', ...related.map(([other]) => other)];
  const files = Object.fromEntries(near.map((each) => [each, registry[each] ?? '']));
  return { name, files: { ...base, ...files, [file]: unmarked(seeded(fault, registry)).text }, day };
});

interface Sample {
  readonly folder: string;
  readonly id: string;
  readonly record: Readonly<Record<string, unknown>>;
}

/** The readable records of each fixture, and those of all and of the shipped registry. */
const sampled = [...fixtures.values()].map(samplesIn);
const samples: readonly Sample[] = [...samplesIn(registry), ...sampled.flat()];
const texts = Object.values(registry);

function samplesIn(files: Files): readonly Sample[] {
  return Object.entries(files).flatMap(([name, content]): readonly Sample[] => {
    const [folder, file] = name.split('/');
    const record = parsed(typeof content === 'string' ? content : decoder.decode(content));
    return folder === undefined || file === undefined || !isRecord(record) ? [] : [{ folder, id: file.replace(/\.yaml$/, ''), record }];
  });
}

function parsed(text: string): unknown {
  try {
    return parse(text, { logLevel: 'silent' });
  } catch {
    return undefined;
  }
}

/** The records of a fixture with others in one registry, with fields of one another; some texts are damaged. A seed gives its case. */
export function mixedCase(seed: number): Case {
  const random = randomOf(seed);
  const chosen = [...(sampled[seed % sampled.length] ?? []), ...Array.from({ length: 4 + random(12) }, () => pick(random, samples))];
  const records = chosen.map(({ folder, id, record }) => {
    const text = stringify(random(3) === 0 ? record : changed(random, record, chosen), { lineWidth: 0 });
    return [`${folder}/${id}.yaml`, random(8) === 0 ? mutate(random, text, texts) : text];
  });
  const jurisdiction = random(4) === 0 ? {} : { 'jurisdiction.yaml': registry['jurisdiction.yaml'] ?? '' };
  return {
    name: `mixed ${seed}`,
    files: { ...base, ...jurisdiction, ...Object.fromEntries(records) },
    day: random(2) === 0 ? day : pick(random, days),
  };
}

function pick<Value>(random: Random, from: readonly Value[]): Value {
  return from[random(from.length)] as Value;
}

/** The record with some fields left out, and some of other records. */
function changed(random: Random, record: Sample['record'], chosen: readonly Sample[]): Record<string, unknown> {
  const next: Record<string, unknown> = { ...record };
  for (let left = random(5); left > 0; left--) {
    const other = random(3) === 0 ? pick(random, samples) : pick(random, chosen);
    const field = pick(random, Object.keys(other.record));
    if (random(3) === 0) delete next[pick(random, Object.keys(next))];
    next[field] = other.record[field];
  }
  if (random(3) === 0) next.basis = [pick(random, chosen).id];
  if (random(4) === 0) next.replaces = [pick(random, chosen).id];
  if (random(6) === 0) next.repealed_by = pick(random, chosen).id;
  return next;
}
