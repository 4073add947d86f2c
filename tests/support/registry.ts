// Registries made for tests: in memory for rules, in a folder for the command line.
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import { compileSchemas } from '../../src/schema/schema.ts';
import { readSchemas } from '../../src/workspace/installation.ts';
import type { Workspace } from '../../src/workspace/workspace.ts';

export const project = fileURLToPath(new URL('../../', import.meta.url));
export const shipped = path.join(project, 'registry');
export const schemas = await compileSchemas(readSchemas());

/** The day that fixtures speak of. */
export const day = '2026-11-23';

const lead = 'title: 总领条例\nrank: local-regulation\nstatus: planned\ndomains: all\nsources:\n  - 测试\n';

/** Files by path in the registry. */
export type Files = Readonly<Record<string, string | Uint8Array>>;

/** A taxonomy and a lead document: the least that is a registry. */
export const base: Files = {
  'taxonomy.yaml': readFileSync(path.join(shipped, 'taxonomy.yaml'), 'utf8').replace(/^lead: .*$/m, 'lead: lead'),
  'laws/lead.yaml': lead,
};

/** A taxonomy in which a domain needs no documents of a tier. */
export function withoutTier(taxonomy: string, domain: string, tier: string): string {
  const reason = `      - { tier: ${tier}, reason: { zh: 无需, en: none } }\n`;
  const changed = taxonomy.replace(`  - id: ${domain}\n`, `  - id: ${domain}\n    not_applicable:\n${reason}`);
  if (changed === taxonomy) throw new Error(`there is no domain ${domain}`);
  return changed;
}

/** The files on top of the base. */
export function workspaceOf(files: Files, root = 'registry'): Workspace {
  return workspaceOfAll({ ...base, ...files }, root);
}

/** These files and no other. */
export function workspaceOfAll(files: Files, root = 'registry'): Workspace {
  const bytesOf = (content: string | Uint8Array): Uint8Array => (typeof content === 'string' ? new TextEncoder().encode(content) : content);
  return {
    root,
    files: Object.keys(files).map((name) => ({ path: name, shown: `${root}/${name}` })),
    read: ({ path: name }) => ({ bytes: bytesOf(files[name] ?? '') }),
  };
}

/** Every file under a folder, by path from it. */
export function filesUnder(folder: string): Files {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(
    names.map((entry) => {
      const at = path.join(entry.parentPath, entry.name);
      return [path.relative(folder, at).split(path.sep).join('/'), new Uint8Array(readFileSync(at))];
    }),
  );
}

/** A new empty folder that goes when the test ends. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'mlx-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A folder that holds `registry/` with these files on top of the base; `null` leaves one out. */
export function folderWith(files: Readonly<Record<string, string | Uint8Array | null>>, from: Files = base): string {
  const folder = temporaryFolder();
  mkdirSync(path.join(folder, 'registry'));
  for (const [name, content] of Object.entries({ ...from, ...files })) {
    if (content === null) continue;
    mkdirSync(path.dirname(path.join(folder, 'registry', name)), { recursive: true });
    writeFileSync(path.join(folder, 'registry', name), content);
  }
  return folder;
}

/** A folder that holds a copy of the shipped registry. */
export function folderWithShipped(): string {
  const folder = temporaryFolder();
  cpSync(shipped, path.join(folder, 'registry'), { recursive: true });
  return folder;
}
