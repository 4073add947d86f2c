// Keeps what V8 makes of each chunk: runs the program as it is mostly run, and writes the code down beside it.
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';

setFlagsFromString('--no-flush-bytecode');
const { load, chunks } = createRequire(import.meta.url)('../bin/loader.js');
const { main } = load('./main.cjs');
const silent = { write: () => true };
const host = {
  stdin: [],
  stdout: silent,
  stderr: silent,
  env: {},
  cwd: () => fileURLToPath(new URL('../', import.meta.url)),
};
const faulty = { ...host, stdin: ['title: 1\n'] };
for (const argv of [['--help'], ['validate'], ['coverage'], ['milestone']]) await main(argv, host);
await main(['validate', '--stdin', '--stdin-filepath', 'registry/laws/x.yaml'], faulty);
setFlagsFromString('--flush-bytecode');
// V8 refuses code that was made under other flags than it is loaded under.
const late = [...chunks.keys()].slice([...chunks.keys()].indexOf('./answer.cjs'));
keep(late);
const [, usual] = /--interrupt-budget=(\d+)/.exec(execFileSync(process.execPath, ['--v8-options'], { encoding: 'utf8' })) ?? [];
setFlagsFromString(`--interrupt-budget=${usual}`);
keep([...chunks.keys()].filter((name) => !late.includes(name)));

function keep(names) {
  for (const name of names) {
    const { filename, script } = chunks.get(name);
    writeFileSync(`${filename}.cache`, script.createCachedData());
  }
}
