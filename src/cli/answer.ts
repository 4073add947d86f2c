// From a request to its answer: reads, checks, runs the command, and delivers what it says. Loaded when something is asked.
import { type Checked, type Conduct, check } from '../check/check.ts';
import type { Earlier, Trace } from '../check/trace.ts';
import { type Answer, isWithin } from '../commands/command.ts';
import { harmless, inLine, type Lang, UserError } from '../diagnostic.ts';
import { fixAll, formatAll, type Mended } from '../mend.ts';
import type { ExitCode, Report } from '../report.ts';
import { jobSummary, reporters } from '../reporters/index.ts';
import { compileSchemas, type Schemas } from '../schema/schema.ts';
import { appendText } from '../workspace/append.ts';
import { writeFolder } from '../workspace/folder.ts';
import { readSchemas } from '../workspace/installation.ts';
import { locateRegistry } from '../workspace/locate.ts';
import { forget } from '../workspace/memory.ts';
import { sameIn, speltAs } from '../workspace/naming.ts';
import { openPage } from '../workspace/open.ts';
import { readVersion } from '../workspace/package.ts';
import { pathInRegistry, readWorkspace, shownPath } from '../workspace/read.ts';
import { readRevision } from '../workspace/revision.ts';
import { witnessing } from '../workspace/witness.ts';
import type { Naming, Witness, Workspace } from '../workspace/workspace.ts';
import { writeTogether } from '../workspace/write.ts';
import type { Request } from './argv.ts';
import { type Host, hasColor } from './host.ts';
import type { Dated } from './remember.ts';
import { holdInThreads } from './threads.ts';

export interface Answered {
  readonly exit: ExitCode;
  /** What was read for it, and what was seen then; undefined where no files were. */
  readonly workspace: Workspace | undefined;
  readonly seen: Witness | undefined;
  /** What the check left for the next. */
  readonly trace: Trace | undefined;
}

/** What is known before, and asked for beside the answer. */
export interface Remembering {
  /** How what is read is named. */
  readonly naming: Naming;
  /** A check to start from; without one a trace is left. */
  readonly earlier: Earlier | undefined;
}

/** Answers on the host's streams and in the files that were asked for. Throws UserError where there is no answer. */
export async function answer(lang: Lang, request: Dated, host: Host, remembering?: Remembering): Promise<Answered> {
  const { report, ...drawn } = await reportOf(request, lang, host, remembering);
  const site = report.site === undefined ? undefined : await writtenSite(report.site, lang, host);
  deliver(request, report, lang, host);
  if (site !== undefined) await opened(site, lang, host);
  return { exit: report.exit, ...drawn };
}

type Reported = Omit<Answered, 'exit'> & { readonly report: Answer };

/** Nothing was drawn from files that could be remembered. */
const unread = { workspace: undefined, seen: undefined, trace: undefined };

