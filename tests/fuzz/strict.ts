// Holds the strict reader against the full parser on texts that are nearly sound: `… tests/fuzz/strict.ts [count] [seed]`.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { Path } from '../../src/diagnostic.ts';
import { linesOf } from '../../src/source/lines.ts';
import { placesStrict, readStrict } from '../../src/source/strict.ts';
import { parseYaml } from '../../src/source/yaml.ts';
import { asked, counted, writeFigures } from './figures.ts';
import { nextText, randomOf } from './mutate.ts';

export interface Tally {
  readonly accepted: number;
  readonly handedOver: number;
  readonly faults: readonly { readonly text: string; readonly fault: string }[];
}

/** Holds so many texts against the full parser. */
export function fuzz(texts: readonly string[], count: number, seed: number): Tally {
  const random = randomOf(seed);
  const faults: { readonly text: string; readonly fault: string }[] = [];
  let accepted = 0;
  for (let left = count; left > 0; left--) {
    const text = nextText(random, texts);
    if (readStrict(text) === undefined) continue;
    accepted++;
    const fault = faultOf(text);
    if (fault !== undefined) faults.push({ text, fault });
  }
  return { accepted, handedOver: count - accepted, faults };
}

/** What the strict reader says of a text that the full parser does not; undefined where they agree or it is handed over. */
export function faultOf(text: string): string | undefined {
  const [value, places] = [readStrict(text), placesStrict(text)];
  if (value === undefined || places === undefined) return value === places ? undefined : 'one of value and places only';
  const tree = parseYaml('x.yaml', text, linesOf(text));
  if (tree.faults.length > 0) return `faulty: ${tree.faults[0]?.message.en}`;
  const [mine, theirs] = [JSON.stringify(value), JSON.stringify(tree.value)];
  if (mine !== theirs || !isDeepStrictEqual(value, tree.value)) return `${mine} in place of ${theirs}`;
  for (const at of pathsOf(value, [])) {
    for (const part of ['key', 'value'] as const) {
      const [here, there] = [places.rangeOf(at, part), tree.rangeOf(at, part)];
      if (here[0] !== there[0] || here[1] !== there[1]) return `${part} of ${JSON.stringify(at)} at ${here} in place of ${there}`;
    }
  }
  return undefined;
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
if (path.basename(program) === 'strict.ts') {
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
      part: 'strict',
      heading: '快速读取器 The fast reader',
      zh: `随机改动 ${counted(Number(count))} 份文件：快速读取器读了 ${counted(accepted)} 份，值和位置与 \`yaml\` 包不同的有 ${faults.length} 份；其余交给 \`yaml\` 包。`,
      en: `${counted(Number(count))} texts, each one of the ${texts.length} YAML files of the registry and the fixtures with one or more changes (\`tests/fuzz/mutate.ts\`), seed ${seed}. The strict reader took ${counted(accepted)}, and each value, key, and place in them was held against the \`yaml\` package: ${faults.length} differ. It handed over ${counted(handedOver)}. A smaller number with another seed is in every run of the tests (\`tests/strict.test.ts\`).`,
      command: `tests/fuzz/strict.ts ${count} ${seed}`,
      seconds,
    });
  }
  process.exitCode = faults.length > 0 ? 1 : 0;
}
