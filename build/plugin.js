// What the build makes of the schemas folder: modules of validators, for the program and for its tests alike.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { rolldown } from 'rolldown';

const root = fileURLToPath(new URL('../', import.meta.url));
const quick = 'virtual:validators';
const full = 'virtual:validators/full';

/** What generated code calls by these names. */
const modules = {
  '#repeats': path.join(root, 'src/schema/repeats.ts'),
  '#formats': path.join(root, 'src/schema/formats.ts'),
};

/** Gives `virtual:validators`, which say whether a value is sound, and `virtual:validators/full`, which say all that is wrong. */
export function validators() {
  return {
    name: 'validators',
    resolveId: (id) => (id === quick || id === full ? `\0${id}` : undefined),
    load: (id) => (id === `\0${quick}` ? quickModule() : id === `\0${full}` ? fullModule() : undefined),
  };
}

async function quickModule() {
  return `${await validatorCode(texts(), true)}
export const builtIn = new Map(${JSON.stringify([...texts()])});
export const quick = new Map(Object.entries(exports));
`;
}

async function fullModule() {
  return `${await validatorCode(texts(), false)}
export const full = new Map(Object.entries(exports));
`;
}

async function validatorCode(schemas, isQuick) {
  const { standaloneCode } = await imported(path.join(root, 'src/schema/standalone.ts'));
  const { code, imports } = asModule(standaloneCode(schemas, isQuick));
  return `${imports}\nconst exports = {};\n${code}`;
}

function texts() {
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
