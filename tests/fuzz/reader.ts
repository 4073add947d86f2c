// Compares the reader of records with the full parser on texts that are nearly sound: `… tests/fuzz/reader.ts [count] [seed]`.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { Path } from '../../src/diagnostic.ts';
import { hiddenFaults } from '../../src/source/hidden.ts';
import { readOnto, withSpare } from '../../src/source/reader.ts';
import { readFast, readInFull } from '../../src/source/source.ts';
import { newStrings, textOf } from '../../src/source/strings.ts';
import { afterValue, LIST, MAP, newTape, RAW, type Tape, valueAt } from '../../src/source/tape.ts';
import { asked, counted, writeFigures } from './figures.ts';
import { nextText, randomOf } from './mutate.ts';

export interface Tally {
  readonly accepted: number;
  readonly handedOver: number;
  readonly faults: readonly { readonly text: string; readonly fault: string }[];
}

/** Compares so many texts. */
export function fuzz(texts: readonly string[], count: number, seed: number): Tally {
  const random = randomOf(seed);
  const faults: { readonly text: string; readonly fault: string }[] = [];
  let accepted = 0;
  for (let left = count; left > 0; left--) {
    const text = nextText(random, texts);
    if (readOf(text) !== undefined) accepted++;
    const fault = faultOf(text);
    if (fault !== undefined) faults.push({ text, fault });
  }
  return { accepted, handedOver: count - accepted, faults };
}

/** What the reader of records makes of a text; undefined if it hands the text over. */
export function readOf(text: string, allowsHidden = false): ReturnType<typeof readFast> {
  return readFast(Buffer.from(text), allowsHidden);
}

/** What the reader says of a text that the full parser does not; undefined if they agree or the text is handed over. */
export function faultOf(given: string): string | undefined {
  const read = readOf(given, true);
  const careful = readOf(given);
  if (read === undefined) return careful && 'taken only if nothing hidden is allowed';
  // Half a character is no UTF-8.
  const text = Buffer.from(given).toString();
  const hidden = hiddenFaults('x.yaml', text).length > 0;
  if (hidden && careful) return 'a hidden character';
  if (careful && !isDeepStrictEqual(careful.value, read.value)) return 'another value if nothing hidden is allowed';
  const full = readInFull('x.yaml', text);
  if (full.faults.length > 0) return `faulty: ${full.faults[0]?.message.en}`;
  const [mine, theirs] = [JSON.stringify(read.value), JSON.stringify(full.value)];
  if (mine !== theirs || !isDeepStrictEqual(read.value, full.value)) return `${mine} in place of ${theirs}`;
  // A raw block scalar stays as it is written.
  if (careful && !/[|>]/.test(text) && !isDeepStrictEqual(rawlyRead(text), read.value))
    return 'another value if some texts are left as they are';
  for (const at of pathsOf(read.value, [])) {
    for (const part of ['key', 'value'] as const) {
      const [here, there] = [read.spanOf(at, part), full.spanOf(at, part)];
      if (!isDeepStrictEqual(here, there))
        return `${part} of ${JSON.stringify(at)} at ${JSON.stringify(here)} in place of ${JSON.stringify(there)}`;
    }
  }
  return undefined;
}

/** The value of a text that is read with raw keys, onto a tape with other records. */
function rawlyRead(text: string): unknown {
  const tape = newTape(newStrings(['title', 'a', 'sources', 'note']), 16);
  const other = withSpare(Buffer.from('a: b'));
  readOnto(tape, other.buffer, other.size);
  const [start, { buffer, size }] = [tape.end, withSpare(Buffer.from(text))];
  readOnto(tape, buffer, size, { rawKeys: new Set([0, 1, 2, 3]) });
  return rawValueAt(tape, start, buffer);
}

function rawValueAt(tape: Tape, at: number, source: Buffer): unknown {
  const [token = 0, second = 0] = tape.tokens.subarray(at, at + 2);
  const [kind, count] = [token & 7, token >>> 3];
  if (kind === RAW) return source.toString('utf8', second, second + count);
  if (kind !== LIST && kind !== MAP) return valueAt(tape, at);
  const entries: [string, unknown][] = [];
  for (let [index, next] = [0, at + 2]; index < count; index++) {
    const key = kind === MAP ? textOf(tape.strings, tape.tokens[next++] ?? 0) : String(index);
    entries.push([key, rawValueAt(tape, next, source)]);
    next = afterValue(tape.tokens, next);
  }
  return kind === MAP ? Object.fromEntries(entries) : entries.map(([, item]) => item);
}

/** All paths of a value, and below each some that are not there or are written in another way. */
function* pathsOf(value: unknown, at: Path): Iterable<Path> {
  yield at;
  yield [...at, 'absent'];
  yield [...at, 99];
  yield [...at, 'absent', 0];
  if (typeof value !== 'object' || value === null) return;
  yield [...at, ''];
  yield [...at, '0'];
  yield [...at, -1];
  for (const [step, each] of Object.entries(value)) yield* pathsOf(each, [...at, Array.isArray(value) ? Number(step) : step]);
}

/** The text of every YAML file under the folders. */
export function textsUnder(...folders: readonly string[]): readonly string[] {
  return folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.ya?ml$/.test(file))
      .sort()
      .map((file) => new TextDecoder().decode(readFileSync(path.join(folder, file)))),
  );
}

const program = process.argv[1] ?? '';
if (path.basename(program) === 'reader.ts') {
  const { args, isWriting } = asked(process.argv);
  const [count = '100000', seed = '1'] = args;
  const project = path.resolve(program, '../../..');
  const started = performance.now();
  const texts = textsUnder(path.join(project, 'registry'), path.join(project, 'tests/fixtures'));
  const { accepted, handedOver, faults } = fuzz(texts, Number(count), Number(seed));
  for (const { text, fault } of faults.slice(0, 20)) console.log(`${fault}\n${JSON.stringify(text)}\n`);
  const seconds = (performance.now() - started) / 1000;
  console.log(
    `seed ${seed}: ${count} texts, ${accepted} accepted, ${handedOver} handed over, ${faults.length} faults, ${seconds.toFixed(0)} s`,
  );
  if (isWriting) {
    writeFigures(project, {
      part: 'reader',
      heading: '快速读取器 The fast reader',
      zh: `随机改动 ${counted(Number(count))} 份文件：快速读取器读了 ${counted(accepted)} 份，值和位置与 \`yaml\` 包不同的有 ${faults.length} 份；其余交给 \`yaml\` 包。`,
      en: `${counted(Number(count))} texts, each one of the ${texts.length} YAML files of the registry and the fixtures with one or more changes (\`tests/fuzz/mutate.ts\`), seed ${seed}. The reader of records took ${counted(accepted)}, and each value, key, and place in them was held against the \`yaml\` package: ${faults.length} differ. It handed over ${counted(handedOver)}. A smaller number with another seed is in every run of the tests (\`tests/reader.test.ts\`).`,
      command: `tests/fuzz/reader.ts ${count} ${seed}`,
      seconds,
    });
  }
  process.exitCode = faults.length > 0 ? 1 : 0;
}
