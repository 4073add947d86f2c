// The tool's own package: where it lies, and its version.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder that the package lies in; the program is a chunk in `dist`, or its sources in `src`. */
export function packageFolder(): string {
  let folder = path.dirname(fileURLToPath(import.meta.url));
  while (!existsSync(path.join(folder, 'package.json'))) folder = path.dirname(folder);
  return folder;
}

/** Whether the program runs as it was built, and not from its sources. */
export function isBuilt(): boolean {
  return import.meta.url.endsWith('.cjs');
}

export function readVersion(): string {
  const text = readFileSync(path.join(packageFolder(), 'package.json'), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}
