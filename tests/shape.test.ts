// The shape checks by tables: what they accept on a tape, ajv accepts too.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { shapeTables } from '../build/shapes.ts';
import { builtInErrors } from '../src/schema/errors.ts';
import { shapesOf, words } from '../src/schema/shapes.ts';
import { parseSource } from '../src/source/source.ts';
import { newTape, put } from '../src/source/tape.ts';
import { documentsBeside } from './bench/documents.ts';
import { readShipped } from './bench/shipped.ts';
import { randomOf } from './fuzz/mutate.ts';
import { changed, valueFor } from './fuzz/values.ts';
import { filesUnder, schemas, shipped } from './support/registry.ts';
import { onTape, tapeWith, withRaw } from './support/tape.ts';

const folders = { laws: 'law', rules: 'rule', 'normative-documents': 'normative-document', standards: 'standard' };
const schemaNames = [...schemas.texts.keys()].filter((name) => name !== 'document.json');
const parsed = new Map([...schemas.texts].map(([name, text]) => [name, JSON.parse(text) as unknown]));

interface Sample {
  readonly schema: string;
  readonly value: unknown;
}

function sampleOf(file: string, bytes: Uint8Array): Sample {
  const [folder = '', name] = file.split('/');
  const schema = name === undefined ? folder.replace(/\.yaml$/, '') : folders[folder as keyof typeof folders];
  return { schema: `${schema}.json`, value: parseSource(file, bytes).value };
}

const shippedSamples = Object.entries(filesUnder(shipped))
  .filter(([file]) => file.endsWith('.yaml'))
  .map(([file, bytes]) => sampleOf(file, bytes as Uint8Array));

function generatedSamples(): readonly Sample[] {
  return [...documentsBeside(readShipped(), 700, '2026-11-25')].map(({ path: file, text }) =>
    sampleOf(file, new TextEncoder().encode(text)),
  );
}

function accepts(schema: string, value: unknown): boolean {
  return builtInErrors(schema, value)?.length === 0;
}

const rawFields = ['note', 'sources', 'unverified'];

/**
 * How many of the samples ajv accepts, and how many of these the checks accept. Throws where the checks accept what ajv does not.
 * Each sample is checked again with texts anywhere left in their file.
 */
function certainty(samples: readonly Sample[], seed: number): { readonly sound: number; readonly certain: number } {
  const [random, tape] = [randomOf(seed), tapeWith(words)];
  const shapes = shapesOf(tape);
  let [sound, certain] = [0, 0];
  for (const { schema, value } of samples) {
    const isSound = accepts(schema, value);
    const plain = onTape(tape, value);
    const usual = withRaw(plain, (key) => rawFields.includes(key));
    const odd = withRaw(plain, () => random(3) === 0);
    const [isCertain, ...others] = [usual, plain, odd].map(({ at, bytes }) => shapes.get(schema)?.(at, bytes) === true);
    if (!isSound && (isCertain || others.includes(true))) throw new Error(`${schema} accepts ${JSON.stringify(value)}`);
    sound += isSound ? 1 : 0;
    certain += isCertain ? 1 : 0;
  }
  return { sound, certain };
}

