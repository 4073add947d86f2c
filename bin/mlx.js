#!/usr/bin/env node
// The door: the only file that sets the exit code of the process.
import { main } from '../dist/cli/main.js';

// A reader that has gone away is no fault; an answer that cannot be written (a full disk) is no answer.
process.stdout.on('error', (error) => {
  if (error.code === 'EPIPE') return;
  process.stderr.write(`mlx: ${error.message}\n`);
  process.exitCode = 2;
});
const code = await main(process.argv.slice(2), process);
process.exitCode ??= code;
