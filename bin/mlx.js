#!/usr/bin/env node
// The door: the only file that sets the exit code of the process.
import { main } from '../dist/cli/main.js';

process.stdout.on('error', (error) => {
  if (error.code !== 'EPIPE') throw error;
});
process.exitCode = await main(process.argv.slice(2), process);