async function reportOf(request: Dated, lang: Lang, host: Host, remembering: Remembering | undefined): Promise<Reported> {
  const { command, args, options, day } = request;
  const run = await command.load();
  const schemas = await compileSchemas(readSchemas());
  const base = { day, version: readVersion(), args, options, forget: () => forget(placesOfMemory(request, host), host.env) };
  if (!command.needsRegistry)
    return {
      ...unread,
      report: run({
        ...base,
        checked: undefined,
        within: [],
        schemas: schemas.texts,
        at: () => {
          throw new Error('this command reads no registry');
        },
        mend: nothingToMend,
        bytesOf: () => undefined,
      }),
    };
  const cwd = host.cwd();
  const named = options.registry as string | undefined;
  const at = revisions(cwd, named, schemas, host);
  if (typeof options.rev === 'string') {
    const checked = at(options.rev, day);
    if (options.verbose === true) host.stderr.write(account(checked, lang));
    const report = run({ ...base, checked, within: [], schemas: schemas.texts, at, mend: nothingToMend, bytesOf: () => undefined });
    return { ...unread, report };
  }
  const registry = locateRegistry(cwd, named);
  const buffer = await bufferOf(options, host);
  const workspace = readWorkspace({ cwd, registry, naming: remembering?.naming, ...(buffer && { buffer }) });
  const seen = witnessing(remembering?.naming);
  const earlier = remembering?.earlier && withBuffer(remembering.earlier, workspace);
  const isTraced = remembering !== undefined && earlier === undefined;
  const conduct = { holdSlices: holdInThreads(seen.add), isTraced, ...(earlier && { earlier }) };
  const checked = checkedAloud(workspace, schemas, day, lang, host, conduct);
  if (options.verbose === true) host.stderr.write(account(checked, lang));
  const given = command.takesPaths ? args : [];
  const paths = given.length > 0 || buffer === undefined ? given : [buffer.file];
  const within = paths.map((path) => limitOf(workspace, cwd, registry, path));
  const isChosen = (path: string): boolean => isWithin(path, within);
  const mend = (how: 'fix' | 'format'): Mended =>
    how === 'fix'
      ? fixAll(workspace, checked, (changed) => check(changed, schemas, day), isChosen)
      : formatAll(workspace, checked, schemas.texts, isChosen);
  const report = run({ ...base, checked, within, schemas: schemas.texts, at, mend, bytesOf: (path) => bytesOf(workspace, path) });
  if (workspace.witness !== undefined) seen.add(workspace.witness());
  return { report, workspace, seen: seen.witness(), trace: checked.trace };
}

/** What is not saved yet differs from what was read. */
function withBuffer(earlier: Earlier, { disk }: Workspace): Earlier {
  return disk?.buffer === undefined ? earlier : { ...earlier, changed: new Set([...earlier.changed, disk.buffer.path]) };
}

/** Where there may be memory: in the folder that is worked in, and of the registry, which may lie in another repository. */
function placesOfMemory({ options }: Request, host: Host): readonly string[] {
  if (options.registry !== undefined) return [locateRegistry(host.cwd(), options.registry as string)];
  try {
    return [host.cwd(), locateRegistry(host.cwd(), undefined)];
  } catch (error) {
    if (error instanceof UserError) return [host.cwd()];
    throw error;
  }
}

function nothingToMend(): Mended {
  return { changes: [], fixed: 0 };
}

/** The registry as it was committed, each revision read once, and checked once a day. */
function revisions(cwd: string, named: string | undefined, schemas: Schemas, { env }: Host): (rev: string, day: string) => Checked {
  const read = new Map<string, Workspace>();
  const held = new Map<string, Checked>();
  return (rev, day) => {
    const workspace = read.get(rev) ?? readRevision({ cwd, named, rev, env });
    read.set(rev, workspace);
    const checked = held.get(`${day} ${rev}`) ?? check(workspace, schemas, day);
    held.set(`${day} ${rev}`, checked);
    return checked;
  };
}

function bytesOf({ files, read }: Workspace, path: string): Uint8Array | undefined {
  const file = files.find((each) => each.path === path);
  const content = file && read(file);
  return content !== undefined && 'bytes' in content ? content.bytes : undefined;
}

/** A path argument as a path in the registry. Throws UserError where it matches no file: nothing checked never passes. */
function limitOf({ files }: Workspace, cwd: string, registry: string, given: string): string {
  const path = pathInRegistry(cwd, registry, given);
  const names = files.map((file) => file.path);
  const spelt = path === undefined ? undefined : speltAs(names, path, sameIn(registry));
  if (spelt !== undefined) return spelt.normalize('NFC');
  throw new UserError(
    {
      zh: `${given} 不是登记库 ${shownPath(cwd, registry)} 里的文件或目录`,
      en: `${given} matches no file of the registry ${shownPath(cwd, registry)}`,
    },
    { zh: '检查路径是否写对', en: 'check the path' },
  );
}

