// What the build makes of the schemas folder: one module of validators, for the program and for its tests alike.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { rolldown } from 'rolldown';

const root = fileURLToPath(new URL('../', import.meta.url));
const name = 'virtual:validators';
const resolved = `\0${name}`;

/** What generated code calls by these names. */
const modules = {
  '#repeats': path.join(root, 'src/schema/repeats.ts'),
  '#formats': path.join(root, 'src/schema/formats.ts'),
};

/** A plugin for rolldown and for vite. */
export function validators() {
  return {
    name: 'validators',
    resolveId: (id) => (id === name ? resolved : undefined),
    load: async (id) => (id === resolved ? moduleOf(textsOf(path.join(root, 'schemas'))) : undefined),
  };
}

function textsOf(folder) {
  const names = readdirSync(folder).filter((file) => file.endsWith('.json'));
  return new Map(names.sort().map((file) => [file, readFileSync(path.join(folder, file), 'utf8')]));
}

async function moduleOf(texts) {
  const { standaloneCode } = await imported(path.join(root, 'src/schema/standalone.ts'));
  const { code, imports } = asModule(standaloneCode(texts));
  return `${imports}
const exports = {};
${code}
export const builtIn = new Map(${JSON.stringify([...texts])});
export const generated = new Map(Object.entries(exports));
`;
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
