// Keeps what V8 makes of each chunk: runs the program as it is mostly run, and writes the code down beside it.
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
for (const { filename, script } of chunks.values()) writeFileSync(`${filename}.cache`, script.createCachedData());
