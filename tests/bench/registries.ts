// The registries that are measured. They are kept between runs, and made anew where the generator or the base has changed.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { generateRegistry, soundDay } from './generate.ts';
import { project, shipped } from './shipped.ts';

/** The folder of a registry of that size, made if need be. */
export function registryOf(folder: string, size: number): string {
  const place = path.join(folder, String(size));
  const mark = path.join(place, '.git', 'made-by');
  const maker = makerOf(size);
  const isOurs = existsSync(mark);
  if (isOurs && readFileSync(mark, 'utf8') === maker && isClean(place)) return place;
  if (!isOurs && existsSync(place) && readdirSync(place).length > 0)
    throw new Error(`${place} holds something else; name another --folder`);
  process.stderr.write(`making a registry of ${size} documents\n`);
  rmSync(place, { recursive: true, force: true });
  mkdirSync(place, { recursive: true });
  // Until it is finished it is marked as made by nobody.
  mkdirSync(path.dirname(mark));
  writeFileSync(mark, '');
  generateRegistry(place, size, soundDay);
  // The first look after the files were written rewrites the index.
  if (!isClean(place)) throw new Error(`${place} is not as it was committed`);
  writeFileSync(mark, maker);
  return place;
}

function isClean(place: string): boolean {
  const { status, stdout } = spawnSync('git', ['status', '--porcelain'], { cwd: place, encoding: 'utf8' });
  return status === 0 && stdout === '';
}

/** All that the bytes of a registry depend on. */
function makerOf(size: number): string {
  const hash = createHash('sha256').update(JSON.stringify([size, soundDay]));
  const base = readdirSync(shipped, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.yaml'));
  const sources = sourcesOf(path.join(project, 'tests', 'bench', 'generate.ts'));
  for (const file of [...sources, ...base.map((name) => path.join(shipped, name))].sort())
    hash.update(path.relative(project, file)).update(readFileSync(file));
  return hash.digest('hex');
}

/** A source and all that it imports of the project, but for types. */
function sourcesOf(file: string, found = new Set<string>()): ReadonlySet<string> {
  if (found.has(file)) return found;
  found.add(file);
  for (const [, name = ''] of readFileSync(file, 'utf8').matchAll(/^import (?!type )[^;]*? from '(\.[^']+)';/gm)) {
    sourcesOf(path.join(path.dirname(file), name), found);
  }
  return found;
}
