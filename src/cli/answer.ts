// From a request to its answer: reads, checks, runs the command, and delivers what it says. Loaded when something is asked.
import { type Checked, type Conduct, check } from '../check/check.ts';
import type { Answer } from '../commands/command.ts';
import { checkedAt } from '../commands/sound.ts';
import { harmless, inLine, type Lang, UserError } from '../diagnostic.ts';
import type { ExitCode, Report } from '../report.ts';
import { jobSummary, reporters } from '../reporters/index.ts';
import { compileSchemas, type Schemas } from '../schema/schema.ts';
import { appendText } from '../workspace/append.ts';
import { cacheFolder, clearCaches, userFolder } from '../workspace/cache.ts';
import { writeFolder } from '../workspace/folder.ts';
import { readSchemas } from '../workspace/installation.ts';
import { locateRegistry, realPath } from '../workspace/locate.ts';
import { sameIn, speltAs } from '../workspace/naming.ts';
import { openPage } from '../workspace/open.ts';
import { readVersion } from '../workspace/package.ts';
import { pathInRegistry, readWorkspace, shownPath } from '../workspace/read.ts';
import { readRevision } from '../workspace/revision.ts';
import { readStaged } from '../workspace/staged.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { writeTogether } from '../workspace/write.ts';
import type { Request } from './argv.ts';
import { type Host, hasColor } from './host.ts';
import { conductOf, conductOfGit, isOwn, type Keeping, keepAll, keepingOf } from './keep.ts';
import { type Recall, recorded } from './recall.ts';

/** A request whose day is settled: a run that goes on past midnight answers for one day. */
export type Dated = Request & { readonly day: string };

/** Answers on the host's streams and in the files that were asked for, and keeps what was found out. Throws UserError where there is no answer. */
export async function answer(lang: Lang, request: Dated, given: Host, recalled: Recall | undefined): Promise<ExitCode> {
  const { recording: host, said } = recorded(given);
  const keeping = keepingOf(request, given, recalled);
  const { report, checked } = await reportOf(request, lang, host, keeping);
  const site = report.site === undefined ? undefined : await writtenSite(report.site, lang, host);
  deliver(request, report, lang, host);
  if (site !== undefined) await opened(site, lang, host);
  if (keeping !== undefined && checked !== undefined)
    keepAll(keeping, checked, isOwn(request, given) ? { said, exit: report.exit } : undefined);
  return report.exit;
}

/** An answer, and what it was drawn from, where facts of it can be kept. */
interface Reported {
  readonly report: Answer;
  readonly checked?: Checked;
}

async function reportOf(request: Dated, lang: Lang, host: Host, keeping: Keeping | undefined): Promise<Reported> {
  const { command, args, options, day } = request;
  const run = await command.load();
  const schemas = await compileSchemas(readSchemas());
  const cwd = host.cwd();
  const base = {
    day,
    version: readVersion(),
    args,
    options,
    schemas,
    within: [],
    workspace: undefined,
    checked: undefined,
    revision: revisions(cwd, options.registry, host),
    clearCaches: () => clearCaches(cachePlaces(request, host)),
  };
  if (!command.needsRegistry) return { report: run(base) };
  if (options.rev !== undefined) {
    const checked = checkedAt(base, options.rev, day);
    if (options.verbose === true) host.stderr.write(account(checked, lang));
    return { report: run({ ...base, checked }) };
  }
  if (options.staged === true) {
    const { registry, ...workspace } = readStaged({ cwd, named: options.registry, env: host.env });
    const checked = checkedAloud(workspace, schemas, day, lang, host, conductOfGit(workspace, request, registry, host.env));
    if (options.verbose === true) host.stderr.write(account(checked, lang));
    const within = args.map((path) => limitOf(workspace, cwd, registry, path));
    return { report: run({ ...base, workspace, checked, within }) };
  }
  const registry = locateRegistry(cwd, options.registry);
  const buffer = await bufferOf(options, host);
  const workspace = readWorkspace({ cwd, registry, listing: keeping?.recalled.known, ...(buffer && { buffer }) });
  const checked = checkedAloud(workspace, schemas, day, lang, host, conductOf(keeping, workspace, workspace.buffer));
  if (options.verbose === true) host.stderr.write(account(checked, lang));
  const given = command.takesPaths ? args : [];
  const paths = given.length > 0 || buffer === undefined ? given : [buffer.file];
  const within = paths.map((path) => limitOf(workspace, cwd, registry, path));
  const report = run({ ...base, workspace, checked, within });
  // What is not saved yet is not kept.
  return buffer === undefined ? { report, checked } : { report };
}

/** The registry as it was committed, each revision read once. */
function revisions(cwd: string, named: string | undefined, { env }: Host): (rev: string) => Workspace {
  const read = new Map<string, Workspace>();
  return (rev) => {
    const workspace = read.get(rev) ?? readRevision({ cwd, named, rev, env });
    read.set(rev, workspace);
    return workspace;
  };
}

/** Where caches may lie: in the folder that is worked in, of the registry, which may lie in another repository, and of the user. */
function cachePlaces({ options }: Request, host: Host): readonly string[] {
  const folders = options.registry === undefined ? [host.cwd(), registryHere(host)] : [locateRegistry(host.cwd(), options.registry)];
  const places = folders.map((folder) => folder && cacheFolder(realPath(folder), host.env));
  return [...places, userFolder(host.env)].filter((place) => place !== undefined);
}

function registryHere(host: Host): string | undefined {
  try {
    return locateRegistry(host.cwd(), undefined);
  } catch (error) {
    if (error instanceof UserError) return undefined;
    throw error;
  }
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
  const file = options.stdinFilepath;
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
  const all = workspace.files.length;
  const tick = (done: number): void => {
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
