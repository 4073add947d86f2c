// Workspace → workspace with its faults mended: fixes and formatting as edits, each file checked again before it counts. Pure.
import { type Checked, check } from './check/check.ts';
import { compareText, type Diagnostic, type Fix } from './diagnostic.ts';
import { dataFiles } from './registry/registry.ts';
import { kinds } from './registry/taxonomy.ts';
import type { FileChange } from './report.ts';
import { parseSchema, type Schema } from './schema/parse.ts';
import type { Schemas } from './schema/schema.ts';
import { applyEdits, editedBytes, scalarEdits } from './source/edit.ts';
import { formatText, type KeyOrder } from './source/format.ts';
import { type Content, type Workspace, type WorkspaceFile, withContents } from './workspace/workspace.ts';

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

/** Makes every fix that rules propose for the chosen files. A file that would be worse afterwards stays as it is. */
export function fixAll(workspace: Workspace, before: Checked, schemas: Schemas, isChosen: (path: string) => boolean): Mended {
  const recheck = (changed: Workspace): Checked => check(changed, schemas, before.day);
  let [current, checked] = [workspace, before];
  const taken = new Map<WorkspaceFile, Edit>();
  const refused = new Set<WorkspaceFile>();
  for (let pass = 0; pass < mostPasses; pass++) {
    const fixes = fixesIn(checked);
    const open = workspace.files.filter((file) => fixes.has(file.shown) && isChosen(file.path) && !refused.has(file));
    const edits = editsOf(current, open, (text, file) => applyEdits(text, scalarEdits(text, fixes.get(file.shown) ?? [])));
    if (edits.size === 0) break;
    const after = recheck(edited(current, edits));
    const worse = worsened(edits, checked, after);
    for (const file of worse) {
      refused.add(file);
      edits.delete(file);
    }
    current = edited(current, edits);
    checked = worse.length === 0 ? after : recheck(current);
    for (const [file, edit] of edits) taken.set(file, { before: taken.get(file)?.before ?? edit.before, after: edit.after });
  }
  return { checked, changes: changesOf(taken), fixed: fixable(before).length - fixable(checked).length };
}

/** A file's bytes before and after. */
interface Edit {
  readonly before: Uint8Array;
  readonly after: Uint8Array;
}

/** The files of these whose text the edit changes. */
function editsOf(
  workspace: Workspace,
  files: readonly WorkspaceFile[],
  edit: (text: string, file: WorkspaceFile) => string,
): Map<WorkspaceFile, Edit> {
  const edits = new Map<WorkspaceFile, Edit>();
  for (const file of files) {
    const content = workspace.read(file);
    if (!('bytes' in content)) continue;
    const after = editedBytes(content.bytes, (text) => edit(text, file));
    if (!isEqual(after, content.bytes)) edits.set(file, { before: content.bytes, after });
  }
  return edits;
}

function edited(workspace: Workspace, edits: ReadonlyMap<WorkspaceFile, Edit>): Workspace {
  return withContents(workspace, new Map([...edits].map(([file, { after }]): [WorkspaceFile, Content] => [file, { bytes: after }])));
}

function changesOf(edits: ReadonlyMap<WorkspaceFile, Edit>): readonly Change[] {
  return [...edits]
    .filter(([, { before, after }]) => !isEqual(before, after))
    .map(([{ path, shown }, { before, after }]) => ({ path, shown, before, after }))
    .sort((a, b) => compareText(a.path, b.path));
}

function fixable({ diagnostics }: Checked): Checked['diagnostics'] {
  return diagnostics.filter(hasFix);
}

function hasFix({ fix }: Diagnostic): boolean {
  return fix !== undefined;
}

function fixesIn(checked: Checked): ReadonlyMap<string, readonly Fix[]> {
  const byFile = diagnosticsByFile(fixable(checked));
  return new Map([...byFile].map(([file, diagnostics]) => [file, diagnostics.flatMap(({ fix }) => fix ?? [])]));
}

function diagnosticsByFile(diagnostics: readonly Diagnostic[]): ReadonlyMap<string, readonly Diagnostic[]> {
  const byFile = new Map<string, Diagnostic[]>();
  for (const diagnostic of diagnostics) {
    const held = byFile.get(diagnostic.place.file);
    if (held === undefined) byFile.set(diagnostic.place.file, [diagnostic]);
    else held.push(diagnostic);
  }
  return byFile;
}

/**
 * The files that their edits do not mend: those in which no fewer faults can be fixed, or more are found than before. A
 * number in its strict form may turn out to be another document's: that was hidden before, and is better said than left.
 */
function worsened(edits: ReadonlyMap<WorkspaceFile, Edit>, before: Checked, after: Checked): readonly WorkspaceFile[] {
  const [old, now] = [diagnosticsByFile(before.diagnostics), diagnosticsByFile(after.diagnostics)];
  return [...edits.keys()].filter(({ shown }) => {
    const [was, is] = [old.get(shown) ?? [], now.get(shown) ?? []];
    return is.length > was.length || is.filter(hasFix).length >= was.filter(hasFix).length;
  });
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
  const orderOf = (file: WorkspaceFile): KeyOrder | undefined => orders.get(schemaNameOf(kindOf, file) ?? '');
  const chosen = workspace.files.filter((file) => isChosen(file.path) && orderOf(file) !== undefined);
  const edits = editsOf(workspace, chosen, (text, file) => formatText(text, orderOf(file) ?? { keys: [], under: {} }));
  return { checked, changes: changesOf(edits), fixed: 0 };
}

function schemaNameOf(kindOf: ReadonlyMap<string, string>, { path, shown }: WorkspaceFile): string | undefined {
  if (!path.includes('/')) return path.replace(/yaml$/, 'json');
  const kind = kindOf.get(shown);
  return kind === undefined ? undefined : `${kind}.json`;
}

/** The order of properties in each schema is the order of keys in its files. */
function keyOrders(schemas: ReadonlyMap<string, string>): ReadonlyMap<string, KeyOrder> {
  const parsed = new Map([...schemas].map(([name, text]) => [name, parseSchema(name, text)]));
  const names = [...kinds, ...dataFiles].map((kind) => `${kind}.json`);
  return new Map(names.map((name) => [name, orderIn(parsed, name, parsed.get(name), 0)]));
}

/** Deeper than any record nests; conditions of a plan nest in each other without end. */
const deepestOrder = 12;

function orderIn(schemas: ReadonlyMap<string, Schema>, name: string, schema: Schema | undefined, depth: number): KeyOrder {
  if (schema === undefined || depth > deepestOrder) return { keys: [], under: {} };
  const { $ref, properties, items, ...others } = schema;
  if ($ref !== undefined) {
    const [file = '', definition = ''] = $ref.split('#/definitions/');
    const target = file === '' ? name : file;
    return orderIn(schemas, target, schemas.get(target)?.definitions?.[definition], depth);
  }
  if (items !== undefined) return orderIn(schemas, name, items, depth);
  if (properties === undefined) {
    const branches = [others.then, others.else].map((branch) => orderIn(schemas, name, branch, depth + 1));
    return branches.find(({ keys }) => keys.length > 0) ?? { keys: [], under: {} };
  }
  const entries = Object.entries(properties);
  return {
    keys: entries.map(([key]) => key),
    under: Object.fromEntries(entries.map(([key, each]) => [key, orderIn(schemas, name, each, depth + 1)])),
  };
}

function isEqual(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}
