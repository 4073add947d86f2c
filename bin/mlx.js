#!/usr/bin/env node
// The door: the only file that sets the exit code of the process.
const { load } = require('./loader.js');

// A reader that has gone away is no fault; an answer that cannot be written (a full disk) is no answer.
process.stdout.on('error', (error) => {
  if (error.code === 'EPIPE') return;
  process.stderr.write(`mlx: ${error.message}\n`);
  process.exitCode = 2;
});
load('./main.cjs')
  .main(process.argv.slice(2), process)
  .then((code) => {
    process.exitCode ??= code;
  });
