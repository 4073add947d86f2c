// Git as it is asked: one command at a time, which may read objects and nothing else.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { didYouMean, inLine, type Text, UserError } from '../diagnostic.ts';
import { reasonOf } from './attempt.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

export interface Answer {
  readonly isOk: boolean;
  readonly stdout: Buffer;
  readonly stderr: string;
}

/** One Git command in one folder, with what it is given to read. */
export type Git = (argv: readonly string[], input?: string) => Answer;

export function gitIn(folder: string, env: Environment): Git {
  return (argv, input = '') => {
    const options = { env, input, maxBuffer: Number.POSITIVE_INFINITY, windowsHide: true };
    const program = programOf(env);
    if (program === undefined) throw noGit('ENOENT');
    const { error, status, stdout, stderr } = spawnSync(program, ['-C', folder, ...argv], options);
    // Git may end before it has read everything; what it says then tells more.
    if (error !== undefined && reasonOf(error) !== 'EPIPE') throw noGit(reasonOf(error));
    return { isOk: status === 0, stdout, stderr: stderr.toString() };
  };
}

/**
 * Windows looks for a program in the folder that is worked in before it looks on the PATH: a registry could bring a `git.exe`
 * along. So it is looked for here, in whole paths alone; undefined where there is none.
 */
export function programOf(
  env: Environment,
  system: path.PlatformPath = path,
  isThere: (at: string) => boolean = existsSync,
): string | undefined {
  if (system.sep === '/') return 'git';
  const [, folders = ''] = Object.entries(env).find(([name]) => /^path$/i.test(name)) ?? [];
  return folders
    .split(system.delimiter)
    .map((folder) => folder.replaceAll('"', ''))
    .filter((folder) => system.isAbsolute(folder))
    .map((folder) => system.join(folder, 'git.exe'))
    .find(isThere);
}

function noGit(reason: string): UserError {
  if (reason !== 'ENOENT') return new UserError({ zh: `git 运行不了：${reason}`, en: `git cannot be run: ${reason}` });
  return new UserError(
    { zh: '没有找到 git，读不了已提交的版本', en: 'git was not found; what was committed cannot be read without it' },
    { zh: '安装 Git，并确认它在 PATH 里', en: 'install Git and see that it is on the PATH' },
  );
}

/** What Git complains of, in one line. */
export function complaintOf({ stderr }: Answer): string {
  return inLine(/^(?:fatal|error): (.*)$/m.exec(stderr)?.[1] ?? (stderr.trim().split('\n')[0] || 'git'));
}

/** What Git printed. Throws UserError where it could not. */
export function outputOf(answer: Answer): Buffer {
  if (answer.isOk) return answer.stdout;
  const reason = complaintOf(answer);
  throw new UserError({ zh: `提交的内容读不出来：${reason}`, en: `what was committed cannot be read: ${reason}` });
}

/** Git may not fetch what is missing, ask, lock, translate, or take a path for a pattern. */
export const guards: Environment = {
  LC_ALL: 'C',
  GIT_ALLOW_PROTOCOL: 'none',
  GIT_LITERAL_PATHSPECS: '1',
  GIT_GLOB_PATHSPECS: undefined,
  GIT_NOGLOB_PATHSPECS: undefined,
  GIT_ICASE_PATHSPECS: undefined,
  GIT_NO_LAZY_FETCH: '1',
  GIT_NO_REPLACE_OBJECTS: '1',
  GIT_OPTIONAL_LOCKS: '0',
  GIT_TERMINAL_PROMPT: '0',
};

/** Where a hook says that its repository is. The folder tells it better: the registry may lie in another one. */
export const ofHook: Environment = { GIT_DIR: undefined, GIT_COMMON_DIR: undefined, GIT_WORK_TREE: undefined };

/** A repository that no folder tells of is where the environment says. */
export function environmentOfHook(cwd: string, env: Environment): Environment {
  return Object.fromEntries(Object.keys(ofHook).map((name) => [name, env[name] && path.resolve(cwd, env[name])]));
}

// Which commit is meant.

/** The commit's full hash. The name is given on the input, where it is never an option, and a range is no name. */
export function commitOf(git: Git, rev: string): string {
  const isOneLine = !/\p{Cc}/u.test(rev);
  // With `^0` an abbreviation means a commit before all else, and a tag the commit it points to.
  const said = isOneLine ? git(['cat-file', '--batch-check'], `${rev}\n${rev}^0\n`).stdout.toString() : '';
  const objects = said.split('\n').map((line) => /^([0-9a-f]{40,}) ([a-z]+) \d+$/.exec(line));
  const commit = objects.find((object) => object?.[2] === 'commit')?.[1];
  if (commit !== undefined) return commit;
  const kind = objects.find((object) => object !== null)?.[2];
  if (kind !== undefined) throw noCommit(rev, kind);
  if (/ ambiguous$/m.test(said))
    throw new UserError({ zh: `${quoted(rev)} 不止指一个对象，写长一些`, en: `${quoted(rev)} is short for several objects` });
  throw noRevision(git, rev);
}

const kinds: Readonly<Record<string, Text>> = {
  tree: { zh: '目录', en: 'a folder' },
  blob: { zh: '文件', en: 'a file' },
  tag: { zh: '指向别物的标签', en: 'a tag of something else' },
};

function noCommit(rev: string, kind: string): UserError {
  const { zh, en } = kinds[kind] ?? { zh: kind, en: kind };
  return new UserError({ zh: `${quoted(rev)} 是${zh}，不是提交`, en: `${quoted(rev)} is ${en}, not a commit` }, howToName);
}

const howToName: Text = {
  zh: '版本是一个提交、分支或标签，例如 `HEAD~1`',
  en: 'a revision is one commit, branch or tag, such as `HEAD~1`',
};

function noRevision(git: Git, rev: string): UserError {
  if (rev === 'HEAD' || rev === '@')
    return new UserError({ zh: '这个 Git 仓库当前还没有提交', en: 'nothing was committed yet in this Git repository' });
  const names = git(['for-each-ref', '--format=%(refname:short)', 'refs/heads', 'refs/tags', 'refs/remotes']).stdout.toString();
  const near = nearRevision(rev, ['HEAD', ...names.split('\n').filter((name) => name !== '')]);
  const isShallow = git(['rev-parse', '--is-shallow-repository']).stdout.toString() === 'true\n';
  const hints = [...(near ? [near] : []), ...(isShallow ? [shallow] : [])];
  const hint = { zh: hints.map(({ zh }) => zh).join(' '), en: hints.map(({ en }) => en).join(' ') };
  return new UserError({ zh: `没有版本 ${quoted(rev)}`, en: `there is no revision ${quoted(rev)}` }, hints.length > 0 ? hint : howToName);
}

/** Only the name can be misspelt; what follows it, as in `main~2`, is a way from there. */
function nearRevision(rev: string, names: readonly string[]): Text | undefined {
  const name = /^[^~^@:]*/.exec(rev)?.[0] ?? '';
  return names.includes(name) ? undefined : didYouMean(inLine(name), names.map(inLine));
}

const shallow: Text = {
  zh: '这是浅克隆，较早的提交不在里面；git fetch --unshallow 可以补全',
  en: 'this clone is shallow and lacks older commits; git fetch --unshallow gets them',
};

/** A name as a message may show it. */
export function quoted(rev: string): string {
  return `\`${inLine(rev)}\``;
}
