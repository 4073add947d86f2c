// An answer is drawn from the registry's files, the day and the command line alone; where all are the same, so is the answer.

import { build } from 'virtual:build';
import type { Earlier, Trace } from '../check/trace.ts';
import type { ExitCode } from '../report.ts';
import { foldersUnder, type Identity, identityByContents, identityByGit, isDrawnFrom } from '../workspace/identity.ts';
import { locateRegistry, realPath } from '../workspace/locate.ts';
import { digest, type Kept, type Layout, type Memory, memoryOf, type Noted } from '../workspace/memory.ts';
import { readVersion } from '../workspace/package.ts';
import { pathInRegistry, readSchemas, readWorkspace } from '../workspace/read.ts';
import type { Witness } from '../workspace/workspace.ts';
import type { Answered, Remembering } from './answer.ts';
import type { Request } from './argv.ts';
import { type Host, hasColor } from './host.ts';

/** A request whose day is settled: a run that goes on past midnight answers for the day that it is remembered under. */
export type Dated = Request & { readonly day: string };

/** Answers with the streams of a host, with what is remembered beside. */
type Answer = (host: Host, remembering?: Remembering) => Promise<Answered>;

/** Gives the remembered answer, or has it answered and remembers it. Throws UserError where there is no answer. */
export async function remembered(request: Dated, lang: string, host: Host, answer: Answer): Promise<ExitCode> {
  const isWhole = isOwn(request, host);
  const registry = isWhole || isBuffer(request) ? locateRegistry(host.cwd(), request.options.registry as string | undefined) : undefined;
  const real = registry && realPath(registry);
  const memory = real && memoryOf(real, host.env);
  if (!registry || !real || !memory) return (await answer(host)).exit;
  const layout = memory.layout ?? { folders: foldersUnder(real) };
  // What is asked for is named while Git looks at the files.
  const [identity, asked] = await Promise.all([identityOf(host, registry, real, layout), askedFor(request, registry, lang, host)]);
  const nameIn = (folders: readonly string[]): string => digest([asked.whole, identity.naming.hash, identity.nameIn(folders)]);
  const kept = isWhole ? memory.recall(nameIn(layout.folders)) : undefined;
  if (kept === undefined) {
    const checkName = digest([asked.check, identity.naming.hash]);
    return answerAndKeep({ host, answer, real, memory, layout, identity, checkName, ...(isWhole && { nameIn }) });
  }
  for (const [stream, text] of kept.said) host[stream].write(text);
  return kept.exit;
}

/** What an answer is drawn from beside the files, and what a check is. */
interface AskedFor {
  readonly whole: string;
  readonly check: string;
}

async function askedFor(request: Dated, registry: string, lang: string, host: Host): Promise<AskedFor> {
  const program = digest([build, process.version, readVersion(), [...readSchemas()], registry, host.cwd()]);
  return { whole: digest([program, circumstances(request, registry, lang, host)]), check: digest([program, request.day]) };
}

async function identityOf(host: Host, registry: string, real: string, { distrusted }: Layout): Promise<Identity> {
  const now = host.now?.() ?? Date.now();
  const byGit = await identityByGit({ real, env: host.env, now, distrusted });
  return byGit ?? identityByContents(readWorkspace({ cwd: host.cwd(), registry }));
}

interface Keeping {
  readonly host: Host;
  readonly answer: Answer;
  readonly real: string;
  readonly memory: Memory;
  readonly layout: Layout;
  readonly identity: Identity;
  /** What the check is kept under. */
  readonly checkName: string;
  /** What the answer is kept under; undefined where it is not drawn from the registry alone. */
  readonly nameIn?: (folders: readonly string[]) => string;
}

