// The schemas that come with the tool, and what tells one installation from another.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { compareText, UserError } from '../diagnostic.ts';
import { attempt, reasonOf } from './attempt.ts';
import { packageFolder, readVersion } from './package.ts';
import { isOlder, margin, stampOf } from './stamp.ts';

let schemas: ReadonlyMap<string, string> | undefined;

/** The schemas that come with the tool, read once. Throws UserError where the installation is damaged. */
export function readSchemas(): ReadonlyMap<string, string> {
  schemas ??= schemasOnDisk();
  return schemas;
}

function schemasOnDisk(): ReadonlyMap<string, string> {
  const folder = path.join(packageFolder(), 'schemas');
  try {
    const names = readdirSync(folder).filter((name) => name.endsWith('.json'));
    return new Map(names.sort(compareText).map((name) => [name, readFileSync(path.join(folder, name), 'utf8')]));
  } catch (error) {
    throw new UserError({ zh: `schemas 目录读不出来：${reasonOf(error)}`, en: `the schemas folder cannot be read: ${reasonOf(error)}` });
  }
}

/**
 * What tells one state of the tool's own files from another: their stamps where no later change can look the same, which is
 * quicker than their contents. Throws UserError where the installation is damaged.
 */
export function stateOfInstallation(now: number): readonly string[] {
  const stamps = attempt(() => stampsOfInstallation(now - margin));
  return stamps ?? [readVersion(), ...[...readSchemas()].flat()];
}

/** Undefined where one has been changed since. */
function stampsOfInstallation(since: number): readonly string[] | undefined {
  const folder = packageFolder();
  const schemas = readdirSync(path.join(folder, 'schemas')).map((name) => path.join('schemas', name));
  const files = ['package.json', ...schemas].map((name) => path.join(folder, name));
  return files.every((file) => isOlder(file, since)) ? files.map((file) => `${file} ${stampOf(file)}`) : undefined;
}
