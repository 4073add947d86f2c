// Kills the program at random moments while it writes: `node tests/support/run.js tests/fuzz/kill.ts [count] [seed] [files]`.
// It is the built program that runs.
import path from 'node:path';
import { deeds, killMany } from '../support/kills.ts';

const [, program = '', count = '1000', seed = '1', files = '300'] = process.argv;
const started = performance.now();
const tallies = await killMany({
  project: path.resolve(program, '../../..'),
  count: Number(count),
  seed: Number(seed),
  files: Number(files),
  rerunEvery: 5,
  say: (line) => console.error(line),
});
for (const deed of deeds) {
  const { killed, writing, between, reruns, damage } = tallies[deed];
  console.log(`${deed}: ${killed} killed, ${writing} while writing, ${between} between files, ${reruns} reruns, ${damage.length} damages`);
  for (const each of damage.slice(0, 20)) console.log(`  ${each}`);
}
const sum = (count: 'killed' | 'writing' | 'between'): number => deeds.reduce((total, deed) => total + tallies[deed][count], 0);
const damages = deeds.reduce((total, deed) => total + tallies[deed].damage.length, 0);
const seconds = ((performance.now() - started) / 1000).toFixed(0);
console.log(
  `seed ${seed}: ${count} runs, ${sum('killed')} killed, ${sum('writing')} while writing, ${sum('between')} between files, ${damages} damages, ${seconds} s`,
);
process.exitCode = damages > 0 ? 1 : 0;
