// An answer is drawn from the registry's files, the day and the command line alone; where all are the same, so is the answer.

import { build } from 'virtual:build';
import type { Earlier, Trace } from '../check/trace.ts';
import type { ExitCode } from '../report.ts';
import { foldersUnder, type Identity, identityByContents, identityByGit, isDrawnFrom } from '../workspace/identity.ts';
import { stateOfInstallation } from '../workspace/installation.ts';
import { locateRegistry } from '../workspace/locate.ts';
import { digest, type Kept, type Layout, type Memory, memoryOf, type Noted } from '../workspace/memory.ts';
import { pathInRegistry, readWorkspace } from '../workspace/read.ts';
import type { Witness } from '../workspace/workspace.ts';
import type { Glance } from './ahead.ts';
import type { Answered, Remembering } from './answer.ts';
import type { Request } from './argv.ts';
import { type Host, hasColor, nowOn } from './host.ts';

/** A request whose day is settled: a run that goes on past midnight answers for the day that it is remembered under. */
export type Dated = Request & { readonly day: string };

/** What the program does besides remembering. */
export interface Asking {
  readonly argv: readonly string[];
  readonly lang: string;
  readonly host: Host;
  /** Undefined where the environment asks for a time that is none: then the day was given, or there is no answer. */
  readonly today: string | undefined;
  /** Reads the command line in earnest; gives the exit code where there was only something to tell. Throws UserError. */
  readonly read: () => Promise<Dated | ExitCode>;
  /** Answers on the streams of a host. Throws UserError where there is no answer. */
  readonly answer: (request: Dated, host: Host, remembering?: Remembering) => Promise<Answered>;
}

/**
 * Says again what was said to the same words where nothing has changed since, or has it answered and remembers that. Throws
 * UserError where there is no answer.
 */
export async function remembered(glance: Glance, asking: Asking): Promise<ExitCode> {
  const { real, registry } = glance;
  const { argv, host } = asking;
  const memory = memoryOf(real, host.env);
  const layout = memory?.layout ?? { folders: foldersUnder(real) };
  const program = digest([build, process.version, stateOfInstallation(nowOn(host)), registry, host.cwd()]);
  const line = digest([program, argv, circumstances(glance, asking)]);
  // Words that were never answered need not wait for Git.
  const early = memory?.knows(line) === true ? await identityOf(glance, layout, host) : undefined;
  const kept = early && memory?.recall(line, stateIn(early, layout.folders));
  if (kept !== undefined) {
    for (const [stream, text] of kept.said) host[stream].write(text);
    return kept.exit;
  }
  const request = await asking.read();
  if (typeof request === 'number') return request;
  const isWhole = isOwn(request, host);
  const isHere = (isWhole || isBuffer(request)) && locateRegistry(host.cwd(), request.options.registry as string | undefined) === registry;
  if (memory === undefined || !isHere) return (await asking.answer(request, host)).exit;
  const identity = early ?? (await identityOf(glance, layout, host));
  const checkName = digest([program, request.day, identity.naming.hash]);
  const answer = (recording: Host, remembering: Remembering): Promise<Answered> => asking.answer(request, recording, remembering);
  return answerAndKeep({ host, answer, real, memory, layout, identity, checkName, ...(isWhole && { line }) });
}

/** What an answer is kept under, beside the words: the state of the registry, where it has these folders. */
function stateIn(identity: Identity, folders: readonly string[]): string {
  return digest([identity.naming.hash, identity.nameIn(folders)]);
}

async function identityOf({ look, registry }: Glance, layout: Layout, host: Host): Promise<Identity> {
  return (await identityByGit(look, layout)) ?? identityByContents(readWorkspace({ cwd: host.cwd(), registry }));
}

interface Keeping {
  readonly host: Host;
  readonly answer: (host: Host, remembering: Remembering) => Promise<Answered>;
  readonly real: string;
  readonly memory: Memory;
  readonly layout: Layout;
  readonly identity: Identity;
  /** What the check is kept under. */
  readonly checkName: string;
  /** What the answer is kept under; undefined where it is not drawn from the registry alone. */
  readonly line?: string;
}

async function answerAndKeep(keeping: Keeping): Promise<ExitCode> {
  const { host, answer, real, memory, layout, identity, checkName, line } = keeping;
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
  if (isSettled && line !== undefined) memory.keep(line, stateIn(identity, folders), { said: said(), exit });
  if (trace !== undefined) {
    const changed = [...identity.changed, ...seen.young, ...(buffer === undefined ? [] : [buffer])];
    const names = new Map([...expected].filter(([file]) => !seen.young.has(file)));
    const times = Float64Array.from(names.keys(), (file) => seen.times.get(file) ?? Number.NaN);
    const index = identity.isOldIndex() ? identity.index : undefined;
    memory.keepCheck(checkName, { trace, noted: { hash: identity.naming.hash, names, times, index, changed } });
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

/** All that shapes an answer beside the registry and the words. */
function circumstances({ registry }: Glance, { argv, lang, host, today }: Asking): unknown {
  const { env, stdout, stderr } = host;
  const screen = stdout.isTTY === true ? stdout.columns : undefined;
  // Any word may be a path. Where one leads depends on links, which may lie outside the registry.
  const places = argv.map((word) => pathInRegistry(host.cwd(), registry, word));
  return [places, today, lang, hasColor(undefined, env, stdout), screen, stderr.isTTY === true, Boolean(env.GITHUB_STEP_SUMMARY)];
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
