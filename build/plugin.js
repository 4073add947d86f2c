// Modules that the build makes: validators of the schemas folder, and a name for the build, for the program and for its tests alike.
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { rolldown } from 'rolldown';
import { assetsModule } from './assets.js';

const root = fileURLToPath(new URL('../', import.meta.url));
const texts = 'virtual:validators';
const full = 'virtual:validators/full';
const shapes = 'virtual:shapes';
const stamp = 'virtual:build';
const assets = 'virtual:assets';
const made = [texts, full, shapes, stamp, assets];

/** What generated code calls by these names. */
const modules = {
  '#repeats': path.join(root, 'src/schema/repeats.ts'),
  '#formats': path.join(root, 'src/schema/formats.ts'),
};

/**
 * Gives `virtual:build`, which tells one build from another, `virtual:validators`, the texts of the schemas,
 * `virtual:validators/full`, which say all that is wrong, `virtual:shapes`, tables to check values on a tape by, and `virtual:assets`, what
 * the site's pages load.
 */
export function validators() {
  return {
    name: 'validators',
    resolveId: (id) => (made.includes(id) ? `\0${id}` : undefined),
    load: (id) => {
      if (id === `\0${stamp}`) return `export const build = '${stampOf(root)}';`;
      if (id === `\0${assets}`) return assetsModule();
      if (id === `\0${shapes}`) return shapesModule();
      if (id === `\0${texts}`) return `export const builtIn = new Map(${JSON.stringify([...schemaTexts()])});`;
      return id === `\0${full}` ? fullModule() : undefined;
    },
  };
}

async function fullModule() {
  return `${await validatorCode(schemaTexts())}
export const full = new Map(Object.entries(exports));
`;
}

async function shapesModule() {
  const { shapeTables } = await imported(path.join(root, 'build/shapes.ts'));
  return `export const tables = ${JSON.stringify(shapeTables(schemaTexts()))};`;
}

async function validatorCode(schemas) {
  const { standaloneCode } = await imported(path.join(root, 'src/schema/standalone.ts'));
  const { code, imports } = asModule(standaloneCode(schemas));
  return `${imports}\nconst exports = {};\n${code}`;
}

/** A name for all that the program is made of. */
function stampOf(folder) {
  const hash = createHash('sha256');
  for (const part of ['src', 'schemas', 'build', 'package.json', 'package-lock.json']) {
    for (const file of filesUnder(path.join(folder, part))) hash.update(`${path.relative(folder, file)}\0`).update(readFileSync(file));
  }
  return hash.digest('hex');
}

function filesUnder(at) {
  if (!statSync(at).isDirectory()) return [at];
  return readdirSync(at)
    .sort()
    .flatMap((name) => filesUnder(path.join(at, name)));
}

function schemaTexts() {
  const folder = path.join(root, 'schemas');
  const names = readdirSync(folder).filter((file) => file.endsWith('.json'));
  return new Map(names.sort().map((file) => [file, readFileSync(path.join(folder, file), 'utf8')]));
}

/** ajv writes CommonJS; what it requires is imported instead. */
function asModule(written) {
  const imports = new Map();
  const code = written.replace(/require\("([^"]+)"\)(\.default\b)?/g, (_, id) => {
    if (!imports.has(id)) imports.set(id, `imported${imports.size}`);
    return imports.get(id);
  });
  const lines = [...imports].map(([id, as]) => {
    if (id in modules) return `import * as ${as} from ${JSON.stringify(modules[id])};`;
    return `import ${as}Module from ${JSON.stringify(id)};\nconst ${as} = ${as}Module.default ?? ${as}Module;`;
  });
  return { code: code.replace('"use strict";', ''), imports: lines.join('\n') };
}

/** A TypeScript module of the project, run while building. */
async function imported(file) {
  const folder = mkdtempSync(path.join(root, 'node_modules', '.build-'));
  try {
    const bundle = await rolldown({ input: file, platform: 'node', external: /^[^./]/ });
    const output = path.join(folder, 'module.mjs');
    await bundle.write({ file: output, format: 'esm' });
    await bundle.close();
    return await import(pathToFileURL(output).href);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
