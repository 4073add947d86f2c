#!/usr/bin/env node
// The door: the only file that sets the exit code of the process.
const { readSync } = require('node:fs');
const { load } = require('./loader.js');

// A reader that has gone away is no fault; an answer that cannot be written (a full disk) is no answer.
process.stdout.on('error', (error) => {
  if (error.code === 'EPIPE') return;
  process.stderr.write(`mlx: ${error.message}\n`);
  process.exitCode = 2;
});

/** Read at once: a stream costs more to load than most texts take to read. A pipe that is not ready is waited for as one. */
async function* input() {
  const buffer = Buffer.allocUnsafe(65_536);
  try {
    for (let length = readSync(0, buffer); length > 0; length = readSync(0, buffer)) yield Buffer.from(buffer.subarray(0, length));
    return;
  } catch (error) {
    // A closed pipe on Windows.
    if (error.code === 'EOF') return;
    if (error.code !== 'EAGAIN') throw error;
  }
  yield* process.stdin;
}

const host = {
  get stdin() {
    return input();
  },
  stdout: process.stdout,
  stderr: process.stderr,
  env: process.env,
  cwd: () => process.cwd(),
};
load('./main.cjs')
  .main(process.argv.slice(2), host)
  .then((code) => {
    process.exitCode ??= code;
    // Errors of writing are told first.
    setImmediate(leave);
  });

/** Ends the process at once: taking its memory down piece by piece is up to a twentieth of a run. What is still being written is waited for. */
function leave() {
  const isWriting = [process.stdout, process.stderr].some(({ writableLength = 0 }) => writableLength > 0);
  if (!isWriting) process.exit();
}
