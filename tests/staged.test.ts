// The registry as it is staged, in real repositories: what the next commit holds, told as the commit would be, and nothing touched.
import { chmodSync, lstatSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { UserError } from '../src/diagnostic.ts';
import { readRevision } from '../src/workspace/revision.ts';
import { readStaged } from '../src/workspace/staged.ts';
import type { Workspace } from '../src/workspace/workspace.ts';
import { run } from './support/cli.ts';
import { gitEnv as env, gitIn, type Repository, repositoryIn } from './support/git.ts';
import { folderWith, folderWithShipped, temporaryFolder } from './support/registry.ts';

const law = (title: string): string =>
  `title: ${title}\nrank: national-law\nnumber_unpublished: true\nstatus: planned\ndomains: all\nsources:\n  - 测试\n`;

/** A registry with one law, committed once. */
function begun(...options: readonly string[]): Repository {
  const made = repositoryIn(folderWith({ 'laws/a.yaml': law('甲') }), ...options);
  made.commit('first');
  return made;
}

const staged = (cwd: string, named?: string, more = {}): Workspace => readStaged({ cwd, named, env: { ...env, ...more } });

/** All that a reader gave. */
function seen({ root, files, read }: Workspace): unknown {
  const held = files.map((file) => read(file)).map((content) => ('bytes' in content ? Buffer.from(content.bytes) : content));
  return { root, files: files.map((file, index) => [file.path, file.shown, held[index]]) };
}

const titleIn = ({ files, read }: Workspace, name = 'laws/a.yaml'): string | undefined => {
  const file = files.find((each) => each.path === name);
  const content = file && read(file);
  return content && 'bytes' in content ? /^title: (.*)/.exec(Buffer.from(content.bytes).toString())?.[1] : undefined;
};

function refusal(act: () => unknown): { readonly zh: string; readonly en: string } {
  try {
    act();
  } catch (error) {
    if (error instanceof UserError) return error.text;
    throw error;
  }
  throw new Error('nothing was refused');
}

/** Every file under a folder with its time and content. */
function stateOf(folder: string): unknown {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  return names.map((name) => {
    const stat = lstatSync(path.join(folder, name));
    return [name, stat.mtimeMs, stat.isFile() && readFileSync(path.join(folder, name), 'latin1')];
  });
}

/** Two versions of a file in conflict, as a merge leaves them. */
function conflict({ folder, git }: Repository, name: string): void {
  const id = gitIn(folder, ['hash-object', '-w', '--stdin'], { input: law('冲突') }).stdout.trim();
  git('update-index', '--force-remove', name);
  const input = [2, 3].map((stage) => `100644 ${id} ${stage}\t${name}\n`).join('');
  expect(gitIn(folder, ['update-index', '--index-info'], { input }).status).toBe(0);
}

describe('what is staged', () => {
  it('is what the commit then holds, with links, folders that are named like files, and submodules', () => {
    const { folder, git, write, commit } = repositoryIn(folderWithShipped());
    const first = commit('shipped');
    write('registry/laws/附件 一/乙, "引号"\n.yaml', law('乙'));
    write('registry/laws/f.yaml/x.yaml', law('丙'));
    write('registry/.hidden/x.yaml', law('丙'));
    write('registry/laws/large.yaml', '#'.repeat(3 * 1024 * 1024));
    const links = {
      'laws/to.yaml': 'yusuan-fa.yaml',
      'laws/out.yaml': '../../x',
      'laws/gone.yaml': 'nobody',
      'laws/around': '..',
      l: 'laws',
    };
    for (const [name, target] of Object.entries(links)) symlinkSync(target, path.join(folder, 'registry', name));
    git('add', '-A');
    git('update-index', '--add', '--cacheinfo', `160000,${first},registry/module`);
    git('update-index', '--add', '--cacheinfo', `160000,${first},registry/module.yaml`);
    const before = seen(staged(folder));
    rmSync(path.join(folder, 'registry'), { recursive: true });
    expect(seen(staged(folder))).toEqual(before);
    expect(seen(staged(folder, 'registry'))).toEqual(before);
    git('commit', '-qm', 'second');
    expect(seen(readRevision({ cwd: folder, named: undefined, rev: 'HEAD', env }))).toMatchObject(before as object);
  });

  it('leaves out what is only intended to be added, with either hash, also in a sparse index', () => {
    for (const format of ['sha1', 'sha256']) {
      const { folder, git, write } = begun(`--object-format=${format}`);
      write('registry/laws/new.yaml', law('新'));
      write('registry/laws/empty.yaml', '');
      write('other/x', '');
      symlinkSync('a.yaml', path.join(folder, 'registry/laws/link.yaml'));
      git('add', 'registry/laws/empty.yaml', 'other/x');
      git('add', '-N', '.');
      const names = ['laws/a.yaml', 'laws/empty.yaml', 'laws/lead.yaml', 'taxonomy.yaml'];
      expect(staged(folder).files.map((file) => file.path)).toEqual(names);
      git('commit', '-q', '--no-verify', '-m', 'second');
      git('reset', '-q');
      if (format === 'sha1') git('sparse-checkout', 'set', '--cone', '--sparse-index', 'other');
      expect(staged(folder).files.map((file) => file.path)).toEqual(names);
    }
  });

  it('is no answer where a file of the registry is in conflict; others may be', () => {
    const made = begun();
    made.write('other.yaml', law('外'));
    made.commit('second');
    conflict(made, 'other.yaml');
    expect(titleIn(staged(made.folder))).toBe('甲');
    conflict(made, 'registry/laws/a.yaml');
    for (const named of [undefined, 'registry'])
      expect(refusal(() => staged(made.folder, named))).toEqual({
        zh: 'registry/laws/a.yaml 有尚未解决的合并冲突',
        en: 'registry/laws/a.yaml has a merge conflict that is not resolved',
      });
    conflict(made, 'registry/taxonomy.yaml');
    expect(refusal(() => staged(made.folder))).toMatchObject({ zh: expect.stringContaining('taxonomy.yaml 有尚未解决') });
  });

  it('is found from any folder, by any name, also where nothing lies in the working tree', () => {
    const { folder, write, commit } = begun();
    write('资料 二/x', '');
    commit('second');
    rmSync(path.join(folder, 'registry'), { recursive: true });
    expect(staged(path.join(folder, '资料 二')).root).toBe('../registry');
    expect(titleIn(staged(path.join(folder, '资料 二'), '../registry'))).toBe('甲');
    expect(refusal(() => staged(folder, '资料 二'))).toEqual({
      zh: '资料 二 里没有 taxonomy.yaml，不是登记库',
      en: '资料 二 has no taxonomy.yaml: it is no registry',
    });
    expect(refusal(() => staged(folder, 'nowhere'))).toEqual({
      zh: '暂存区里没有目录 nowhere',
      en: 'in the index there is no folder nowhere',
    });
    const bare = temporaryFolder();
    expect(refusal(() => staged(bare, undefined, { GIT_CEILING_DIRECTORIES: path.dirname(bare) }))).toEqual({
      zh: '当前目录不在 Git 仓库里，没有暂存区可读',
      en: 'this folder is in no Git repository, so it has no index',
    });
    repositoryIn(bare);
    expect(refusal(() => staged(bare))).toMatchObject({ zh: '暂存区里，从当前目录往上没有 registry 目录' });
  });

  it('is read from the index that Git names, and in another repository from its own', () => {
    const [here, other] = [begun(), begun()];
    other.write('registry/laws/a.yaml', law('另'));
    other.git('add', '-A');
    const temporary = path.join(temporaryFolder(), '临时 index');
    here.write('registry/laws/a.yaml', law('部分'));
    const more = { GIT_INDEX_FILE: temporary };
    for (const argv of [
      ['read-tree', 'HEAD'],
      ['add', '-A'],
    ])
      expect(gitIn(here.folder, argv, { more }).status).toBe(0);
    mkdirSync(path.join(here.folder, 'sub'));
    for (const given of [more, { ...more, GIT_DIR: path.join(here.folder, '.git') }, { ...more, GIT_DIR: '.git', GIT_WORK_TREE: '.' }]) {
      expect(titleIn(staged(here.folder, undefined, given))).toBe('部分');
      expect(titleIn(staged(here.folder, path.join(other.folder, 'registry'), given))).toBe('另');
    }
    expect(titleIn(staged(path.join(here.folder, 'sub'), undefined, more))).toBe('部分');
    expect(titleIn(staged(here.folder))).toBe('甲');
  });

  it('is that of a submodule where it is checked out and named, which is said otherwise', () => {
    const [inner, outer] = [begun(), repositoryIn(temporaryFolder())];
    outer.git('-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', inner.folder, 'registry');
    outer.git('-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', inner.folder, 'deep/库');
    outer.git('commit', '-qm', 'first');
    outer.write('deep/库/registry/laws/a.yaml', law('子'));
    gitIn(path.join(outer.folder, 'deep/库'), ['add', '-A']);
    expect(titleIn(staged(outer.folder, 'deep/库/registry', { GIT_INDEX_FILE: '.git/index' }))).toBe('子');
    const message = 'registry is a submodule: its files are not in this repository';
    expect(refusal(() => staged(outer.folder))).toMatchObject({ en: message });
    expect(refusal(() => readRevision({ cwd: outer.folder, named: undefined, rev: 'HEAD', env }))).toMatchObject({ en: message });
    outer.git('submodule', '--quiet', 'deinit', '--all', '--force');
    expect(refusal(() => staged(outer.folder, 'deep/库/registry'))).toMatchObject({ zh: 'deep/库 是 Git 子模块，内容不在这个仓库里' });
  });

  it('is not fetched where the clone lacks it, and said to lack', () => {
    const { folder, git } = begun();
    git('config', 'uploadpack.allowFilter', 'true');
    git('config', 'uploadpack.allowAnySHA1InWant', 'true');
    const clone = path.join(temporaryFolder(), 'clone');
    git('clone', '-q', '--filter=blob:none', '--no-checkout', `file://${folder}`, clone);
    expect(gitIn(clone, ['read-tree', 'HEAD']).status).toBe(0);
    const state = stateOf(clone);
    const { files, read } = staged(clone);
    expect(files.map(read)).toEqual(
      files.map(() => ({ unreadable: expect.objectContaining({ en: expect.stringContaining('not in this clone') }) })),
    );
    expect(stateOf(clone)).toEqual(state);
  });

  it('is left alone, whatever the settings would have Git do', () => {
    const { folder, git, write } = begun();
    write('registry/laws/b.yaml', law('乙'));
    git('add', '-A');
    write('registry/laws/a.yaml', law('甲'));
    const program = path.join(temporaryFolder(), 'run');
    writeFileSync(program, `#!/bin/sh\ntouch '${program}.ran'\n`);
    chmodSync(program, 0o755);
    for (const setting of ['core.fsmonitor', 'filter.x.clean', 'filter.x.smudge', 'diff.x.textconv']) git('config', setting, program);
    mkdirSync(path.join(folder, '.git/info'));
    writeFileSync(path.join(folder, '.git/info/attributes'), '* filter=x diff=x\n');
    writeFileSync(path.join(folder, '.git/index.lock'), '');
    const state = stateOf(folder);
    expect(titleIn(staged(folder), 'laws/b.yaml')).toBe('乙');
    expect(stateOf(folder)).toEqual(state);
    expect(readdirSync(path.dirname(program))).toEqual(['run']);
  });

  it('that is damaged gives a reason', () => {
    const { folder } = begun();
    writeFileSync(path.join(folder, '.git/index'), 'x'.repeat(100));
    expect(refusal(() => staged(folder))).toMatchObject({ en: expect.stringMatching(/cannot be read: ./) });
  });
});

describe('mlx validate --staged', () => {
  it('reports what is staged, within paths that need not lie in the working tree', async () => {
    const { folder, git, write } = begun();
    write('registry/laws/b.yaml', 'title: [\n');
    write('registry/rules/c.yaml', 'title: [\n');
    git('add', '-A');
    rmSync(path.join(folder, 'registry'), { recursive: true });
    const of = (...argv: readonly string[]): ReturnType<typeof run> =>
      run(['validate', '--staged', '--quiet', ...argv], { cwd: folder, env });
    expect(await of()).toMatchObject({ exit: 1, stdout: expect.stringMatching(/b\.yaml:1[\s\S]*c\.yaml:1/), stderr: '' });
    expect(await of('registry/laws')).toMatchObject({ exit: 1, stdout: expect.not.stringContaining('c.yaml') });
    expect(await of('registry/laws/a.yaml')).toEqual({ exit: 0, stdout: '', stderr: '' });
    expect(await of('registry/nowhere')).toMatchObject({
      exit: 2,
      stderr: expect.stringContaining('registry/nowhere 不是登记库 registry 里的'),
    });
    const { stdout } = await of('--format', 'json', '--verbose', 'registry/rules');
    expect(JSON.parse(stdout)).toMatchObject({ registry: 'registry', summary: { files: 5, errors: 1 } });
  });

  it.each([['--fix'], ['--update-baseline'], ['--stdin', '--stdin-filepath', 'registry/laws/a.yaml']])(
    'does not go with %s',
    async (...more) => {
      const { folder } = begun();
      const state = stateOf(folder);
      expect(await run(['validate', '--staged', ...more, '--lang', 'en'], { cwd: folder, env })).toMatchObject({
        exit: 2,
        stdout: '',
        stderr: 'mlx: --staged does not go with --stdin, --fix or --update-baseline\n',
      });
      expect(stateOf(folder)).toEqual(state);
    },
  );
});
