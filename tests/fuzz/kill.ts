// Kills the program at random moments while it writes: `node tests/support/run.js tests/fuzz/kill.ts [count] [seed] [files] [--write]`.
// It is the built program that runs.
import path from 'node:path';
import { deeds, killMany } from '../support/kills.ts';
import { asked, counted, writeFigures } from './figures.ts';

const { args, isWriting } = asked(process.argv);
const [count = '1000', seed = '1', files = '300'] = args;
const project = path.resolve(process.argv[1] ?? '', '../../..');
const started = performance.now();
const tallies = await killMany({
  project,
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
const sum = (count: 'killed' | 'writing' | 'between' | 'reruns'): number => deeds.reduce((total, deed) => total + tallies[deed][count], 0);
const damages = deeds.reduce((total, deed) => total + tallies[deed].damage.length, 0);
const seconds = (performance.now() - started) / 1000;
console.log(
  `seed ${seed}: ${count} runs, ${sum('killed')} killed, ${sum('writing')} while writing, ${sum('between')} between files, ${damages} damages, ${seconds.toFixed(0)} s`,
);
if (isWriting) {
  const row = (cells: readonly (string | number)[]): string => `| ${cells.join(' | ')} |`;
  const commands = {
    fix: 'mlx validate --fix',
    fmt: 'mlx fmt',
    baseline: 'mlx validate --update-baseline',
    output: 'mlx validate --format json=…',
    memory: 'the cache',
    site: 'mlx site',
  };
  const rows = deeds.map((deed) => {
    const { killed, writing, between, reruns, damage } = tallies[deed];
    return row([`\`${commands[deed]}\``.replace('`the cache`', 'the cache'), killed, writing, between, reruns, damage.length]);
  });
  writeFigures(project, {
    part: 'kills',
    heading: '写入时中断 Killed while writing',
    zh: `写文件时随机杀掉程序 ${counted(sum('killed'))} 次，其中 ${counted(sum('writing'))} 次正在写：丢失、截断、改了一半的文件 ${damages} 个。`,
    en: `The built program is run ${counted(Number(count))} times on a registry of ${files} records that it has to change, and killed (SIGKILL) at a random moment: anywhere in the run, while it lays files beside their places, or while they come to their places. Afterwards every file must be as before or as after, Git must know of nothing else, and now and then a run to the end must finish what was begun. Seed ${seed}.\n\n${[row(['written by', 'killed', 'while writing', 'between two files', 'runs afterwards', 'damages']), row(['---', '---:', '---:', '---:', '---:', '---:']), ...rows].join('\n')}`,
    command: `tests/fuzz/kill.ts ${count} ${seed} ${files}`,
    seconds,
  });
}
process.exitCode = damages > 0 ? 1 : 0;