describe('records on a tape', () => {
  it.each([
    ['shipped', () => shippedSamples],
    ['generated', generatedSamples],
  ])('that are %s are accepted', (_, samples) => {
    const { sound, certain } = certainty(samples(), 1);
    expect(sound).toBe(samples().length);
    expect(certain / sound).toBeGreaterThan(0.99);
  });

  it.each(schemaNames)('made from %s are accepted only where ajv accepts them', (schema) => {
    const random = randomOf(schema.length);
    const samples = Array.from({ length: 1000 }, (_, index) => {
      const value = valueFor(random, { $ref: `${schema}#` }, { all: parsed, file: schema });
      return { schema, value: index % 2 === 0 ? value : changed(random, value, value) };
    });
    const { sound, certain } = certainty(samples, 2);
    expect(sound).toBeGreaterThan(20);
    expect(certain / sound).toBeGreaterThan(0.7);
  });

  it('that are changed at random are accepted only where ajv accepts them', () => {
    const random = randomOf(20);
    const samples = Array.from({ length: 4000 }, () => {
      const { schema, value } = shippedSamples[random(shippedSamples.length)] as Sample;
      const donor = shippedSamples[random(shippedSamples.length)]?.value;
      let result = value;
      for (let left = 1 + random(3); left > 0; left--) result = changed(random, result, donor);
      return { schema, value: result };
    });
    const { sound, certain } = certainty(samples, 3);
    expect(sound).toBeGreaterThan(1000);
    expect(certain / sound).toBeGreaterThan(0.9);
  });
});

function tablesOf(schema: unknown) {
  return shapeTables(new Map([['x.json', JSON.stringify(schema)]]));
}

function isAccepted(schema: unknown, value: unknown, isRaw = false): boolean {
  const tables = tablesOf(schema);
  const tape = tapeWith(tables.words);
  const plain = onTape(tape, value);
  const { at, bytes } = isRaw ? withRaw(plain, () => true) : plain;
  return shapesOf(tape, tables).get('x.json')?.(at, bytes) === true;
}

