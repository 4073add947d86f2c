// One of the two builds that are compared, with a folder of its own to run in.
import { type ChildProcess, execFileSync, fork, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { project } from '../bench/shipped.ts';
import type { Case, Run } from './cases.ts';

/** Everything that a run leaves, by name: exit, stdout, stderr, and each file it wrote. */
export type Outcome = ReadonlyMap<string, string>;

export interface Side {
  /** Puts the files of a case in place. */
  readonly prepare: (given: Case) => void;
  readonly run: (run: Run) => Promise<Outcome>;
  readonly stop: () => void;
}

interface Ended {
  readonly exit: unknown;
  readonly stdout: string;
  readonly stderr: string;
}

/** `folder` must be as long as the other side's, because paths in it may be printed. */
export function startSide(checkout: string, folder: string): Side {
  if (!existsSync(path.join(checkout, 'dist', 'main.cjs'))) throw new Error(`${checkout} is not built`);
  const runner = fork(path.join(project, 'tests', 'compare', 'runner.js'), [checkout], { execArgv: [] });
  const clone = path.join(folder, 'clone');
  execFileSync('git', ['clone', '--quiet', '--no-hardlinks', project, clone]);
  let cwd = clone;
  return {
    prepare: (given) => {
      cwd = path.join(folder, given.isRepository ? 'clone' : 'files');
      if (given.isRepository) restore(clone);
      else rmSync(cwd, { recursive: true, force: true });
      mkdirSync(path.join(cwd, 'out'), { recursive: true });
      for (const [name, content] of Object.entries(given.files)) {
        mkdirSync(path.dirname(path.join(cwd, name)), { recursive: true });
        writeFileSync(path.join(cwd, name), content);
      }
    },
    run: async (run) => {
      const env = { PATH: process.env.PATH ?? '', HOME: folder, GIT_CONFIG_NOSYSTEM: '1', ...run.env };
      const ended = run.isProcess ? await runProcess(checkout, cwd, env, run) : await runInRunner(runner, cwd, env, run);
      return outcomeOf(ended, cwd, run, (text) => text.replaceAll(latin1(folder), 'FOLDER').replaceAll(latin1(checkout), 'CHECKOUT'));
    },
    stop: () => runner.disconnect(),
  };
}

function restore(clone: string): void {
  for (const argv of [
    ['checkout', '--quiet', '--', '.'],
    ['clean', '-fdxq'],
  ])
    execFileSync('git', argv, { cwd: clone });
}

function runInRunner(runner: ChildProcess, cwd: string, env: NodeJS.ProcessEnv, { argv, stdin }: Run): Promise<Ended> {
  return new Promise((resolve, reject) => {
    runner.once('message', (message: Ended) => {
      runner.removeAllListeners('exit');
      resolve({ exit: message.exit, stdout: latin1(message.stdout), stderr: latin1(message.stderr) });
    });
    runner.once('exit', (code) => reject(new Error(`${argv.join(' ')} ended the process with ${code}`)));
    runner.send({ argv, cwd, env, stdin });
  });
}

function runProcess(checkout: string, cwd: string, env: NodeJS.ProcessEnv, { argv, stdin }: Run): Promise<Ended> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [path.join(checkout, 'bin', 'mlx.js'), ...argv], { cwd, env });
    const out = { stdout: '', stderr: '' };
    for (const name of ['stdout', 'stderr'] as const) {
      child[name].setEncoding('latin1');
      child[name].on('data', (text: string) => {
        out[name] += text;
      });
    }
    child.on('close', (code, signal) => resolve({ exit: code ?? signal, ...out }));
    child.stdin.on('error', () => {});
    child.stdin.end(stdin ?? '');
  });
}

/** Files that were written in `out` are taken away; those of the registry are left for the next run of the case. */
function outcomeOf({ exit, stdout, stderr }: Ended, cwd: string, { isWriting }: Run, plain: (text: string) => string): Outcome {
  const out = path.join(cwd, 'out');
  const files = [...filesIn(cwd, 'out'), ...(isWriting ? filesIn(cwd, 'registry') : [])];
  const written = files.map((name) => [name, plain(readFileSync(path.join(cwd, name), 'latin1'))] as const);
  rmSync(out, { recursive: true, force: true });
  mkdirSync(out);
  return new Map([['exit', String(exit)], ['stdout', plain(stdout)], ['stderr', plain(stderr)], ...written]);
}

function filesIn(cwd: string, folder: string): readonly string[] {
  if (!existsSync(path.join(cwd, folder))) return [];
  return readdirSync(path.join(cwd, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(cwd, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
    .sort();
}

/** The bytes of the text, each as one character. */
function latin1(text: string): string {
  return Buffer.from(text).toString('latin1');
}
