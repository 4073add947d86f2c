#!/usr/bin/env node
// Runs a TypeScript program of the tests on the oldest Node.js that is supported, which reads no types:
// `node tests/support/run.js tests/bench/bench.ts …`. It is bundled first; packages stay where they are.
import { mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'rolldown';
import { validators } from '../../build/plugin.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
const [entry = '', ...argv] = process.argv.slice(2);
// In the project's own folder, where packages are found.
const folder = mkdtempSync(path.join(root, 'node_modules', '.run-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
const file = path.join(folder, 'program.mjs');
await build({
  input: path.resolve(entry),
  platform: 'node',
  plugins: [validators()],
  external: /^(?:node:|[a-z@][^:]*$)/,
  logLevel: 'warn',
  output: { file, format: 'esm', codeSplitting: false },
});
process.argv = [process.argv[0] ?? 'node', path.resolve(entry), ...argv];
await import(pathToFileURL(file).href);