describe('shape checks', () => {
  const forms = JSON.parse('{"if": {"type": "string"}, "then": {"const": "all"}, "else": {"type": "array"}}');
  const choice = { oneOf: [{ const: 'all' }, { type: 'string' }] };

  it.each<[string, unknown, unknown]>([
    ['type', { type: 'object' }, []],
    ['integer', { type: 'integer' }, 1.5],
    ['minimum', { type: 'integer', minimum: 1 }, 0],
    ['enum', { enum: ['a', null, true] }, false],
    ['pattern', { pattern: 'a' }, 'b'],
    ['format', { format: 'date' }, '2023-02-29'],
    ['required', { required: ['constructor'] }, {}],
    ['additionalProperties', { properties: { a: true }, additionalProperties: false }, { toString: 1 }],
    ['additionalProperties with a schema', { additionalProperties: { type: 'string' } }, { a: 1 }],
    ['minItems', { minItems: 1 }, []],
    ['minProperties', { minProperties: 1 }, {}],
    ['items', { items: { type: 'string' } }, ['a', 1]],
    ['uniqueItems', { uniqueItems: true }, ['a', 'b', 'a']],
    [
      'uniqueItems of maps in another order',
      { uniqueItems: true },
      [
        { a: 1, b: [2] },
        { b: [2], a: 1 },
      ],
    ],
    ['uniqueItems of a long list', { uniqueItems: true }, [...Array.from({ length: 40 }, (_, index) => `${index}`), '7']],
    ['if', forms, 'some'],
    ['else', forms, 1],
    ['oneOf with none', choice, 1],
    ['oneOf with two', choice, 'all'],
    ['false', { properties: { a: false } }, { a: 1 }],
    ['a recursive schema', { properties: { in: { $ref: '#' } }, additionalProperties: false }, { in: { in: { on: 1 } } }],
  ])('refuse by %s', (_, schema, value) => {
    expect(isAccepted(schema, value)).toBe(false);
  });

  it.each<[string, unknown, unknown]>([
    ['numbers', { items: { type: 'integer', minimum: 0 } }, [0, -0, 1, 1e21]],
    ['keywords of another type', { pattern: 'a', minItems: 1, required: ['a'], format: 'date' }, true],
    ['siblings of a reference', { properties: { a: { $ref: '#/definitions/b', type: 'string' } }, definitions: { b: true } }, { a: 1 }],
    ['unknown formats', { format: 'uri' }, 'no address'],
    ['one of several', choice, 'some'],
    ['maps that differ', { uniqueItems: true }, [{ a: 1, b: 'x' }, { a: 1, b: 'y' }, { a: 1 }, 'a', ['a'], ['b']]],
    ['a recursive schema', { properties: { in: { $ref: '#' } }, additionalProperties: false }, { in: { in: {} } }],
    [
      'mutual recursion',
      { $ref: '#/definitions/a', definitions: { a: { items: { $ref: '#/definitions/b' } }, b: { items: { $ref: '#/definitions/a' } } } },
      [[[]]],
    ],
  ])('accept %s', (_, schema, value) => {
    expect(isAccepted(schema, value)).toBe(true);
  });

  it.each<[string, unknown, unknown, boolean]>([
    ['a type', { type: 'string' }, 'all', true],
    ['a pattern', { pattern: '^a\\S' }, 'all', true],
    ['a pattern that fails', { pattern: '^b' }, 'all', false],
    ['blank text', { pattern: '\\S' }, '\u3000 ', false],
    ['a word', { const: 'all' }, 'all', true],
    ['another word', { enum: ['al', 'any', null] }, 'all', false],
    ['one of several', choice, 'some', true],
    ['texts that differ', { uniqueItems: true }, ['甲', '乙', 'ab'], true],
    ['equal texts', { uniqueItems: true }, ['甲', '甲'], false],
  ])('treat a text in its file right: %s', (_, schema, value, isFine) => {
    expect(isAccepted(schema, value, true)).toBe(isFine);
  });

  it('are in doubt about half characters, and numbers that may be equal', () => {
    expect(isAccepted({ type: 'string' }, '\ud800')).toBe(true);
    expect(isAccepted({ pattern: 'a' }, 'a\ud800')).toBe(false);
    expect(isAccepted({ if: { const: 'a' }, else: { type: 'string' } }, 'a\ud800')).toBe(false);
    expect(isAccepted({ uniqueItems: true }, [1, 2])).toBe(false);
  });

  it.each<[string, unknown]>([
    ['an unknown keyword', { maxItems: 1 }],
    ['an unknown keyword within', { properties: { a: { items: { not: true } } } }],
    ['several types', { type: ['string', 'null'] }],
    ['items one by one', { items: [true] }],
    ['maps in enum', { enum: [{}] }],
    ['numbers in enum', { enum: [1] }],
    ['enum beside const', { enum: ['a'], const: 'a' }],
    ['a boolean among values', { type: 'boolean', enum: [true] }],
    ['a reference to a reference', { $ref: '#/definitions/a', definitions: { a: { $ref: '#/definitions/b' }, b: true } }],
    ['a property `__proto__`', JSON.parse('{"properties": {"__proto__": true}}')],
    ['a reference to nothing', { $ref: 'y.json#' }],
    ['minimum without a type', { minimum: 1 }],
    ['no schema', { items: 1 }],
    ['too many patterns', { properties: Object.fromEntries(Array.from({ length: 9 }, (_, index) => [index, { pattern: `${index}` }])) }],
    ['too many required properties', { required: Array.from({ length: 32 }, (_, index) => `${index}`) }],
  ])('are not made of %s', (_, schema) => {
    expect(() => tablesOf(schema)).toThrow();
  });

  it('need a tape whose strings begin with their words', () => {
    expect(() => shapesOf(newTape())).toThrow('must begin');
  });

  it('see what was added to the tape since', () => {
    const tape = tapeWith(words);
    const shapes = shapesOf(tape);
    for (let left = 1 << 16; left > 0; left--) put(tape, 0);
    for (let index = 0; index < 5000; index++) onTape(tape, `甲${index}`);
    const value = parseSource('x', readFileSync(path.join(shipped, 'registry.yaml'))).value;
    expect(shapes.get('registry.json')?.(onTape(tape, value).at, Buffer.alloc(0))).toBe(true);
  });

  it('belong to the built-in schemas only', () => {
    expect(schemas.shapesFor(tapeWith(words))?.size).toBe(schemas.texts.size);
  });
});
