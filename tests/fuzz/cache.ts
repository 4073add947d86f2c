// Lets random things happen to a registry, and holds each answer against that of `--no-cache`:
// `node tests/support/run.js tests/fuzz/cache.ts [sequences] [seed] [--write]`. It is the built program that runs.
import { rmSync } from 'node:fs';
import path from 'node:path';
import { events, live, newTally, templateOf, worldOf } from '../support/warm.ts';
import { asked, counted, writeFigures } from './figures.ts';
import { randomOf } from './mutate.ts';

const { args, isWriting } = asked(process.argv);
const [count = '1000', seed = '1'] = args;
const project = path.resolve(process.argv[1] ?? '', '../../..');
const started = performance.now();
const template = templateOf(project);
const random = randomOf(Number(seed));
const names = Object.keys(events);
const tally = newTally();
let lies = 0;
try {
  for (let index = 0; index < Number(count); index++) {
    const happenings = Array.from({ length: 4 + random(16) }, () => ({
      event: names[random(names.length)] ?? '',
      a: random(1024),
      b: random(1024),
    }));
    const world = worldOf(template, index, tally);
    try {
      await live(world, happenings);
    } catch (error) {
      lies++;
      console.log(`sequence ${index}: ${(error as Error).stack}\n${JSON.stringify(happenings)}`);
    }
    rmSync(path.dirname(world.folder), { recursive: true, force: true });
    if (index % 100 === 99) console.error(`${index + 1} of ${count}`);
  }
} finally {
  template.dispose();
}
const seconds = (performance.now() - started) / 1000;
console.log(
  `seed ${seed}: ${count} sequences, ${tally.checks} answers, ${tally.recalled} planted ones given again, ${tally.taken} checks with planted facts, ${tally.reread} of them with some files read again, ${lies} lies, ${seconds.toFixed(0)} s`,
);
if (isWriting) {
  writeFigures(project, {
    part: 'cache',
    heading: '缓存 The cache',
    zh: `随机事件 ${counted(Number(count))} 串，缓存给出的答案与不用缓存逐字节比较 ${counted(tally.checks)} 次：不同的 ${lies} 次。`,
    en: `${counted(Number(count))} random sequences of events: edits of the same size with their times put back, renames, commits, checkouts, merges, links, folders moved, other schemas and data files, clocks going back, damaged caches, two runs at once and more (\`tests/support/warm.ts\` lists ${names.length}). After each event a command is run three times with the cache and once with \`--no-cache\`: ${counted(tally.checks)} pairs, of which ${lies} differ in a byte. So that nothing is compared with itself, marks were planted in the cache: ${counted(tally.recalled)} answers came back from it, ${counted(tally.taken)} checks took facts from it, and ${counted(tally.reread)} of these read some files again. Seed ${seed}.`,
    command: `tests/fuzz/cache.ts ${count} ${seed}`,
    seconds,
  });
}
process.exitCode = lies > 0 ? 1 : 0;
