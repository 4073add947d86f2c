// Writes a record as people write YAML: block and flow, quotes of both sorts, block scalars, comments.
import type { Random } from './random.ts';
import { remarks } from './words.ts';

export type Value = string | boolean | readonly Value[] | Fields;
export interface Fields {
  readonly [name: string]: Value | undefined;
}

export function yamlOf(record: Fields, random: Random, head: string): string {
  // Each file has its own hand: some write lists in one line throughout, some quote all they can.
  const hand: Hand = {
    random,
    flow: random.chance(0.15) ? 0.7 : 0.03,
    quote: random.chance(0.1) ? 0.6 : 0.02,
    remark: random.chance(0.25) ? 0.12 : 0,
    listIndent: random.chance(0.04) ? '' : '  ',
  };
  return `${head}\n${random.chance(0.15) ? `${random.pick(remarks)}\n` : ''}${mapOf(record, '', hand)}`;
}

interface Hand {
  readonly random: Random;
  readonly flow: number;
  readonly quote: number;
  readonly remark: number;
  readonly listIndent: '' | '  ';
}

function mapOf(fields: Fields, indent: string, hand: Hand): string {
  return Object.entries(fields)
    .flatMap(([name, value]) => (value === undefined ? [] : [entryOf(name, value, indent, hand)]))
    .join('');
}

function entryOf(name: string, value: Value, indent: string, hand: Hand): string {
  const { random } = hand;
  const above = random.chance(hand.remark) ? `${indent}${random.pick(remarks)}\n` : '';
  if (typeof value === 'string' || typeof value === 'boolean') return `${above}${indent}${name}: ${scalarOf(value, indent, hand)}\n`;
  const flat = flowOf(value, hand, indent.length + name.length);
  if (flat !== undefined && random.chance(hand.flow)) return `${above}${indent}${name}: ${flat}${trailing(hand)}\n`;
  const nested = isList(value) ? listOf(value, indent + hand.listIndent, hand) : mapOf(value, `${indent}  `, hand);
  return `${above}${indent}${name}:${trailing(hand)}\n${nested}`;
}

function listOf(values: readonly Value[], indent: string, hand: Hand): string {
  return values
    .map((value) => {
      if (typeof value === 'string' || typeof value === 'boolean') return `${indent}- ${scalarOf(value, indent, hand)}\n`;
      const flat = flowOf(value, hand, indent.length);
      if (flat !== undefined && hand.random.chance(hand.flow)) return `${indent}- ${flat}\n`;
      const inner = mapOf(value as Fields, `${indent}  `, { ...hand, remark: 0 });
      return `${indent}- ${inner.slice(indent.length + 2)}`;
    })
    .join('');
}

/** In one line; undefined where that would be long, or a value is not of the sort that is written so. */
function flowOf(value: readonly Value[] | Fields, hand: Hand, used: number): string | undefined {
  const parts = isList(value)
    ? value.map((each) => (typeof each === 'string' ? wordOf(each, hand, true) : undefined))
    : Object.entries(value).flatMap(([name, each]) =>
        each === undefined ? [] : [typeof each === 'string' ? `${name}: ${wordOf(each, hand, true)}` : undefined],
      );
  const text = parts.join(', ');
  if (parts.includes(undefined) || used + text.length > 100) return undefined;
  return isList(value) ? `[${text}]` : hand.random.chance(0.5) ? `{ ${text} }` : `{${text}}`;
}

function isList(value: readonly Value[] | Fields): value is readonly Value[] {
  return Array.isArray(value);
}

function trailing({ random, remark }: Hand): string {
  return random.chance(remark / 3) ? ` ${random.pick(remarks)}` : '';
}

function scalarOf(value: string | boolean, indent: string, hand: Hand): string {
  const { random } = hand;
  if (typeof value === 'boolean') return String(value);
  if (value.includes('\n')) {
    const lines = value.split('\n').map((line) => (line === '' ? '' : `${indent}  ${line}`));
    return `${random.pick(['|', '|-', '|-', '>', '>-'])}\n${lines.join('\n')}`;
  }
  return `${wordOf(value, hand, false)}${value.length < 40 ? trailing(hand) : ''}`;
}

const dayForm = /^\d{4}-\d{2}(?:-\d{2})?$/;
/** Begins with a letter or a Chinese character or mark, and is no word that means something else than text. */
const plainForm = /^(?!(?:null|true|false|yes|no|on|off)$)[A-Za-z\u4e00-\u9fff《（“〔]/i;

function wordOf(text: string, { random, quote }: Hand, isFlow: boolean): string {
  const isPlain =
    dayForm.test(text) ||
    (plainForm.test(text) && !/: |:$| #|\s$/.test(text) && !(isFlow && /[,[\]{}]/.test(text)) && !/^[\d.]+$/.test(text));
  if (isPlain && (dayForm.test(text) || !random.chance(quote))) return text;
  return random.chance(0.3) ? `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"` : `'${text.replaceAll("'", "''")}'`;
}
