// Makes `dist`: the program in three chunks of CommonJS, which Node starts fastest, with the schemas compiled.
import { rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'rolldown';
import { validators } from './plugin.js';

const root = fileURLToPath(new URL('../', import.meta.url));
const dist = path.join(root, 'dist');

/** What help and complaints about the command line need, and nothing else. */
const main =
  /src\/(?:cli\/(?:main|argv|host)|commands\/(?:index|command|\w+\/command)|diagnostic|registry\/day|workspace\/package)\.ts$|commander|date-fns/;
/** What only an installation with changed schemas needs. */
const compile = /src\/schema\/(?:compile|ajv)\.ts$|node_modules\/(?:ajv|fast-uri|json-schema-traverse|fast-deep-equal)\//;

rmSync(dist, { recursive: true, force: true });
await build({
  input: { main: path.join(root, 'src/cli/main.ts') },
  platform: 'node',
  plugins: [validators()],
  output: {
    dir: dist,
    format: 'cjs',
    minify: true,
    entryFileNames: '[name].cjs',
    chunkFileNames: '[name].cjs',
    codeSplitting: {
      groups: [
        { name: 'start', test: main, priority: 2 },
        { name: 'answer', test: (id) => !compile.test(id), priority: 1 },
      ],
    },
  },
});
await import('./cache.js');
