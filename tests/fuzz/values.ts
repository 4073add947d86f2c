// Values that nearly fit a JSON Schema: made from the schema, or changed at random. Pure: a seed gives its values.
import type { Random } from './mutate.ts';

type Fields = Readonly<Record<string, unknown>>;

/** The schemas by file name, and the file that a `$ref` starts from. */
export interface Schemas {
  readonly all: ReadonlyMap<string, unknown>;
  readonly file: string;
}

/** Texts that some pattern, format, enum or const takes and others refuse. */
const texts: readonly string[] =
  `2024-02-29 2023-02-29 2024-13-01 2024-04 2024-1-1 0000-01-01 all off in-force a-b a--b -a A 甲 《甲》 《甲》乙 《》
  warning error dates.adopted order law lead core national note d41d8cd98f00b204e9800998ecf8427e`.split(/\s+/);
const oddTexts: readonly string[] = [
  '',
  ' ',
  '\u3000',
  '\ufeff',
  ' 甲',
  '甲\n乙',
  '\n',
  '\ud800',
  '甲\udc00',
  '𠮷',
  '2024-01-01 ',
  '__proto__',
  '甲'.repeat(60),
];
const others: readonly unknown[] = [
  null,
  true,
  false,
  0,
  -0,
  1,
  -1,
  1.5,
  7,
  1e21,
  1e-7,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  [],
  {},
  [[]],
  [{}],
];

function pick<T>(random: Random, from: readonly T[]): T {
  return from[random(from.length)] as T;
}

function oddValue(random: Random): unknown {
  return random(2) === 0 ? pick(random, random(2) === 0 ? texts : oddTexts) : pick(random, others);
}