async function answerAndKeep(keeping: Keeping): Promise<ExitCode> {
  const { host, answer, real, memory, layout, identity, checkName, nameIn } = keeping;
  const before = await checkBefore(keeping);
  // Asked while the check runs, where that is long.
  const asking = before === undefined ? identity.expected() : undefined;
  const { recording, said } = recorded(host);
  const { exit, workspace, seen, trace } = await answer(recording, { naming: identity.naming, earlier: before?.earlier });
  if (workspace === undefined || seen === undefined) return exit;
  // Among files that are being changed only a check is worth keeping: the next can start from it.
  if (trace === undefined && seen.young.size > 0) return exit;
  const folders = foldersUnder(real);
  const isSettled = identity.isSettled(folders, seen);
  if (trace === undefined && !isSettled) return exit;
  const buffer = workspace.disk?.buffer?.path;
  const expected = withBuffer(await (asking ?? identity.expected()), buffer, seen);
  const isSure = expected !== undefined && isDrawnFrom(expected, workspace, before === undefined ? seen : withCarried(seen, before));
  if (isSettled) memory.note({ folders, distrusted: isSure ? layout.distrusted : (identity.index ?? layout.distrusted) });
  if (!isSure) return exit;
  if (isSettled && nameIn !== undefined) memory.keep(nameIn(folders), { said: said(), exit });
  if (trace !== undefined) {
    const changed = [...identity.changed, ...seen.young, ...(buffer === undefined ? [] : [buffer])];
    const names = new Map([...expected].filter(([file]) => !seen.young.has(file)));
    const index = identity.isOldIndex() ? identity.index : undefined;
    memory.keepCheck(checkName, { trace, noted: { hash: identity.naming.hash, names, index, changed } });
  }
  return exit;
}

interface Before {
  readonly earlier: Earlier;
  readonly noted: Noted;
}

/** The check that was kept, where so little has changed since that starting from it is quicker. */
async function checkBefore({ memory, identity, checkName }: Keeping): Promise<Before | undefined> {
  const kept = memory.recallCheck(checkName);
  const changed = kept && (await identity.changedSince(kept.noted));
  if (kept === undefined || changed === undefined || changed.size > Math.max(50, kept.noted.names.size / 20)) return undefined;
  return { earlier: { trace: kept.trace as Trace, changed }, noted: kept.noted };
}

/** What is not saved yet holds what was read of it. */
function withBuffer(names: Noted['names'] | undefined, buffer: string | undefined, seen: Witness): Noted['names'] | undefined {
  const held = buffer && seen.names.get(buffer);
  return names && buffer && held ? new Map([...names, [buffer, held]]) : names;
}

/** What was seen by the check before of the files that have not changed. */
function withCarried(seen: Witness, { earlier: { changed }, noted: { names } }: Before): Witness {
  const carried = [...names].filter(([file]) => !changed.has(file) && !seen.names.has(file));
  return { ...seen, names: new Map([...seen.names, ...carried]) };
}

/** Whether a text that is not saved yet is asked about. */
function isBuffer({ options }: Request): boolean {
  return options.cache !== false && options.stdin === true;
}

/** Whether nothing but the registry's files is asked for, and nothing but the streams is written to. */
function isOwn({ command, options, outputs }: Request, { env }: Host): boolean {
  const isBeyond = command.options.some(({ flags, reachesBeyond }) => reachesBeyond === true && options[optionName(flags)] !== undefined);
  const isWritten = outputs.some(({ file, format }) => file !== undefined || (format === 'github' && env.GITHUB_STEP_SUMMARY));
  return options.cache !== false && command.needsRegistry && command.reachesBeyond !== true && !isBeyond && !isWritten;
}

/** `--no-decrease-from <rev>` is held as `noDecreaseFrom`. */
function optionName(flags: string): string {
  const name = /--([a-z-]+)/.exec(flags)?.[1] ?? '';
  return name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

/** All that shapes an answer beside the registry. */
function circumstances({ command, args, options, outputs, day }: Dated, registry: string, lang: string, host: Host): unknown {
  const { env, stdout, stderr } = host;
  const screen = stdout.isTTY === true ? stdout.columns : undefined;
  // Where a path leads depends on links, which may lie outside the registry.
  const places = command.takesPaths ? args.map((given) => pathInRegistry(host.cwd(), registry, given)) : [];
  return [command.name, args, places, options, outputs, day, lang, hasColor(options.color, env, stdout), screen, stderr.isTTY === true];
}

/** The host, and what is said on it, in order; how far a run is, is no part of its answer. */
function recorded(host: Host): { readonly recording: Host; readonly said: () => Kept['said'] } {
  const said: (readonly ['stdout' | 'stderr', string])[] = [];
  const stream = (name: 'stdout' | 'stderr'): Host['stdout'] => ({
    write: (text) => {
      if (!text.startsWith('\r')) said.push([name, text]);
      return host[name].write(text);
    },
    ...(host[name].isTTY !== undefined && { isTTY: host[name].isTTY }),
    ...(host[name].columns !== undefined && { columns: host[name].columns }),
  });
  const recording: Host = {
    // Node loads much when it is first asked for the input.
    get stdin() {
      return host.stdin;
    },
    env: host.env,
    cwd: () => host.cwd(),
    stdout: stream('stdout'),
    stderr: stream('stderr'),
  };
  return { recording, said: () => said };
}
