// Makes `dist`: the program in a few chunks of CommonJS, which Node starts fastest, with the schemas compiled.
import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'rolldown';
import { validators } from './plugin.js';

const root = fileURLToPath(new URL('../', import.meta.url));
const dist = path.join(root, 'dist');

/** What is needed to give an answer again. */
const first =
  /src\/(?:cli\/(?:main|recall|host)|diagnostic|limits|registry\/day|source\/size|workspace\/(?:attempt|cache|installation|known|locate|naming|package|read|repository|stamp|unreadable))\.ts$|virtual:build/;
/** What help and complaints about the command line need besides. */
const start = /src\/(?:cli\/argv|commands\/(?:index|command|\w+\/command))\.ts$|commander/;
/** What only an installation with changed schemas needs. */
const compile = /src\/schema\/(?:compile|ajv)\.ts$|node_modules\/(?:ajv|fast-uri|json-schema-traverse|fast-deep-equal)\//;
/** What only the pages need. */
const site = /src\/(?:commands\/site\/(?!command)|pages\/)|node_modules\/(?:preact|ical\.js)|virtual:assets/;
/** Modules of functions that few runs call, and that cost much to load: each a chunk that is loaded when it is called. */
const seldom = ['src/schema/errors.ts', 'src/reporters/terminal.ts', 'src/reporters/svg.ts'].map((file) => path.join(root, file));

const output = { dir: dist, format: 'cjs', minify: true, entryFileNames: '[name].cjs', chunkFileNames: '[name].cjs' };

rmSync(dist, { recursive: true, force: true });
await build({
  input: { main: path.join(root, 'src/cli/main.ts') },
  platform: 'node',
  plugins: [validators(), whenCalled(), inAscii()],
  external: seldom.map(chunkOf),
  output: {
    ...output,
    codeSplitting: {
      groups: [
        { name: 'first', test: first, priority: 3 },
        { name: 'start', test: start, priority: 2 },
        { name: 'answer', test: (id) => !compile.test(id) && !site.test(id), priority: 1 },
        { name: 'site', test: site, priority: 0 },
      ],
    },
  },
});
for (const file of seldom) {
  await build({ input: { [path.basename(file, '.ts')]: file }, platform: 'node', plugins: [validators(), inAscii()], output });
}
await import('./cache.js');

/** What the loader knows the chunk by. */
function chunkOf(file) {
  return `chunk:${path.basename(file, '.ts')}`;
}

/**
 * Chinese is written as `\u…`, which means the same in texts, templates, patterns and names: a chunk in ASCII is loaded byte by byte, in
 * half the memory.
 */
function inAscii() {
  return {
    name: 'in-ascii',
    generateBundle: (_, bundle) => {
      for (const chunk of Object.values(bundle)) if (chunk.type === 'chunk') chunk.code = chunk.code.replace(/[\u0080-\uffff]/g, escaped);
    },
  };
}

function escaped(sign) {
  return `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** Puts in place of such a module functions of the same names that load it. */
function whenCalled() {
  return {
    name: 'when-called',
    load: (id) => {
      if (!seldom.includes(id)) return undefined;
      const names = [...readFileSync(id, 'utf8').matchAll(/^export function (\w+)/gm)].map(([, name]) => name);
      return names.map((name) => `export const ${name} = (...given) => require('${chunkOf(id)}').${name}(...given);`).join('\n');
    },
  };
}
