// Workspace → workspace with its faults mended: fixes and formatting as edits, each file checked again before it counts. Pure.
import type { Checked } from './check/check.ts';
import { dataFiles } from './registry/registry.ts';
import { kinds } from './registry/taxonomy.ts';
import type { FileChange } from './report.ts';
import type { Schema } from './schema/parse.ts';
import { applyEdits, editedBytes, scalarEdit } from './source/edit.ts';
import { formatText, type KeyOrder } from './source/format.ts';
import type { Workspace, WorkspaceFile } from './workspace/workspace.ts';

/** A file before and after. */
export interface Change extends FileChange {
  /** Path in the registry. */
  readonly path: string;
}

export interface Mended {
  /** The registry as it is after the changes; undefined where no registry was read. */
  readonly checked?: Checked;
  readonly changes: readonly Change[];
  /** Faults that were fixed. */
  readonly fixed: number;
}

/** Fixes can make room for others; real files need one pass, and this many end every quarrel. */
const mostPasses = 5;

/** Checks a registry that was changed, as the one before was checked. */
export type Recheck = (workspace: Workspace) => Checked;

/** Makes every fix that rules propose for the chosen files. A file that would be worse afterwards stays as it is. */
export function fixAll(workspace: Workspace, before: Checked, recheck: Recheck, isChosen: (path: string) => boolean): Mended {
  let [current, checked] = [workspace, before];
  const refused = new Set<string>();
  for (let pass = 0; pass < mostPasses; pass++) {
    const edited = current.files.map((file) => (isChosen(file.path) && !refused.has(file.path) ? fixedFile(file, checked) : file));
    if (edited.every((file, index) => file === current.files[index])) break;
    const [next, after] = accepted(current, checked, { ...current, files: edited }, recheck, refused);
    [current, checked] = [next, after];
  }
  const changes = changesBetween(workspace, current);
  return { checked, changes, fixed: fixable(before).length - fixable(checked).length };
}

function fixable({ diagnostics }: Checked): Checked['diagnostics'] {
  return diagnostics.filter(hasFix);
}

function hasFix({ fix }: Checked['diagnostics'][number]): boolean {
  return fix !== undefined;
}

function fixedFile(file: WorkspaceFile, { diagnostics }: Checked): WorkspaceFile {
  if (!('bytes' in file)) return file;
  const fixes = diagnostics.flatMap(({ place, fix }) => (place.file === file.shown && fix !== undefined ? [fix] : []));
  if (fixes.length === 0) return file;
  const bytes = editedBytes(file.bytes, (text) =>
    applyEdits(
      text,
      fixes.flatMap(({ path, to }) => scalarEdit(text, path, to) ?? []),
    ),
  );
  return isEqual(bytes, file.bytes) ? file : { ...file, bytes };
}

/**
 * Takes the new files in which fewer faults can be fixed and no more are found than before; the others keep
 * their old bytes and are not tried again. A number in its strict form may turn out to be another document's:
 * that was hidden before, and is better said than left.
 */
function accepted(
  old: Workspace,
  checked: Checked,
  next: Workspace,
  recheck: Recheck,
  refused: Set<string>,
): readonly [Workspace, Checked] {
  const after = recheck(next);
  const found = ({ diagnostics }: Checked, file: WorkspaceFile): Checked['diagnostics'] =>
    diagnostics.filter(({ place }) => place.file === file.shown);
  const isBetter = (now: Checked['diagnostics'], before: Checked['diagnostics']): boolean =>
    now.length <= before.length && now.filter(hasFix).length < before.filter(hasFix).length;
  const files = next.files.map((file, index) => {
    const held = old.files[index] ?? file;
    if (file === held || isBetter(found(after, file), found(checked, file))) return file;
    refused.add(file.path);
    return held;
  });
  const taken = { ...next, files };
  return [taken, files.every((file, index) => file === next.files[index]) ? after : recheck(taken)];
}

/** Puts the keys of the chosen files into their schema's order, and quoting into one style. */
export function formatAll(
  workspace: Workspace,
  checked: Checked,
  schemas: ReadonlyMap<string, string>,
  isChosen: (path: string) => boolean,
): Mended {
  const orders = keyOrders(schemas);
  const kindOf = new Map(checked.registry?.documents.map(({ file, kind }) => [file, kind]));
  const files = workspace.files.map((file): WorkspaceFile => {
    const order = orders.get(schemaNameOf(kindOf, file) ?? '');
    if (!('bytes' in file) || !isChosen(file.path) || order === undefined) return file;
    const bytes = editedBytes(file.bytes, (text) => formatText(text, order));
    return isEqual(bytes, file.bytes) ? file : { ...file, bytes };
  });
  const formatted = { ...workspace, files };
  return { checked, changes: changesBetween(workspace, formatted), fixed: 0 };
}

function schemaNameOf(kindOf: ReadonlyMap<string, string>, { path, shown }: WorkspaceFile): string | undefined {
  if (!path.includes('/')) return path.replace(/yaml$/, 'json');
  const kind = kindOf.get(shown);
  return kind === undefined ? undefined : `${kind}.json`;
}

/** The order of properties in each schema is the order of keys in its files. */
function keyOrders(schemas: ReadonlyMap<string, string>): ReadonlyMap<string, KeyOrder> {
  const parsed = new Map([...schemas].map(([name, text]) => [name, JSON.parse(text) as Schema]));
  const names = [...kinds, ...dataFiles].map((kind) => `${kind}.json`);
  return new Map(names.map((name) => [name, orderOf(parsed, name, parsed.get(name), 0)]));
}

/** Deeper than any record nests; conditions of a plan nest in each other without end. */
const deepestOrder = 12;

function orderOf(schemas: ReadonlyMap<string, Schema>, name: string, schema: unknown, depth: number): KeyOrder {
  if (typeof schema !== 'object' || schema === null || depth > deepestOrder) return { keys: [], under: {} };
  const { $ref, properties, items, ...others } = schema as Schema;
  if (typeof $ref === 'string') {
    const [file = '', definition = ''] = $ref.split('#/definitions/');
    const target = file === '' ? name : file;
    return orderOf(schemas, target, (schemas.get(target)?.definitions as Record<string, unknown> | undefined)?.[definition], depth);
  }
  if (items !== undefined) return orderOf(schemas, name, items, depth);
  if (properties === undefined) {
    const branches = [others.then, others.else].map((branch) => orderOf(schemas, name, branch, depth + 1));
    return branches.find(({ keys }) => keys.length > 0) ?? { keys: [], under: {} };
  }
  const entries = Object.entries(properties as object);
  return {
    keys: entries.map(([key]) => key),
    under: Object.fromEntries(entries.map(([key, each]) => [key, orderOf(schemas, name, each, depth + 1)])),
  };
}

function changesBetween(before: Workspace, after: Workspace): readonly Change[] {
  return after.files.flatMap((file, index) => {
    const old = before.files[index];
    if (old === undefined || old === file || !('bytes' in old) || !('bytes' in file)) return [];
    return [{ path: file.path, shown: file.shown, before: old.bytes, after: file.bytes }];
  });
}

function isEqual(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}