/** A value that fits the schema, or nearly. `depth` bounds recursive schemas. */
export function valueFor(random: Random, schema: unknown, schemas: Schemas, depth = 6): unknown {
  if (!isFields(schema)) return oddValue(random);
  if (typeof schema.$ref === 'string') {
    const [target, pointer = ''] = schema.$ref.split('#');
    const file = target || schemas.file;
    return valueFor(random, atPointer(schemas.all.get(file), pointer), { ...schemas, file }, depth);
  }
  if ('const' in schema) return schema.const;
  if (Array.isArray(schema.enum)) return pick(random, schema.enum);
  if (schema.if !== undefined) return valueFor(random, { ...schema, if: undefined, ...branch(random, schema) }, schemas, depth);
  if (schema.type === 'array') return listFor(random, schema, schemas, depth);
  if (schema.type === 'object' || isFields(schema.properties)) return mapFor(random, schema, schemas, depth);
  if (schema.type === 'boolean') return random(2) === 0;
  if (schema.type === 'integer') return random(5);
  if (typeof schema.pattern === 'string') return textFor(random, schema.pattern);
  return oddValue(random);
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function atPointer(schema: unknown, pointer: string): unknown {
  return pointer
    .split('/')
    .slice(1)
    .reduce((at, step) => (at as Fields)[step], schema);
}

/** The keywords of one way through `if`, or those of the condition, so that both ways are taken. */
function branch(random: Random, { if: condition, then: yes, else: no }: Fields): Fields {
  return pick(random, [condition, yes, no].filter(isFields)) ?? {};
}

function listFor(random: Random, { items }: Fields, schemas: Schemas, depth: number): unknown {
  const length = depth > 0 ? pick(random, [1, 1, 1, 2, 2, 3, random(30)]) : random(2);
  return Array.from({ length }, () => valueFor(random, items, schemas, depth - 1));
}

function mapFor(random: Random, schema: Fields, schemas: Schemas, depth: number): unknown {
  const { properties = {}, required = [], additionalProperties, oneOf } = schema as { properties?: Fields; required?: string[] } & Fields;
  const choice = Array.isArray(oneOf) ? ((pick(random, oneOf) as { required?: string[] }).required ?? []) : [];
  const keys = Object.keys(properties).filter(
    (key) => required.includes(key) || choice.includes(key) || (choice.length === 0 && depth > 0 && random(3) === 0),
  );
  if (isFields(additionalProperties)) keys.push(pick(random, texts));
  const start = random(keys.length + 1);
  return Object.fromEntries(
    [...keys.slice(start), ...keys.slice(0, start)].map((key) => [
      key,
      valueFor(random, properties[key] ?? additionalProperties, schemas, depth - 1),
    ]),
  );
}

function textFor(random: Random, pattern: string): string {
  const fitting = [...texts, ...(random(20) === 0 ? oddTexts : [])].filter((text) => new RegExp(pattern, 'u').test(text));
  return fitting.length === 0 ? '' : `${pick(random, fitting)}${pattern === '\\S' ? random(50) : ''}`;
}

/** The value with one change somewhere in it. `donor` gives pieces. */
export function changed(random: Random, value: unknown, donor: unknown): unknown {
  if (typeof value === 'object' && value !== null && random(5) > 0) {
    const keys = Object.keys(value);
    const key = keys[random(keys.length)];
    if (key !== undefined) return withChild(value, key, (child) => changed(random, child, donor));
  }
  return pick(random, changes)(random, value, donor);
}

function withChild(value: object, key: string, change: (child: unknown) => unknown): unknown {
  if (Array.isArray(value)) return value.map((item, index) => (String(index) === key ? change(item) : item));
  return Object.fromEntries(Object.entries(value).map(([name, child]) => [name, name === key ? change(child) : child]));
}

const changes: readonly ((random: Random, value: unknown, donor: unknown) => unknown)[] = [
  (random) => oddValue(random),
  (random, _, donor) => pieceOf(random, donor),
  (random, value) => (typeof value === 'string' ? value + pick(random, oddTexts) : oddValue(random)),
  (random, value) => (typeof value === 'string' ? value.slice(random(value.length + 1)) : [value]),
  // A field less, more, or by another name; other order.
  (random, value) => withoutOne(random, value),
  (random, value) => withoutOne(random, value),
  (random, value) =>
    isFields(value) ? JSON.parse(`{"__proto__": ${random(3)}, ${JSON.stringify(value).slice(1)}`.replace(', }', '}')) : value,
  (random, value, donor) => (isFields(value) ? { ...value, [keyOf(random, donor)]: pieceOf(random, donor) } : value),
  (_, value) => (isFields(value) ? Object.fromEntries(Object.entries(value).reverse()) : value),
  // An item again: as it is, with its fields in another order, or changed.
  (random, value) => (Array.isArray(value) ? [...value, value[random(value.length)] ?? null] : value),
  (random, value) => (Array.isArray(value) && value.length > 0 ? [reversed(pick(random, value)), ...value] : value),
  (random, value, donor) => (Array.isArray(value) && value.length > 0 ? [...value, changed(random, pick(random, value), donor)] : value),
  (random, value) => (Array.isArray(value) ? Array.from({ length: 20 }, (_, index) => `${pick(random, texts)}${index}`) : value),
];

function reversed(value: unknown): unknown {
  return isFields(value) ? Object.fromEntries(Object.entries(value).reverse()) : value;
}

function withoutOne(random: Random, value: unknown): unknown {
  if (Array.isArray(value)) return value.toSpliced(random(value.length + 1), 1);
  if (!isFields(value)) return value;
  return Object.fromEntries(Object.entries(value).toSpliced(random(Object.keys(value).length + 1), 1));
}

function keyOf(random: Random, value: unknown): string {
  return isFields(value) && Object.keys(value).length > 0 ? pick(random, Object.keys(value)) : pick(random, texts);
}

function pieceOf(random: Random, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || random(4) === 0) return value;
  const children = Object.values(value);
  return children.length === 0 ? value : pieceOf(random, pick(random, children));
}
