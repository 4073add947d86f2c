// The module `virtual:assets`: the program and the style of the site's pages, as texts.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

const root = fileURLToPath(new URL('../src/', import.meta.url));

export async function assetsModule() {
  const style = (name) => readFileSync(path.join(root, 'pages', `${name}.css`), 'utf8');
  const texts = {
    script: await script(),
    siteStyle: ['light', 'site', 'picture'].map(style).join('\n'),
    lightStyle: style('light'),
    pictureStyle: style('picture'),
  };
  return Object.entries(texts)
    .map(([name, text]) => `export const ${name} = ${JSON.stringify(text)};`)
    .join('\n');
}

/** One classic script: pages opened from a disk may load no modules. */
async function script() {
  const bundle = await rolldown({ input: path.join(root, 'browser/main.ts'), platform: 'browser' });
  const { output } = await bundle.generate({ format: 'iife', minify: true });
  await bundle.close();
  return output[0].code;
}
