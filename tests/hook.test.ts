// The hook of Git, in real repositories: what is staged counts, not what lies in the working tree.
import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseSource } from '../src/source/source.ts';
import { folderWith, project, temporaryFolder } from './support/registry.ts';

const law = (title: string, more = ''): string =>
  `title: ${title}\nrank: national-law\nnumber_unpublished: true\nstatus: planned\ndomains: all\n${more}sources:\n  - 测试\n`;
const faulty = 'title: [\n';

type Ran = Pick<SpawnSyncReturns<string>, 'status' | 'stdout' | 'stderr'>;

interface Repository {
  readonly folder: string;
  readonly git: (argv: readonly string[], cwd?: string) => Ran;
  readonly write: (name: string, content: string) => void;
  /** Where temporary folders are made. */
  readonly temporary: string;
}

/** A repository with the hook, and a sound registry that is staged. */
function repository(): Repository {
  const folder = folderWith({ 'laws/a.yaml': law('甲') });
  const temporary = path.join(temporaryFolder(), '临时 文件');
  mkdirSync(temporary);
  const env = {
    PATH: process.env.PATH,
    TMPDIR: temporary,
    GIT_CONFIG_GLOBAL: path.join(temporary, '..', 'gitconfig'),
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_AUTHOR_NAME: 'a',
    GIT_AUTHOR_EMAIL: 'a@example.org',
    GIT_COMMITTER_NAME: 'a',
    GIT_COMMITTER_EMAIL: 'a@example.org',
  };
  const git = (argv: readonly string[], cwd = folder): Ran => {
    const { status, stdout, stderr } = spawnSync('git', argv, { cwd, env, encoding: 'utf8' });
    return { status, stdout, stderr };
  };
  const write = (name: string, content: string): void => {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), content);
  };
  git(['init', '-q', '-b', 'main']);
  git(['config', 'core.hooksPath', path.join(project, 'hooks')]);
  git(['add', '-A']);
  return { folder, git, write, temporary };
}

/** The same with a first commit. */
function begun(): Repository {
  const made = repository();
  expect(made.git(['commit', '-qm', 'first'])).toMatchObject({ status: 0 });
  return made;
}

/** What Git prints when the hook has refused: hooks write to its error stream. */
const refused = (said: RegExp): object => ({ status: 1, stderr: expect.stringMatching(said) });