async function bufferOf(options: Request['options'], host: Host): Promise<{ file: string; bytes: Uint8Array } | undefined> {
  const file = options.stdinFilepath as string | undefined;
  if ((options.stdin === true) !== (file !== undefined)) {
    throw new UserError({ zh: '--stdin 和 --stdin-filepath 要一起用', en: '--stdin and --stdin-filepath go together' });
  }
  if (file === undefined) return undefined;
  return { file, bytes: await inputOf(host) };
}

async function inputOf({ stdin }: Host): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  try {
    for await (const chunk of stdin) chunks.push(typeof chunk === 'string' ? new TextEncoder().encode(chunk) : chunk);
  } catch (error) {
    const { message } = error as Error;
    throw new UserError({ zh: `读不了标准输入：${message}`, en: `cannot read standard input: ${message}` });
  }
  return Buffer.concat(chunks);
}

/** Checks, and says how far it is where that takes over a second on a terminal. */
function checkedAloud(workspace: Workspace, schemas: Schemas, day: string, lang: Lang, { stderr }: Host, conduct: Conduct): Checked {
  const started = Date.now();
  let last = started;
  const tick = (done: number, all: number): void => {
    if (stderr.isTTY !== true || Date.now() - last < (last === started ? 1000 : 200)) return;
    last = Date.now();
    stderr.write(`\r${{ zh: `正在检查 ${done}/${all}`, en: `checking ${done}/${all}` }[lang]}`);
  };
  const checked = check(workspace, schemas, day, { ...conduct, tick });
  if (last !== started) stderr.write('\r\u001b[K');
  return checked;
}

function account({ root, day, files: { length: files }, registry }: Checked, lang: Lang): string {
  const documents = registry?.documents.length ?? 0;
  const place = inLine(root);
  return {
    zh: `登记库 ${place}，${day}：读了 ${files} 个文件，${documents} 条记录\n`,
    en: `registry ${place} on ${day}: read ${files} files, ${documents} records\n`,
  }[lang];
}

type Sited = NonNullable<Answer['site']>;

/** What is made of a site is loaded when one is asked for. */
async function writtenSite(given: Sited, lang: Lang, host: Host): Promise<Sited> {
  const { siteFiles } = await import('../pages/files.tsx');
  writeFolder(host.cwd(), given.out, siteFiles(given.pages, lang));
  return given;
}

async function opened({ out, isOpened }: Sited, lang: Lang, host: Host): Promise<void> {
  if (!isOpened || (await openPage(host.cwd(), `${out}/index.html`))) return;
  host.stderr.write(
    { zh: `mlx: 没有找到浏览器，请自行打开 ${out}/index.html\n`, en: `mlx: no browser was found: open ${out}/index.html yourself\n` }[lang],
  );
}

/** Files are written first, all or none: what is printed about them is then true. */
function deliver({ outputs, options }: Request, report: Report, lang: Lang, host: Host): void {
  const answers = outputs.map(({ format, file }) => {
    const style = {
      lang,
      hasColor: file === undefined && hasColor(options.color, host.env, host.stdout),
      width: file === undefined && host.stdout.isTTY === true ? host.stdout.columns : undefined,
      isQuiet: options.quiet === true,
    };
    return { format, file, style, text: reporters[format]?.(report, style) ?? '' };
  });
  writeTogether(host.cwd(), [
    ...(report.changes ?? []).map(({ shown, before, after }) => ({ file: shown, before, after })),
    ...answers.flatMap(({ file, text }) => (file === undefined ? [] : [{ file, after: text }])),
  ]);
  for (const { format, file, style, text } of answers) {
    if (file === undefined) host.stdout.write(text);
    // GitHub names a file for each step, which the tools that run in it add to.
    const summaryFile = format === 'github' ? host.env.GITHUB_STEP_SUMMARY : undefined;
    if (summaryFile) appendText(host.cwd(), summaryFile, jobSummary(report, style));
  }
  if (report.notice !== undefined) host.stderr.write(`mlx: ${harmless(report.notice[lang])}\n`);
}
