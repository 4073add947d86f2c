// Lets random things happen to a registry, and holds each answer against that of `--no-cache`:
// `node tests/support/run.js tests/fuzz/cache.ts [sequences] [seed]`. It is the built program that runs.
import { rmSync } from 'node:fs';
import path from 'node:path';
import { events, live, templateOf, worldOf } from '../support/warm.ts';
import { randomOf } from './mutate.ts';

const [, program = '', count = '1000', seed = '1'] = process.argv;
const started = performance.now();
const template = templateOf(path.resolve(program, '../../..'));
const random = randomOf(Number(seed));
const names = Object.keys(events);
const tally = { checks: 0, kept: 0, recalled: 0, restarted: 0 };
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
      console.log(`sequence ${index}: ${(error as Error).message}\n${JSON.stringify(happenings)}`);
    }
    rmSync(path.dirname(world.folder), { recursive: true, force: true });
    if (index % 100 === 99) console.error(`${index + 1} of ${count}`);
  }
} finally {
  template.dispose();
}
const seconds = ((performance.now() - started) / 1000).toFixed(0);
console.log(
  `seed ${seed}: ${count} sequences, ${tally.checks} answers, ${tally.kept} kept, ${tally.recalled} of those recalled, ${tally.restarted} checks started from one before, ${lies} lies, ${seconds} s`,
);
process.exitCode = lies > 0 ? 1 : 0;