describe('hooks/pre-commit', { timeout: 60_000 }, () => {
  it('lets a sound first commit pass, and says nothing', () => {
    const { git } = repository();
    expect(git(['commit', '-qm', 'first'])).toMatchObject({ status: 0, stdout: '', stderr: '' });
    expect(git(['log', '--oneline']).stdout).toMatch(/first\n$/);
  });

  it('refuses a faulty first commit', () => {
    const { git, write } = repository();
    write('registry/laws/a.yaml', faulty);
    git(['add', '-A']);
    expect(git(['commit', '-qm', 'first'])).toMatchObject(refused(/^registry\/laws\/a\.yaml:\d+:\d+: 错误: .*malformed-yaml/m));
    expect(git(['log']).status).not.toBe(0);
  });

  it('refuses a staged fault although the working tree is sound', () => {
    const { git, write } = begun();
    write('registry/laws/a.yaml', faulty);
    git(['add', '-A']);
    write('registry/laws/a.yaml', law('甲'));
    expect(git(['commit', '-qm', 'second'])).toMatchObject(refused(/^registry\/laws\/a\.yaml:\d/m));
  });

  it('lets what is staged pass although the working tree is faulty', () => {
    const { git, write, folder } = begun();
    write('registry/laws/a.yaml', law('乙'));
    git(['add', '-A']);
    write('registry/laws/a.yaml', faulty);
    write('registry/laws/untracked.yaml', faulty);
    expect(git(['commit', '-qm', 'second'])).toMatchObject({ status: 0 });
    expect(readFileSync(path.join(folder, 'registry/laws/a.yaml'), 'utf8')).toBe(faulty);
    expect(git(['status', '--short']).stdout).toBe(' M registry/laws/a.yaml\n?? registry/laws/untracked.yaml\n');
  });

  it('sees what a commit of named files, or of all, takes in', () => {
    const { git, write } = begun();
    write('registry/laws/a.yaml', faulty);
    expect(git(['commit', '-qam', 'all'])).toMatchObject(refused(/malformed-yaml/));
    expect(git(['commit', '-qm', 'named', 'registry/laws/a.yaml'])).toMatchObject(refused(/malformed-yaml/));
  });

  it('refuses the deletion of what others need, and lets others go', () => {
    const { git, write } = begun();
    write('registry/laws/b.yaml', law('乙', 'basis:\n  - a\n'));
    git(['add', '-A']);
    expect(git(['commit', '-qm', 'second'])).toMatchObject({ status: 0 });
    git(['rm', '-q', 'registry/laws/a.yaml']);
    expect(git(['commit', '-qm', 'third'])).toMatchObject(refused(/^registry\/laws\/b\.yaml:.*dangling-reference/m));
    git(['rm', '-q', 'registry/laws/b.yaml']);
    expect(git(['commit', '-qm', 'third'])).toMatchObject({ status: 0 });
  });

  it('does not look at a registry that nothing is staged of', () => {
    const { git, write } = begun();
    write('registry/laws/a.yaml', faulty);
    git(['add', '-A']);
    expect(git(['commit', '-q', '--no-verify', '-m', 'forced'])).toMatchObject({ status: 0 });
    write('README.md', '说明\n');
    write('sub/registry/laws/x.yaml', faulty);
    git(['add', '-A']);
    expect(git(['commit', '-qm', 'other'])).toEqual({ status: 0, stdout: '', stderr: '' });
  });

  it('refuses a commit that leaves no registry to check', () => {
    const { git } = begun();
    git(['rm', '-rq', 'registry']);
    expect(git(['commit', '-qm', 'none'])).toMatchObject(refused(/没有目录 registry/));
  });

  it('works with blanks and Chinese in paths, from a subfolder', () => {
    const { git, write, folder } = begun();
    write('registry/laws/附件 一/乙, "引号".yaml', faulty);
    write('资料 二/x.txt', 'x\n');
    git(['add', '-A']);
    expect(git(['commit', '-qm', 'second'], path.join(folder, '资料 二'))).toMatchObject(
      refused(/^registry\/laws\/附件 一\/乙, "引号"\.yaml:1:/m),
    );
  });

  it('works in a linked working tree, where the index is its own', () => {
    const { git, folder } = begun();
    const other = path.join(temporaryFolder(), '另一 目录');
    expect(git(['worktree', 'add', '-q', '-b', 'other', other])).toMatchObject({ status: 0 });
    writeFileSync(path.join(other, 'registry/laws/a.yaml'), faulty);
    expect(git(['commit', '-qam', 'second'], other)).toMatchObject(refused(/^registry\/laws\/a\.yaml:\d/m));
    expect(readFileSync(path.join(folder, 'registry/laws/a.yaml'), 'utf8')).toBe(law('甲'));
  });

  it('leaves nothing behind', () => {
    const { git, write, temporary } = begun();
    write('registry/laws/a.yaml', faulty);
    git(['commit', '-qam', 'second']);
    expect(readdirSync(temporary)).toEqual([]);
  });

  it('refuses where there is no mlx to check with', () => {
    const { git, folder, write } = repository();
    rmSync(path.join(folder, '.git/hooks'), { recursive: true, force: true });
    write('.git/hooks/pre-commit', readFileSync(path.join(project, 'hooks/pre-commit'), 'utf8'));
    spawnSync('chmod', ['+x', path.join(folder, '.git/hooks/pre-commit')]);
    git(['config', '--unset', 'core.hooksPath']);
    expect(git(['commit', '-qm', 'first'])).toMatchObject(refused(/没有找到 mlx/));
  });

  it('finds mlx where it is installed with npm, also for another working tree', () => {
    const { git, folder, write } = repository();
    write('.gitignore', 'node_modules/\n');
    write('node_modules/mlx-registry/bin/mlx.js', "console.log('installed');\n");
    write('node_modules/mlx-registry/dist/main.cjs', '');
    write('.git/hooks/pre-commit', readFileSync(path.join(project, 'hooks/pre-commit'), 'utf8'));
    spawnSync('chmod', ['+x', path.join(folder, '.git/hooks/pre-commit')]);
    git(['config', '--unset', 'core.hooksPath']);
    expect(git(['commit', '-qm', 'first'])).toMatchObject({ status: 0, stderr: 'installed\n' });
    const other = path.join(temporaryFolder(), 'other');
    git(['worktree', 'add', '-q', '-b', 'other', other]);
    writeFileSync(path.join(other, 'registry/laws/a.yaml'), faulty);
    expect(git(['commit', '-qam', 'second'], other)).toMatchObject({ status: 0, stderr: 'installed\n' });
  });
});

describe('.pre-commit-hooks.yaml', () => {
  it('runs mlx on the whole registry', () => {
    const { value, faults } = parseSource('hooks', readFileSync(path.join(project, '.pre-commit-hooks.yaml')));
    expect(faults).toEqual([]);
    expect(value).toMatchObject([
      { id: 'mlx-validate', entry: 'mlx validate', language: 'node', files: '^registry/', pass_filenames: false, always_run: true },
    ]);
  });
});
