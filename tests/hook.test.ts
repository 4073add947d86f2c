// The hook of Git, in real repositories: what is staged counts, not what lies in the working tree.
import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
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
function repository(more: Readonly<Record<string, string | undefined>> = {}): Repository {
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
    ...more,
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

/** Every file of a repository with what it holds. */
function inside(folder: string): readonly unknown[] {
  const entries = readdirSync(path.join(folder, '.git'), { recursive: true, withFileTypes: true, encoding: 'utf8' });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
  return files.sort().map((file) => [file, readFileSync(file, 'latin1')]);
}

/** Puts the hook where Git looks for it, away from mlx. */
function hookIn({ folder, git, write }: Repository): void {
  write('.git/hooks/pre-commit', readFileSync(path.join(project, 'hooks/pre-commit'), 'utf8'));
  chmodSync(path.join(folder, '.git/hooks/pre-commit'), 0o755);
  git(['config', '--unset', 'core.hooksPath']);
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

  it('leaves nothing behind, whether it refuses or not', () => {
    const { folder, git, write, temporary } = begun();
    write('registry/laws/a.yaml', faulty);
    git(['add', '-A']);
    const before = inside(folder);
    const env = { PATH: process.env.PATH, TMPDIR: temporary };
    expect(spawnSync(path.join(project, 'hooks/pre-commit'), { cwd: folder, env }).status).toBe(1);
    expect(inside(folder)).toEqual(before);
    expect(git(['commit', '-qm', 'second']).status).toBe(1);
    write('registry/laws/a.yaml', law('乙'));
    expect(git(['commit', '-qam', 'second'])).toEqual({ status: 0, stdout: '', stderr: '' });
    expect(readdirSync(temporary)).toEqual([]);
    expect(readdirSync(path.join(folder, '.git')).filter((name) => /lock|mlx/.test(name))).toEqual([]);
    expect(git(['status', '--short']).stdout).toBe('');
  });

  it('checks the files of a partial commit, not the rest of the index', () => {
    const { git, write } = begun();
    write('registry/laws/b.yaml', law('乙'));
    git(['add', '-A']);
    git(['commit', '-qm', 'second']);
    write('registry/laws/a.yaml', faulty);
    git(['add', 'registry/laws/a.yaml']);
    write('registry/laws/b.yaml', law('丙'));
    expect(git(['commit', '-qm', 'only', '--only', 'registry/laws/b.yaml'])).toEqual({ status: 0, stdout: '', stderr: '' });
    write('registry/laws/b.yaml', law('丁'));
    expect(git(['commit', '-qm', 'include', '--include', 'registry/laws/b.yaml'])).toMatchObject(refused(/^registry\/laws\/a\.yaml:/m));
    expect(git(['commit', '-qm', 'all', '--', '.'])).toMatchObject(refused(/^registry\/laws\/a\.yaml:/m));
    write('registry/laws/a.yaml', law('戊'));
    expect(git(['commit', '-qm', 'path', '--', 'registry/laws/a.yaml'])).toEqual({ status: 0, stdout: '', stderr: '' });
    expect(git(['show', 'HEAD:registry/laws/b.yaml']).stdout).toBe(law('丙'));
  });

  it('leaves out what is only intended to be added, and checks an empty file that is staged', () => {
    const { git, write } = begun();
    write('registry/laws/b.yaml', faulty);
    git(['add', '-N', 'registry/laws/b.yaml']);
    expect(git(['commit', '-q', '--allow-empty', '-m', 'nothing'])).toEqual({ status: 0, stdout: '', stderr: '' });
    write('registry/laws/a.yaml', law('乙'));
    git(['add', 'registry/laws/a.yaml']);
    expect(git(['commit', '-qm', 'second'])).toEqual({ status: 0, stdout: '', stderr: '' });
    write('registry/laws/c.yaml', '');
    git(['add', 'registry/laws/c.yaml']);
    const { status, stderr } = git(['commit', '-qm', 'third']);
    expect([status, stderr]).toEqual([1, expect.stringMatching(/^registry\/laws\/c\.yaml:/m)]);
    expect(stderr).not.toContain('b.yaml');
  });

  it.each([
    ['a full index', ['--no-sparse-index'], ['other']],
    ['a sparse index', ['--sparse-index'], ['other']],
    ['a part of the registry', ['--sparse-index'], ['registry/laws']],
  ])('works in a sparse checkout with %s', (_, options, shown) => {
    const { folder, git, write } = begun();
    write('other/x.txt', 'x\n');
    write('registry/rules/b.yaml', law('乙', 'basis:\n  - a\n').replace('national-law', 'normative-document'));
    git(['add', '-A']);
    git(['commit', '-q', '--no-verify', '-m', 'second']);
    expect(git(['sparse-checkout', 'set', '--cone', ...options, ...shown])).toMatchObject({ status: 0 });
    expect(existsSync(path.join(folder, 'registry/rules'))).toBe(false);
    write('other/x.txt', 'y\n');
    git(['add', '--sparse', 'other/x.txt']);
    expect(git(['commit', '-qm', 'other'])).toEqual({ status: 0, stdout: '', stderr: '' });
    write('registry/laws/a.yaml', faulty);
    git(['add', '--sparse', 'registry/laws/a.yaml']);
    rmSync(path.join(folder, 'registry/laws/a.yaml'));
    expect(git(['commit', '-qm', 'third'])).toMatchObject(refused(/^registry\/laws\/a\.yaml:1:/m));
  });

  it('counts files that Git is told to skip, or to take for unchanged', () => {
    const { folder, git, write } = begun();
    git(['update-index', '--skip-worktree', 'registry/taxonomy.yaml']);
    git(['update-index', '--assume-unchanged', 'registry/laws/lead.yaml']);
    rmSync(path.join(folder, 'registry/taxonomy.yaml'));
    write('registry/laws/lead.yaml', faulty);
    write('registry/laws/a.yaml', law('乙'));
    expect(git(['commit', '-qam', 'second'])).toEqual({ status: 0, stdout: '', stderr: '' });
  });

  it('checks a registry in a submodule when that is committed, and lets the outer repository alone', () => {
    const inner = begun();
    const outer = repository({ GIT_CONFIG_COUNT: '1', GIT_CONFIG_KEY_0: 'protocol.file.allow', GIT_CONFIG_VALUE_0: 'always' });
    outer.git(['rm', '-rqf', '--cached', '.']);
    rmSync(path.join(outer.folder, 'registry'), { recursive: true });
    expect(outer.git(['submodule', '--quiet', 'add', inner.folder, '子 模块'])).toMatchObject({ status: 0 });
    expect(outer.git(['commit', '-qm', 'first'])).toEqual({ status: 0, stdout: '', stderr: '' });
    const module = path.join(outer.folder, '子 模块');
    outer.git(['config', 'core.hooksPath', path.join(project, 'hooks')], module);
    outer.write('子 模块/registry/laws/a.yaml', faulty);
    expect(outer.git(['commit', '-qam', 'second'], module)).toMatchObject(refused(/^registry\/laws\/a\.yaml:1:/m));
    outer.write('子 模块/registry/laws/a.yaml', law('乙'));
    expect(outer.git(['commit', '-qam', 'second'], module)).toEqual({ status: 0, stdout: '', stderr: '' });
    outer.git(['config', 'mlx.registry', '子 模块/registry']);
    expect(outer.git(['commit', '-qam', 'second'])).toEqual({ status: 0, stdout: '', stderr: '' });
    expect(outer.git(['log', '--oneline']).stdout).toMatch(/second\n.*first\n$/);
  });

  it.each(['data/登记库', '*', '-x', ':(top)a', '.', './data'])('checks the registry in the folder %s', (folder) => {
    const made = repository();
    made.git(['rm', '-rqf', '--cached', '.']);
    mkdirSync(path.join(made.folder, folder, '..'), { recursive: true });
    if (folder !== '.') renameSync(path.join(made.folder, 'registry'), path.join(made.folder, folder));
    else {
      for (const name of readdirSync(path.join(made.folder, 'registry')))
        renameSync(path.join(made.folder, 'registry', name), path.join(made.folder, name));
      rmSync(path.join(made.folder, 'registry'), { recursive: true });
    }
    made.git(['config', 'mlx.registry', folder]);
    made.git(['add', '-A']);
    expect(made.git(['commit', '-qm', 'first'])).toEqual({ status: 0, stdout: '', stderr: '' });
    made.write(`${folder}/laws/a.yaml`, faulty);
    made.write('README.txt', '说明\n');
    made.git(['add', 'README.txt']);
    expect(made.git(['commit', '-qm', 'beside'])).toEqual({ status: 0, stdout: '', stderr: '' });
    expect(made.git(['commit', '-qam', 'second'])).toMatchObject(refused(/laws\/a\.yaml:1:.*malformed-yaml/m));
    made.git(['config', 'mlx.registry', 'nowhere']);
    expect(made.git(['commit', '-qam', 'second'])).toMatchObject(refused(/暂存区里没有目录 nowhere/));
  });

  it('checks a change in a file beside the records', () => {
    const { folder, git, write } = begun();
    const taxonomy = readFileSync(path.join(folder, 'registry/taxonomy.yaml'), 'utf8');
    write('registry/taxonomy.yaml', taxonomy.replace('lead: lead', 'lead: nobody'));
    expect(git(['commit', '-qam', 'second'])).toMatchObject(refused(/nobody/));
    write('registry/taxonomy.yaml', faulty);
    expect(git(['commit', '-qam', 'second'])).toMatchObject(refused(/^registry\/taxonomy\.yaml:1:/m));
  });

  it('follows links that are staged: the registry, and records in it', () => {
    const { folder, git, write } = begun();
    mkdirSync(path.join(folder, 'data'));
    renameSync(path.join(folder, 'registry'), path.join(folder, 'data/registry'));
    symlinkSync('data/registry', path.join(folder, 'registry'));
    symlinkSync('../laws/a.yaml', path.join(folder, 'data/registry/laws/link.txt'));
    git(['add', '-A']);
    expect(git(['commit', '-qm', 'second'])).toEqual({ status: 0, stdout: '', stderr: '' });
    write('data/registry/laws/a.yaml', faulty);
    expect(git(['commit', '-qam', 'third'])).toMatchObject(refused(/^registry\/laws\/a\.yaml:1:/m));
    write('data/registry/laws/a.yaml', law('甲'));
    symlinkSync('/etc/hostname', path.join(folder, 'data/registry/laws/out.yaml'));
    git(['add', '-A']);
    expect(git(['commit', '-qm', 'third'])).toMatchObject(refused(/^registry\/laws\/out\.yaml:1:.*链接指向登记库之外/m));
  });

  it('shows names with line breaks in one line', () => {
    const { git, write } = begun();
    write('registry/laws/a\nb 乙.yaml', faulty);
    git(['add', '-A']);
    expect(git(['commit', '-qm', 'second'])).toMatchObject(refused(/^registry\/laws\/a\\u000ab 乙\.yaml:1:/m));
  });

  it('needs no name of a person, and heeds where Git says that the repository is', () => {
    const { folder, git, write } = begun();
    write('registry/laws/a.yaml', faulty);
    git(['add', '-A']);
    const hook = path.join(project, 'hooks/pre-commit');
    for (const more of [
      {},
      { GIT_DIR: '.git' },
      { GIT_DIR: path.join(folder, '.git'), GIT_WORK_TREE: folder, GIT_PREFIX: '' },
      { GIT_INDEX_FILE: '.git/index' },
      { GIT_DIR: '.git', GIT_INDEX_FILE: path.join(folder, '.git/index') },
    ]) {
      const env = { PATH: process.env.PATH, HOME: '/nonexistent', GIT_CONFIG_NOSYSTEM: '1', ...more };
      const { status, stdout, stderr } = spawnSync(hook, { cwd: folder, env, encoding: 'utf8' });
      expect([status, stdout, stderr]).toEqual([1, expect.stringMatching(/^registry\/laws\/a\.yaml:1:/m), '']);
    }
    const away = path.join(temporaryFolder(), 'away.git');
    renameSync(path.join(folder, '.git'), away);
    const apart = [`--git-dir=${away}`, `--work-tree=${folder}`];
    expect(git([...apart, 'commit', '-qm', 'second'])).toMatchObject(refused(/^registry\/laws\/a\.yaml:1:/m));
    write('registry/laws/a.yaml', law('乙'));
    expect(git([...apart, 'commit', '-qam', 'second'])).toEqual({ status: 0, stdout: '', stderr: '' });
  });

  it('refuses where there is no mlx to check with', () => {
    const made = repository();
    hookIn(made);
    expect(made.git(['commit', '-qm', 'first'])).toMatchObject(refused(/没有找到 mlx/));
  });

  it('finds mlx on the PATH, and tells it what to check', () => {
    const programs = temporaryFolder();
    writeFileSync(path.join(programs, 'mlx'), '#!/bin/sh\nprintf "%s|" "$@"\n');
    chmodSync(path.join(programs, 'mlx'), 0o755);
    const made = repository({ PATH: `${programs}:${process.env.PATH}` });
    hookIn(made);
    expect(made.git(['commit', '-qm', 'first'])).toMatchObject({ status: 0, stderr: 'validate|--staged|--quiet|--registry=registry|' });
  });

  it('finds mlx where it is installed with npm, also for another working tree', () => {
    const made = repository();
    const { git, write } = made;
    write('.gitignore', 'node_modules/\n');
    write('node_modules/mlx-registry/bin/mlx.js', "console.log('installed');\n");
    write('node_modules/mlx-registry/dist/main.cjs', '');
    hookIn(made);
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
      {
        id: 'mlx-validate',
        entry: 'mlx validate --staged --quiet',
        language: 'node',
        files: '^registry/',
        pass_filenames: false,
        always_run: true,
      },
    ]);
  });
});
