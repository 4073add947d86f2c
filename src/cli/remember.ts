// An answer is drawn from the registry's files, the day and the command line alone; where all are the same, so is the answer.

import { build } from 'virtual:build';
import type { ExitCode } from '../report.ts';
import { changedSince, foldersUnder, type Identity, identityByContents, identityByGit, isPlainIndex } from '../workspace/identity.ts';
import { locateRegistry } from '../workspace/locate.ts';
import { digest, memoryOf } from '../workspace/memory.ts';
import { readSchemas, readWorkspace } from '../workspace/read.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type { Answered } from './answer.ts';
import type { Request } from './argv.ts';
import { type Host, hasColor, todayOf } from './host.ts';

/** Gives the remembered answer, or has it answered and remembers it. Throws UserError where there is no answer. */
export async function remembered(request: Request, lang: string, host: Host, answer: (host: Host) => Promise<Answered>): Promise<ExitCode> {
  const registry = isOwn(request, host) ? locateRegistry(host.cwd(), request.options.registry as string | undefined) : undefined;
  const memory = registry === undefined ? undefined : memoryOf(registry, host.env);
  if (registry === undefined || memory === undefined) return (await answer(host)).exit;
  const folders = memory.folders ?? foldersUnder(registry);
  const now = host.now?.() ?? Date.now();
  const byGit = await identityByGit(registry, folders, host.env, now);
  const identity = byGit ?? identityOfContents(host.cwd(), registry, now);
  const name = digest([build, [...readSchemas()], registry, host.cwd(), circumstances(request, lang, host), identity.name]);
  const kept = memory.recall(name);
  if (kept !== undefined) {
    host.stdout.write(kept.stdout);
    host.stderr.write(kept.stderr);
    return kept.exit as ExitCode;
  }
  const isPlain = byGit === undefined || isPlainIndex(registry, host.env);
  const { recording, said } = recorded(host);
  const { exit, workspace } = await answer(recording);
  if (workspace !== undefined && isUnchanged(registry, workspace, identity) && (await isPlain))
    memory.keep(name, { ...said(), exit }, foldersUnder(registry));
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
function circumstances({ command, args, options, outputs, day }: Request, lang: string, { env, stdout, stderr }: Host): unknown {
  const screen = stdout.isTTY === true ? stdout.columns : undefined;
  return [
    command.name,
    args,
    options,
    outputs,
    day ?? todayOf(env),
    lang,
    hasColor(options.color, env, stdout),
    screen,
    stderr.isTTY === true,
  ];
}

function identityOfContents(cwd: string, registry: string, now: number): Identity {
  const { files, read } = readWorkspace({ cwd, registry });
  const contents = function* (): Iterable<readonly [string, Uint8Array | string]> {
    for (const file of files) {
      const content = read(file);
      yield [file.path, 'bytes' in content ? content.bytes : content.unreadable.en];
    }
  };
  return identityByContents(contents(), now);
}

/** Whether what was read is what the name stands for: nothing has changed since the name was found. */
function isUnchanged(registry: string, { latestChange }: Workspace, { takenAt }: Identity): boolean {
  return (
    latestChange !== undefined &&
    latestChange() < takenAt &&
    ['', ...foldersUnder(registry)].every((folder) => !changedSince(registry, folder, takenAt))
  );
}

/** The host, and what is said on it; how far a run is, is no part of its answer. */
function recorded(host: Host): { readonly recording: Host; readonly said: () => { readonly stdout: string; readonly stderr: string } } {
  const texts = { stdout: '', stderr: '' };
  const stream = (name: keyof typeof texts): Host['stdout'] => ({
    write: (text) => {
      texts[name] += text;
      return host[name].write(text);
    },
    ...(host[name].isTTY !== undefined && { isTTY: host[name].isTTY }),
    ...(host[name].columns !== undefined && { columns: host[name].columns }),
  });
  const recording: Host = { stdin: host.stdin, env: host.env, cwd: () => host.cwd(), stdout: stream('stdout'), stderr: stream('stderr') };
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the line of progress is taken back by an escape
  const progress = /\r[^\r\n]*\r\u001b\[K|\r[^\r\n]*(?=\r)/g;
  return { recording, said: () => ({ stdout: texts.stdout, stderr: texts.stderr.replace(progress, '') }) };
}
