// An answer is drawn from the registry's files, the day and the command line alone; where all are the same, so is the answer.

import { build } from 'virtual:build';
import type { ExitCode } from '../report.ts';
import { foldersUnder, type Identity, identityByContents, identityByGit, isDrawnFrom } from '../workspace/identity.ts';
import { locateRegistry, realPath } from '../workspace/locate.ts';
import { digest, type Kept, type Layout, type Memory, memoryOf } from '../workspace/memory.ts';
import { readVersion } from '../workspace/package.ts';
import { pathInRegistry, readSchemas, readWorkspace } from '../workspace/read.ts';
import type { Naming } from '../workspace/workspace.ts';
import type { Answered } from './answer.ts';
import type { Request } from './argv.ts';
import { type Host, hasColor } from './host.ts';

/** A request whose day is settled: a run that goes on past midnight answers for the day that it is remembered under. */
export type Dated = Request & { readonly day: string };

/** Answers with the streams of a host, and names what it reads. */
type Answer = (host: Host, naming?: Naming) => Promise<Answered>;

/** Gives the remembered answer, or has it answered and remembers it. Throws UserError where there is no answer. */
export async function remembered(request: Dated, lang: string, host: Host, answer: Answer): Promise<ExitCode> {
  const registry = isOwn(request, host) ? locateRegistry(host.cwd(), request.options.registry as string | undefined) : undefined;
  const real = registry && realPath(registry);
  const memory = real && memoryOf(real, host.env);
  if (!registry || !real || !memory) return (await answer(host)).exit;
  const layout = memory.layout ?? { folders: foldersUnder(real) };
  const identity = await identityOf(host, registry, real, layout);
  const asked = [build, readVersion(), [...readSchemas()], registry, host.cwd(), circumstances(request, registry, lang, host)];
  const nameIn = (folders: readonly string[]): string => digest([...asked, identity.naming, identity.nameIn(folders)]);
  const kept = memory.recall(nameIn(layout.folders));
  if (kept === undefined) return answerAndKeep({ host, answer, real, memory, layout, identity, nameIn });
  for (const [stream, text] of kept.said) host[stream].write(text);
  return kept.exit;
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
  readonly nameIn: (folders: readonly string[]) => string;
}

async function answerAndKeep({ host, answer, real, memory, layout, identity, nameIn }: Keeping): Promise<ExitCode> {
  const asking = identity.expected();
  const { recording, said } = recorded(host);
  const { exit, workspace, seen } = await answer(recording, identity.naming);
  const folders = foldersUnder(real);
  if (workspace === undefined || seen === undefined || !identity.isSettled(folders, seen)) return exit;
  const expected = await asking;
  const isSure = expected !== undefined && isDrawnFrom(expected, workspace, seen);
  memory.note({ folders, distrusted: isSure ? layout.distrusted : (identity.index ?? layout.distrusted) });
  if (isSure) memory.keep(nameIn(folders), { said: said(), exit });
  return exit;
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
  const recording: Host = { stdin: host.stdin, env: host.env, cwd: () => host.cwd(), stdout: stream('stdout'), stderr: stream('stderr') };
  return { recording, said: () => said };
}
