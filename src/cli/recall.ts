// Gives the answer of an earlier run again where no file has changed since, and keeps answers for it. Loaded first: it needs
// little of the program.

import { createHash } from 'node:crypto';
import { build } from 'virtual:build';
import type { Day } from '../registry/day.ts';
import type { ExitCode } from '../report.ts';
import { attempt } from '../workspace/attempt.ts';
import { cacheFolder } from '../workspace/cache.ts';
import { stateOfInstallation } from '../workspace/installation.ts';
import { answerIn, type KnownFiles, knownFiles } from '../workspace/known.ts';
import { locateRegistry, realPath } from '../workspace/locate.ts';
import { pathInRegistry } from '../workspace/read.ts';
import { type Host, hasColor, nowOn, todayOf } from './host.ts';

/** What was printed on which stream, in order, and how it ended. */
export interface Told {
  readonly said: readonly (readonly [stream: 'stdout' | 'stderr', text: string])[];
  readonly exit: ExitCode;
}

/** What is known before the command line is read in earnest. */
export interface Recall {
  /** The registry that seems to be meant. */
  readonly registry: string;
  readonly known: KnownFiles;
  readonly build: string;
  /** Undefined where the environment asks for a day that is none. */
  readonly today: Day | undefined;
  /** What an answer is kept under: the command line, and all that shapes an answer beside the registry. */
  readonly line: string;
  readonly told: Told | undefined;
}

/** The commands that draw on the registry alone. */
export const drawing: ReadonlySet<string> = new Set(['validate', 'coverage', 'milestone', 'list', 'show', 'schema']);

/** Undefined where nothing is to be kept, or where there is no registry: whoever needs one will complain. */
export function recall(argv: readonly string[], lang: string, host: Host): Recall | undefined {
  if (!argv.some((word) => drawing.has(word)) || argv.includes('--no-cache') || argv.includes('--staged')) return undefined;
  return attempt(() => {
    const { env } = host;
    const registry = locateRegistry(host.cwd(), registryIn(argv));
    const real = realPath(registry);
    const made = buildOf(nowOn(host));
    const known = knownFiles(real, cacheFileOf(real, env), made, nowOn(host));
    // A run that goes on past midnight answers for one day.
    const today = attempt(() => todayOf(env));
    const line = digest([process.version, registry, host.cwd(), argv, today, circumstances(registry, argv, lang, host)]);
    return { registry, known, build: made, today, line, told: answerIn(known, line) as Told | undefined };
  });
}

/** What names the program that facts are made by; `now` in milliseconds. */
export function buildOf(now: number): string {
  return digest([build, stateOfInstallation(now)]);
}

/** Where the cache of a registry lies, links resolved in its path; undefined where there is no place for one. */
export function cacheFileOf(real: string, env: Host['env']): string | undefined {
  const folder = cacheFolder(real, env);
  return folder && `${folder}/${digest([real])}`;
}

/** The last one counts, as everywhere on the command line. */
function registryIn(argv: readonly string[]): string | undefined {
  const at = argv.findLastIndex((word) => word === '--registry' || word.startsWith('--registry='));
  return at === -1 ? undefined : argv[at] === '--registry' ? argv[at + 1] : argv[at]?.slice('--registry='.length);
}

/** All that shapes an answer beside the registry and the words. */
function circumstances(registry: string, argv: readonly string[], lang: string, host: Host): unknown {
  const { env, stdout, stderr } = host;
  const screen = stdout.isTTY === true ? stdout.columns : undefined;
  // Any word may be a path. Where one leads depends on links, which may lie outside the registry.
  const places = argv.map((word) => pathInRegistry(host.cwd(), registry, word));
  return [places, lang, hasColor(undefined, env, stdout), screen, stderr.isTTY === true, Boolean(env.GITHUB_STEP_SUMMARY)];
}

function digest(values: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(values)).digest('hex');
}

/** The host, and what is said on it, in order; how far a run is, is no part of its answer. */
export function recorded(host: Host): { readonly recording: Host; readonly said: Told['said'] } {
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
  return { recording, said };
}
