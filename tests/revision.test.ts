// The registry as it was committed, in real repositories: the same as from disk, whatever lies in the work tree, and nothing touched.
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { UserError } from '../src/diagnostic.ts';
import { locateRegistry } from '../src/workspace/locate.ts';
import { readWorkspace } from '../src/workspace/read.ts';
import { type RevisionOptions, readRevision } from '../src/workspace/revision.ts';
import type { Content, Workspace } from '../src/workspace/workspace.ts';
import { gitEnv as env, gitIn, type Repository, repositoryIn } from './support/git.ts';
import { base, folderWith, folderWithShipped, temporaryFolder } from './support/registry.ts';

const law = (title: string): string =>
  `title: ${title}\nrank: national-law\nnumber_unpublished: true\nstatus: planned\ndomains: all\nsources:\n  - 测试\n`;

/** A registry with one law, committed once. */
function begun(): Repository & { readonly first: string } {
  const made = repositoryIn(folderWith({ 'laws/a.yaml': law('甲') }));
  return { ...made, first: made.commit('first') };
}

const read = (cwd: string, more: Partial<RevisionOptions> = {}): ReturnType<typeof readRevision> =>
  readRevision({ cwd, named: undefined, rev: 'HEAD', env, ...more });

function fromDisk(cwd: string, named?: string): Workspace {
  return readWorkspace({ cwd, registry: locateRegistry(cwd, named) });
}

/** What a file holds, as text that can be compared. */
function heldBy(content: Content, encoding: BufferEncoding = 'latin1'): unknown {
  return 'bytes' in content ? Buffer.from(content.bytes).toString(encoding) : content.unreadable;
}

/** All that a reader gave, apart from the commit. */
function seen({ root, files, read }: Workspace): unknown {
  return { root, files: files.map((file) => [file.path, file.shown, heldBy(read(file))]) };
}

function contentOf({ files, read }: Workspace, name: string): unknown {
  const file = files.find((each) => each.path === name);
  return file && heldBy(read(file), 'utf8');
}

function refusal(act: () => unknown): { readonly zh: string; readonly en: string; readonly hint: string | undefined } {
  try {
    act();
  } catch (error) {
    if (error instanceof UserError) return { ...error.text, hint: error.hint?.en };
    throw error;
  }
  throw new Error('nothing was refused');
}

/** Every file, folder and link under a folder with its time and content. */
function stateOf(folder: string): unknown {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .sort()
    .map((name) => {
      const at = path.join(folder, name);
      const stat = lstatSync(at);
      const content = stat.isFile() ? readFileSync(at, 'latin1') : stat.isSymbolicLink() ? readlinkSync(at) : '';
      return [name, stat.mtimeMs, stat.mode, content];
    });
}

describe('a clean work tree', () => {
  it('gives from its last commit what it gives from disk', () => {
    const folder = folderWithShipped();
    const made = repositoryIn(folder);
    mkdirSync(path.join(folder, '资料 二'));
    const commit = made.commit('shipped');
    const [disk, committed] = [fromDisk(folder), read(folder)];
    expect(committed.commit).toBe(commit);
    expect(committed.files.length).toBeGreaterThan(200);
    expect(seen(committed)).toEqual(seen(disk));
  });

  it('shows paths from each folder, with a name or without, as the disk does', () => {
    const { folder, write, commit } = repositoryIn(folderWith({ 'laws/附件 一/乙, "引号".yaml': law('乙') }));
    write('资料 二/三/x.txt', 'x\n');
    commit('first');
    for (const [from, named, root] of [
      ['.', undefined, 'registry'],
      ['registry', undefined, '.'],
      ['registry/laws', undefined, '..'],
      ['资料 二/三', undefined, '../../registry'],
      ['registry', '.', '.'],
      ['资料 二', '../registry', '../registry'],
      ['.', './registry/', 'registry'],
      ['资料 二', path.join(folder, 'registry'), '../registry'],
    ] as const) {
      const cwd = path.join(folder, from);
      expect(read(cwd, { named }).root).toBe(root);
      expect(seen(read(cwd, { named }))).toEqual(seen(fromDisk(cwd, named)));
    }
  });

  it('gives the same where the registry is the whole repository', () => {
    const { folder } = begun();
    const registry = path.join(folder, 'registry');
    repositoryIn(registry).commit('inner');
    for (const [cwd, named] of [
      [registry, '.'],
      [path.join(registry, 'laws'), '..'],
      [folder, 'registry'],
    ] as const)
      expect(seen(read(cwd, { named }))).toEqual(seen(fromDisk(cwd, named)));
  });

  it('gives the same files, and the same reasons where there is none', () => {
    const { folder, write, git, commit } = repositoryIn(folderWith({ 'laws/a.yaml': law('甲'), 'laws/B.YML': law('乙') }));
    for (const name of [
      '.hidden.yaml',
      '.hidden/x.yaml',
      'laws/.x.yml',
      'laws/read.me',
      'laws/f.yaml/x.yaml',
      'laws/f.yaml/y.txt',
      'x.yaml.txt',
    ])
      write(`registry/${name}`, law('丙'));
    write('registry/laws/empty.yaml', '');
    write('registry/laws/large.yaml', '#'.repeat(3 * 1024 * 1024));
    write('registry/laws/full.yaml', `#${' '.repeat(1024 * 1024 - 1)}`);
    write('outside.yaml', law('外'));
    write('other/x.yaml', law('外'));
    const links: Readonly<Record<string, string>> = {
      'laws/to-record.yaml': 'a.yaml',
      'laws/chain.yaml': './to-record.yaml',
      'rules/up.yaml': '../laws/./chain.yaml',
      'laws/hidden.yaml': '../.hidden.yaml',
      'laws/to-text.yaml': 'read.me',
      'laws/outside.yaml': '../../outside.yaml',
      'laws/back.yaml': '../../back',
      'laws/gone.yaml': 'nobody.yaml',
      'laws/gone-outside.yaml': '../../nobody.yaml',
      'laws/loop.yaml': 'loop.yaml',
      'laws/ring-1.yaml': 'ring-2.yaml',
      'laws/ring-2.yaml': 'ring-1.yaml',
      'laws/through.yaml': 'a.yaml/x.yaml',
      'laws/slash.yaml': 'a.yaml/',
      'laws/folder.yaml': '.',
      'laws/registry.yaml': '..',
      'laws/top.yaml': '../..',
      'laws/by-folder.yaml': '../linked/a.yaml',
      'laws/large-link.yaml': 'large.yaml',
      linked: 'laws',
      'laws/around': '..',
      'laws/outside-folder': '../../other',
      'laws/outside-text': '../../outside.yaml',
      'laws/nowhere': 'nobody',
      'laws/text.md': 'a.yaml',
    };
    mkdirSync(path.join(folder, 'registry/rules'));
    for (const [name, target] of Object.entries(links)) symlinkSync(target, path.join(folder, 'registry', name));
    symlinkSync('registry/laws/a.yaml', path.join(folder, 'back'));
    symlinkSync('/etc/hostname', path.join(folder, 'registry/laws/absolute.yaml'));
    commit('first');
    const submodule = git('rev-parse', 'HEAD');
    for (const name of ['registry/module', 'registry/module.yaml']) {
      mkdirSync(path.join(folder, name));
      git('update-index', '--add', '--cacheinfo', `160000,${submodule},${name}`);
    }
    git('commit', '-qm', 'modules');
    const [disk, committed] = [fromDisk(folder), read(folder)];
    expect(seen(committed)).toEqual(seen(disk));
    expect(contentOf(committed, 'laws/back.yaml')).toBe(law('甲'));
    expect(contentOf(committed, 'laws/large.yaml')).toMatchObject({ en: expect.stringContaining('3.0 MiB') });
  });

  it('gives up on a chain of links where the system does', () => {
    const { folder, commit } = begun();
    for (let i = 1; i <= 42; i++) symlinkSync(i === 1 ? 'a.yaml' : `c${i - 1}.yaml`, path.join(folder, `registry/laws/c${i}.yaml`));
    commit('links');
    expect(seen(read(folder))).toEqual(seen(fromDisk(folder)));
    expect(contentOf(read(folder), 'laws/c40.yaml')).toBe(law('甲'));
    expect(contentOf(read(folder), 'laws/c41.yaml')).toMatchObject({ en: 'the file cannot be read: ELOOP' });
  });

  it('does not follow a link out of the repository, nor one that no system makes', () => {
    const { folder, git, commit } = begun();
    symlinkSync('../../../x.yaml', path.join(folder, 'registry/laws/away.yaml'));
    symlinkSync('/', path.join(folder, 'registry/laws/root'));
    commit('links');
    for (const [name, target] of [
      ['long', `${'/'.repeat(500_000)}x`],
      ['none', ''],
    ] as const) {
      const id = gitIn(folder, ['hash-object', '-w', '--stdin'], { input: target }).stdout.trim();
      git('update-index', '--add', '--cacheinfo', `120000,${id},registry/laws/${name}.yaml`);
    }
    git('commit', '-qm', 'odd links');
    const committed = read(folder);
    expect(contentOf(committed, 'laws/away.yaml')).toMatchObject({ en: 'the link leaves the registry and is not followed' });
    expect(contentOf(committed, 'laws/long.yaml')).toMatchObject({ en: 'the file cannot be read: ENAMETOOLONG' });
    expect(contentOf(committed, 'laws/none.yaml')).toMatchObject({ en: 'the file cannot be read: ENOENT' });
    expect(committed.files.map((file) => file.path)).not.toContain('laws/root');
  });
});

describe('what was committed', () => {
  it('counts, and not what was changed, staged, deleted or added since', () => {
    const { folder, write, git } = begun();
    const before = seen(read(folder));
    write('registry/laws/a.yaml', 'title: [\n');
    write('registry/laws/new.yaml', law('新'));
    git('add', '-A');
    write('registry/laws/a.yaml', law('又'));
    rmSync(path.join(folder, 'registry/taxonomy.yaml'));
    expect(seen(read(folder))).toEqual(before);
  });

  it('is read at any revision', () => {
    const { folder, write, commit, first } = begun();
    write('registry/laws/a.yaml', law('乙'));
    write('registry/laws/b.yaml', law('丙'));
    const second = commit('second');
    expect(contentOf(read(folder, { rev: 'HEAD~1' }), 'laws/a.yaml')).toBe(law('甲'));
    expect(contentOf(read(folder, { rev: 'HEAD~1' }), 'laws/b.yaml')).toBeUndefined();
    expect(contentOf(read(folder), 'laws/a.yaml')).toBe(law('乙'));
    expect([read(folder, { rev: first }).commit, read(folder).commit]).toEqual([first, second]);
  });

  it('is left alone, with index, refs, configuration and work tree', () => {
    const { folder, write, git } = begun();
    write('registry/laws/a.yaml', law('乙'));
    write('registry/laws/staged.yaml', law('丙'));
    git('add', 'registry/laws/staged.yaml');
    const status = git('status', '--porcelain');
    // The index then holds times that are not those of the files, which Git likes to put right.
    write('registry/laws/lead.yaml', String(base['laws/lead.yaml']));
    const state = stateOf(folder);
    read(folder);
    expect(() => read(folder, { rev: 'nobody' })).toThrow(UserError);
    expect(stateOf(folder)).toEqual(state);
    expect(git('status', '--porcelain')).toBe(status);
  });

  it('is found where it lay then', () => {
    const { folder, commit } = begun();
    renameSync(path.join(folder, 'registry'), path.join(folder, 'data'));
    commit('moved');
    expect(seen(read(folder, { rev: 'HEAD~1', named: 'registry' }))).toEqual(seen(read(folder, { rev: 'HEAD~1' })));
    expect(read(folder, { named: 'data' }).root).toBe('data');
    expect(refusal(() => read(folder, { named: 'registry' }))).toEqual({
      zh: '版本 `HEAD` 里没有目录 registry',
      en: 'at `HEAD` there is no folder registry',
      hint: 'if the registry lay elsewhere then, name it with --registry DIR',
    });
    expect(refusal(() => read(folder))).toMatchObject({ zh: '版本 `HEAD` 里，从当前目录往上没有 registry 目录' });
  });

  it('is found behind a link, also where the link came later', () => {
    const { folder, commit } = begun();
    mkdirSync(path.join(folder, 'data'));
    renameSync(path.join(folder, 'registry'), path.join(folder, 'data/registry'));
    symlinkSync('data/registry', path.join(folder, 'registry'));
    symlinkSync('/nonexistent', path.join(folder, 'away'));
    commit('linked');
    for (const named of [undefined, 'registry', 'data/registry']) {
      expect(seen(read(folder, { named }))).toEqual(seen(fromDisk(folder, named)));
      if (named !== 'data/registry') expect(contentOf(read(folder, { rev: 'HEAD~1', named }), 'laws/a.yaml')).toBe(law('甲'));
    }
    expect(refusal(() => read(folder, { named: 'away' }))).toMatchObject({ en: 'at `HEAD` there is no folder away' });
    expect(refusal(() => read(folder, { named: '../registry' }))).toMatchObject({ en: expect.stringContaining('no Git repository') });
  });

  it('is that of the nearest folder with a taxonomy, in the revision', () => {
    const { folder, write, commit } = begun();
    write('sub/registry/x.yaml', law('非'));
    write('sub/deep/x.txt', '');
    commit('second');
    expect(seen(read(path.join(folder, 'sub/deep')))).toEqual(seen(fromDisk(path.join(folder, 'sub/deep'))));
    write('sub/registry/taxonomy.yaml', String(base['taxonomy.yaml']));
    expect(read(path.join(folder, 'sub/deep')).root).toBe('../../registry');
    commit('third');
    expect(read(path.join(folder, 'sub/deep')).root).toBe('../registry');
    expect(read(path.join(folder, 'sub/deep'), { rev: 'HEAD~1' }).root).toBe('../../registry');
  });

  it('is no registry without a taxonomy', () => {
    const { folder, write, commit } = repositoryIn(temporaryFolder());
    write('registry/laws/a.yaml', law('甲'));
    write('file', '');
    commit('first');
    for (const named of [undefined, 'registry'])
      expect(refusal(() => read(folder, { named }))).toEqual(refusal(() => fromDisk(folder, named)));
    expect(refusal(() => read(folder, { named: 'file' }))).toMatchObject({ en: 'at `HEAD` there is no folder file' });
    expect(refusal(() => read(folder, { named: 'file/x' }))).toMatchObject({ en: 'at `HEAD` there is no folder file/x' });
    expect(refusal(() => read(folder, { named: '\u001b[31m\u202e' }))).toMatchObject({
      en: 'at `HEAD` there is no folder \\u001b[31m\\u202e',
    });
  });

  it('counts in another repository that is named', () => {
    const [here, other] = [begun(), begun()];
    other.write('registry/laws/a.yaml', law('另'));
    other.commit('second');
    const named = path.relative(here.folder, path.join(other.folder, 'registry'));
    expect(contentOf(read(here.folder, { named }), 'laws/a.yaml')).toBe(law('另'));
    expect(seen(read(here.folder, { named }))).toEqual(seen(fromDisk(here.folder, named)));
    expect(contentOf(read(here.folder, { named, rev: 'HEAD~1' }), 'laws/a.yaml')).toBe(law('甲'));
    symlinkSync(path.join(other.folder, 'registry'), path.join(temporaryFolder(), 'link'));
    const outside = temporaryFolder();
    symlinkSync(path.join(other.folder, 'registry'), path.join(outside, 'link'));
    expect(seen(read(outside, { named: 'link' }))).toEqual(seen(fromDisk(outside, 'link')));
  });

  it('is told byte for byte, whatever the bytes look like', () => {
    const { folder } = repositoryIn(temporaryFolder());
    const id = 'a'.repeat(40);
    const contents = [`${id} blob 5\nabc`, '', '\n', `\n${id} missing\n`, 'a\0b\n', '\r\n', '甲', `${id} missing`];
    const files = [String(base['taxonomy.yaml']), ...contents].map((content, i) => {
      const name = i === 0 ? 'taxonomy' : `x${i}`;
      return `M 100644 inline registry/${name}.yaml\ndata ${Buffer.byteLength(content)}\n${content}\n`;
    });
    gitIn(folder, ['fast-import', '--quiet'], { input: `commit refs/heads/main\ncommitter a <a@b> 0 +0000\ndata 0\n${files.join('')}` });
    const committed = read(folder);
    expect(contents.map((_, i) => contentOf(committed, `x${i + 1}.yaml`))).toEqual(contents);
  });

  it('is told byte for byte where Git would change line ends, or show another object', () => {
    const { folder, git, first, write } = begun();
    git('config', 'core.autocrlf', 'true');
    rmSync(path.join(folder, 'registry/laws/a.yaml'));
    git('checkout', '-q', '--', '.');
    expect(readFileSync(path.join(folder, 'registry/laws/a.yaml'), 'utf8')).toContain('\r\n');
    expect(contentOf(read(folder), 'laws/a.yaml')).toBe(law('甲'));
    write('x', law('假'));
    git('replace', git('rev-parse', 'HEAD:registry/laws/a.yaml'), git('hash-object', '-w', 'x'));
    expect(contentOf(read(folder, { rev: first }), 'laws/a.yaml')).toBe(law('甲'));
  });

  it('has 2,000 files, and is read at once', () => {
    const { folder } = repositoryIn(temporaryFolder());
    const contents = Array.from({ length: 2000 }, (_, i) => `${law(`文件${i}`)}note: ${'长'.repeat(i % 100)}\n`);
    const files = contents.map(
      (content, i) => `M 100644 inline registry/laws/${i % 50}/d${i}.yaml\ndata ${Buffer.byteLength(content)}\n${content}\n`,
    );
    const start = 'commit refs/heads/main\ncommitter a <a@b> 0 +0000\ndata 0\nM 100644 inline registry/taxonomy.yaml\ndata 0\n';
    expect(gitIn(folder, ['fast-import', '--quiet'], { input: `${start}${files.join('')}` }).status).toBe(0);
    const started = performance.now();
    const committed = read(folder);
    expect(performance.now() - started).toBeLessThan(2000);
    expect(committed.files).toHaveLength(2001);
    const byPath = new Map(committed.files.map((file) => [file.path, heldBy(committed.read(file), 'utf8')]));
    expect(contents.filter((content, i) => byPath.get(`laws/${i % 50}/d${i}.yaml`) !== content)).toEqual([]);
    // Some two of so many objects begin alike.
    const ids = gitIn(folder, ['rev-list', '--objects', '--no-object-names', 'main']).stdout.split('\n');
    const starts = ids.map((id) => id.slice(0, 4));
    const twice = starts.find((start, i) => start !== '' && starts.indexOf(start) !== i) ?? '';
    expect(refusal(() => read(folder, { rev: twice }))).toMatchObject({ en: `\`${twice}\` is short for several objects` });
  });
});

describe('a revision', () => {
  it('may be anything that Git takes for a commit', () => {
    const { folder, write, git, commit, first } = begun();
    git('tag', 'light');
    git('tag', '-a', '-m', 't', 'v1.0');
    git('tag', '-a', '-m', 't', 'again', 'v1.0');
    git('branch', '分支');
    write('x', '');
    const second = commit('second');
    const names = [
      'light',
      'v1.0',
      'again',
      '分支',
      'refs/tags/v1.0',
      'v1.0^{}',
      first.slice(0, 7),
      'HEAD~1',
      'HEAD^',
      'HEAD@{1}',
      '@{1}',
      ':/first',
    ];
    for (const rev of names) expect([rev, read(folder, { rev }).commit]).toEqual([rev, first]);
    for (const rev of ['HEAD', '@', 'main', second, 'HEAD^{/second}', 'HEAD@{0}', ':/second'])
      expect([rev, read(folder, { rev }).commit]).toEqual([rev, second]);
  });

  it('is refused where it is none', () => {
    const { folder } = begun();
    const state = stateOf(folder);
    const none = [
      '--help',
      '-x',
      '--all',
      '--output=x',
      '--end-of-options',
      '',
      ' ',
      'main..main',
      'main...main',
      '^main',
      'main^@',
      'main^!',
      'main -- x',
      'main main',
      '@{',
      'main@{',
      '*',
      '00',
      '0'.repeat(40),
      `${'a'.repeat(40)} commit 1`,
      'HEAD:nobody',
      'x ambiguous',
      'x'.repeat(100_000),
    ];
    for (const rev of none)
      expect(refusal(() => read(folder, { rev }))).toEqual({
        zh: `没有版本 \`${rev}\``,
        en: `there is no revision \`${rev}\``,
        hint: 'a revision is one commit, branch or tag, such as `HEAD~1`',
      });
    expect(stateOf(folder)).toEqual(state);
  });

  it('is refused where it is no commit', () => {
    const { folder, git } = begun();
    git('tag', '-a', '-m', 't', 'odd', 'HEAD:registry');
    for (const [rev, zh, en] of [
      ['HEAD:registry', '目录', 'a folder'],
      ['HEAD:', '目录', 'a folder'],
      ['HEAD^{tree}', '目录', 'a folder'],
      ['HEAD:registry/laws/a.yaml', '文件', 'a file'],
      [':registry/laws/a.yaml', '文件', 'a file'],
      ['odd', '指向别物的标签', 'a tag of something else'],
    ] as const)
      expect(refusal(() => read(folder, { rev }))).toEqual({
        zh: `\`${rev}\` 是${zh}，不是提交`,
        en: `\`${rev}\` is ${en}, not a commit`,
        hint: 'a revision is one commit, branch or tag, such as `HEAD~1`',
      });
  });

  it('is said without its control characters', () => {
    const { folder } = begun();
    for (const [rev, shown] of [
      ['main\n', 'main\\u000a'],
      ['a\0b', 'a\\u0000b'],
      ['\u001b[31mx', '\\u001b[31mx'],
      ['\u202ex\u2066', '\\u202ex\\u2066'],
      ['\ud800', '\\ud800'],
    ] as const)
      expect(refusal(() => read(folder, { rev }))).toMatchObject({ zh: `没有版本 \`${shown}\``, en: `there is no revision \`${shown}\`` });
  });

  it('that is nearly one is hinted at', () => {
    const { folder, git } = begun();
    git('tag', 'v2023.1');
    git('branch', '修订稿');
    for (const [rev, near] of [
      ['mian', 'main'],
      ['v2023.l', 'v2023.1'],
      ['修订搞', '修订稿'],
      ['HAED', 'HEAD'],
      ['mian~2', 'main'],
      ['v2023.2^{}', 'v2023.1'],
    ] as const)
      expect(refusal(() => read(folder, { rev })).hint).toBe(`did you mean \`${near}\`?`);
  });

  it('is not there before the first commit', () => {
    const { folder } = repositoryIn(folderWith({}));
    expect(refusal(() => read(folder))).toMatchObject({ zh: '这个 Git 仓库当前还没有提交' });
    expect(refusal(() => read(folder, { rev: 'main' }))).toMatchObject({ zh: '没有版本 `main`' });
  });
});

describe('a repository', () => {
  it('may be a linked work tree, with its own HEAD', () => {
    const { folder, git, first } = begun();
    const other = path.join(temporaryFolder(), '另一 目录');
    git('worktree', 'add', '-q', '-b', 'other', other);
    writeFileSync(path.join(other, 'registry/laws/a.yaml'), law('另'));
    gitIn(other, ['commit', '-qam', 'second']);
    expect(contentOf(read(path.join(other, 'registry')), 'laws/a.yaml')).toBe(law('另'));
    expect(read(other, { rev: 'main' }).commit).toBe(first);
    expect(read(folder).commit).toBe(first);
  });

  it('may be bare, named or stood in', () => {
    const { folder, git, first, write, commit } = begun();
    write('info/taxonomy.yaml', '');
    commit('second');
    const bare = path.join(temporaryFolder(), '库 一.git');
    git('clone', '-q', '--bare', '.', bare);
    const committed = seen(read(folder));
    expect(seen(read(bare))).toEqual(committed);
    expect(seen(read(bare, { named: 'registry' }))).toEqual(committed);
    expect(read(bare, { rev: 'HEAD~1' }).commit).toBe(first);
    expect(read(path.join(bare, 'refs/heads')).root).toBe('../../registry');
    expect(read(bare, { named: 'info' }).files).toHaveLength(1);
    expect(read(folder, { named: path.join(bare, 'registry') }).files).toHaveLength(3);
    expect(seen(read(path.join(folder, '.git'), { named: '../registry' }))).toMatchObject({ root: '../registry' });
  });

  it('may never have been checked out', () => {
    const { folder, git } = begun();
    const clone = path.join(temporaryFolder(), 'clone');
    git('clone', '-q', '--no-checkout', '.', clone);
    expect(seen(read(clone))).toEqual(seen(read(folder)));
    expect(seen(read(clone, { named: 'registry' }))).toEqual(seen(read(folder)));
  });

  it('may be shallow, which is said of a revision that is not there', () => {
    const { folder, git, write, commit, first } = begun();
    write('x', '');
    commit('second');
    git('tag', 'v1.0');
    const clone = path.join(temporaryFolder(), 'clone');
    git('clone', '-q', '--depth', '1', `file://${folder}`, clone);
    expect(seen(read(clone))).toEqual(seen(read(folder)));
    const hint = 'this clone is shallow and lacks older commits; git fetch --unshallow gets them';
    for (const rev of ['HEAD~1', first, 'nobody']) expect(refusal(() => read(clone, { rev })).hint).toBe(hint);
    gitIn(clone, ['fetch', '-q', '--tags', '--depth', '1']);
    expect(refusal(() => read(clone, { rev: 'v1.1' })).hint).toBe(`did you mean \`v1.0\`? ${hint}`);
  });

  it('may be partial: what is not in the clone is said, and not fetched', () => {
    const { folder, git } = begun();
    git('config', 'uploadpack.allowFilter', 'true');
    git('config', 'uploadpack.allowAnySHA1InWant', 'true');
    symlinkSync('a.yaml', path.join(folder, 'registry/laws/link.yaml'));
    git('add', '-A');
    git('commit', '-qm', 'second');
    const clone = path.join(temporaryFolder(), 'clone');
    git('clone', '-q', '--filter=blob:none', '--no-checkout', `file://${folder}`, clone);
    expect(gitIn(clone, ['checkout', 'HEAD', '--', 'registry/taxonomy.yaml', 'registry/laws/lead.yaml']).status).toBe(0);
    const state = stateOf(clone);
    const committed = read(clone);
    expect(stateOf(clone)).toEqual(state);
    expect(contentOf(committed, 'laws/lead.yaml')).toBe(base['laws/lead.yaml']);
    const id = git('rev-parse', 'HEAD:registry/laws/a.yaml');
    expect(contentOf(committed, 'laws/a.yaml')).toEqual({
      zh: `Git 对象 \`${id}\` 不在本地仓库里`,
      en: `the Git object \`${id}\` is not in this clone`,
    });
    expect(contentOf(committed, 'laws/link.yaml')).toMatchObject({
      en: expect.stringMatching(/^the Git object `.*` is not in this clone$/),
    });
    expect(refusal(() => read(clone, { rev: 'HEAD:registry/laws/a.yaml' }))).toMatchObject({ zh: expect.stringContaining('没有版本') });
    // Later the rest is fetched, and all is there.
    gitIn(clone, ['checkout', '-q', 'HEAD', '--', '.']);
    expect(seen(read(clone))).toEqual(seen(fromDisk(clone)));
  });

  it('may be partial without folders, which is no answer', () => {
    const { folder, git } = begun();
    git('config', 'uploadpack.allowFilter', 'true');
    const clone = path.join(temporaryFolder(), 'clone');
    git('clone', '-q', '--filter=tree:0', '--no-checkout', `file://${folder}`, clone);
    expect(refusal(() => read(clone))).toMatchObject({ en: expect.stringMatching(/^what was committed cannot be read: /) });
  });

  it('may be entered through a link', () => {
    const { folder, write, commit } = begun();
    write('资料/x', '');
    commit('second');
    const link = path.join(temporaryFolder(), 'link');
    symlinkSync(folder, link);
    expect(seen(read(link))).toEqual(seen(read(folder)));
    expect(seen(read(path.join(link, '资料'), { named: '../registry' }))).toEqual(seen(read(path.join(folder, '资料'))));
    expect(seen(read(path.join(link, 'registry')))).toEqual(seen(read(path.join(folder, 'registry'))));
    const deep = path.join(temporaryFolder(), 'deep');
    symlinkSync(path.join(folder, '资料'), deep);
    expect(read(deep).files).toHaveLength(3);
  });

  it('may have odd names, which Git may quote or take for patterns', () => {
    const { folder, write, commit, git } = repositoryIn(temporaryFolder());
    const names = ['*', ':(top)登记', '-x', 'a\n"b"\t', '[a-z]?', '\\', 'HEAD'];
    for (const name of names) {
      write(`${name}/taxonomy.yaml`, `# ${name}\n`);
      write(`${name}/laws/${name}.yaml`, law(name));
    }
    commit('first');
    for (const named of names) expect(seen(read(folder, { named }))).toEqual(seen(fromDisk(folder, named)));
    for (const cwd of [path.join(folder, ':(top)登记/laws'), path.join(folder, 'a\n"b"\t/laws')])
      expect(seen(read(cwd, { named: '..' }))).toEqual(seen(fromDisk(cwd, '..')));
    git('config', 'core.quotepath', 'false');
    const patterns = { ...env, GIT_GLOB_PATHSPECS: '1', GIT_ICASE_PATHSPECS: '1' };
    for (const named of ['*', ':(top)登记']) expect(seen(read(folder, { named, env: patterns }))).toEqual(seen(fromDisk(folder, named)));
  });

  it('may have longer hashes', () => {
    const { folder, commit } = repositoryIn(folderWith({}), '--object-format=sha256');
    const first = commit('first');
    expect(first).toHaveLength(64);
    expect(read(folder).commit).toBe(first);
    expect(seen(read(folder))).toEqual(seen(fromDisk(folder)));
  });

  it('is needed', () => {
    const folder = folderWith({});
    const nothing = { ...env, GIT_CEILING_DIRECTORIES: path.dirname(folder) };
    expect(refusal(() => read(folder, { env: nothing }))).toEqual({
      zh: '当前目录不在 Git 仓库里，没有版本可读',
      en: 'this folder is in no Git repository, so it has no revisions',
      hint: 'run it in the repository, or name the registry with --registry DIR',
    });
    expect(refusal(() => read(folder, { named: 'registry', env: nothing }))).toMatchObject({
      zh: 'registry 不在 Git 仓库里，没有版本可读',
    });
  });

  it('of another owner is left to Git, which says why', () => {
    const { folder } = begun();
    const strange = { ...env, GIT_TEST_ASSUME_DIFFERENT_OWNER: '1' };
    expect(refusal(() => read(folder, { env: strange }))).toEqual({
      zh: expect.stringContaining('当前目录的 Git 仓库读不了：detected dubious ownership in repository at'),
      en: expect.stringContaining('Git cannot read the repository of this folder: detected dubious ownership in repository at'),
      hint: expect.stringMatching(/^if you trust the repository: git config --global --add safe\.directory \S+$/),
    });
    const trusted = { ...strange, GIT_CONFIG_COUNT: '1', GIT_CONFIG_KEY_0: 'safe.directory', GIT_CONFIG_VALUE_0: '*' };
    expect(read(folder, { env: trusted }).files).toHaveLength(3);
  });

  it('that is damaged gives a reason', () => {
    const { folder, git, write, commit } = begun();
    write('registry/laws/b.yaml', `# ${randomBytes(50_000).toString('base64')}\n`);
    commit('second');
    const fileOf = (name: string): string => {
      const id = git('rev-parse', `HEAD:${name}`);
      return path.join(folder, '.git/objects', id.slice(0, 2), id.slice(2));
    };
    const [torn, missing, tree] = ['registry/laws/b.yaml', 'registry/laws/a.yaml', 'registry/laws'].map(fileOf) as [string, string, string];
    rmSync(missing);
    expect(contentOf(read(folder), 'laws/a.yaml')).toMatchObject({ en: expect.stringContaining('is not in this clone') });
    chmodSync(torn, 0o644);
    truncateSync(torn, 5000);
    expect(refusal(() => seen(read(folder)))).toMatchObject({
      en: expect.stringMatching(/^what was committed cannot be read: unable to stream/),
    });
    rmSync(tree);
    expect(refusal(() => read(folder))).toMatchObject({ en: expect.stringMatching(/^what was committed cannot be read: ./) });
  });
});

describe('the environment', () => {
  it('must have Git', () => {
    const { folder } = begun();
    expect(refusal(() => read(folder, { env: { ...env, PATH: '/nonexistent' } }))).toEqual({
      zh: '没有找到 git，读不了已提交的版本',
      en: 'git was not found; what was committed cannot be read without it',
      hint: 'install Git and see that it is on the PATH',
    });
    const folderOfGit = temporaryFolder();
    writeFileSync(path.join(folderOfGit, 'git'), '');
    expect(refusal(() => read(folder, { env: { ...env, PATH: folderOfGit } }))).toMatchObject({ en: 'git cannot be run: EACCES' });
  });

  /** A hook that keeps its environment in a file, and the objects that only it may see. */
  function spy(hooks: string, name: string, exit = 0): () => Record<string, string> {
    const kept = path.join(temporaryFolder(), 'kept');
    mkdirSync(hooks, { recursive: true });
    const keep = `env -0 > '${kept}'\n[ -z "$GIT_OBJECT_DIRECTORY" ] || cp -R "$GIT_OBJECT_DIRECTORY" '${kept}.objects'\nexit ${exit}\n`;
    writeFileSync(path.join(hooks, name), `#!/bin/sh\n${keep}`);
    chmodSync(path.join(hooks, name), 0o755);
    return () => {
      const lines = readFileSync(kept, 'utf8').split('\0').filter(Boolean);
      const given = Object.fromEntries(lines.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]));
      return given.GIT_OBJECT_DIRECTORY ? { ...given, GIT_OBJECT_DIRECTORY: `${kept}.objects` } : given;
    };
  }

  it('may be that of a hook, from any folder, for any repository', () => {
    const { folder, write, git, commit } = begun();
    const environment = spy(path.join(folder, '.git/hooks'), 'pre-commit');
    write('资料/x', '');
    commit('second');
    const hook = environment();
    expect(hook).toMatchObject({ GIT_INDEX_FILE: expect.any(String) });
    const other = begun();
    for (const given of [hook, { ...hook, GIT_DIR: '.git', GIT_WORK_TREE: '.', GIT_PREFIX: '资料/' }]) {
      expect(seen(read(folder, { env: given }))).toEqual(seen(read(folder)));
      expect(seen(read(path.join(folder, '资料'), { env: given }))).toEqual(seen(read(path.join(folder, '资料'))));
      const named = path.join(other.folder, 'registry');
      expect(read(folder, { env: given, named }).commit).toBe(other.git('rev-parse', 'HEAD'));
    }
    const linked = path.join(temporaryFolder(), 'linked');
    git('worktree', 'add', '-q', '-b', 'linked', linked);
    writeFileSync(path.join(linked, 'registry/laws/a.yaml'), law('另'));
    gitIn(linked, ['commit', '-qam', 'third']);
    expect(environment().GIT_DIR).toContain('worktrees');
    expect(contentOf(read(linked, { env: environment() }), 'laws/a.yaml')).toBe(law('另'));
    expect(contentOf(read(folder, { env: environment(), named: path.join(folder, 'registry') }), 'laws/a.yaml')).toBe(law('甲'));
  });

  it('may be that of a server that has not yet taken a push', () => {
    const { folder, git, write, commit, first } = begun();
    const bare = path.join(temporaryFolder(), 'bare.git');
    git('clone', '-q', '--bare', '.', bare);
    const environment = spy(path.join(bare, 'hooks'), 'pre-receive', 1);
    write('registry/laws/a.yaml', law('乙'));
    const second = commit('second');
    expect(gitIn(folder, ['push', '-q', bare, 'main']).status).toBe(1);
    expect(environment()).toMatchObject({ GIT_DIR: '.', GIT_QUARANTINE_PATH: expect.any(String) });
    expect(refusal(() => read(bare, { rev: second }))).toMatchObject({ zh: `没有版本 \`${second}\`` });
    expect(contentOf(read(bare, { rev: second, env: environment() }), 'laws/a.yaml')).toBe(law('乙'));
    expect(read(bare, { env: environment() }).commit).toBe(first);
    // Where bare repositories must be named, the hook's environment names it.
    const strict = { ...environment(), GIT_CONFIG_COUNT: '1', GIT_CONFIG_KEY_0: 'safe.bareRepository', GIT_CONFIG_VALUE_0: 'explicit' };
    expect(read(bare, { env: strict, named: 'registry' }).commit).toBe(first);
    expect(refusal(() => read(bare, { env: { ...strict, GIT_DIR: '' } }))).toMatchObject({
      en: expect.stringContaining('safe.bareRepository'),
    });
  });

  it('may say where the repository is, which no folder tells', () => {
    const { folder, first } = begun();
    const away = path.join(temporaryFolder(), 'away.git');
    renameSync(path.join(folder, '.git'), away);
    mkdirSync(path.join(folder, '资料'));
    const given = { ...env, GIT_DIR: path.relative(folder, away), GIT_WORK_TREE: '.', GIT_CEILING_DIRECTORIES: path.dirname(folder) };
    expect(read(folder, { env: given }).commit).toBe(first);
    expect(seen(read(folder, { env: given, named: 'registry' }))).toEqual(seen(fromDisk(folder)));
    const below = { ...given, GIT_DIR: away, GIT_WORK_TREE: folder };
    expect(read(path.join(folder, '资料'), { env: below }).root).toBe('../registry');
    expect(read(path.join(folder, '资料'), { env: below, named: '../registry' }).root).toBe('../registry');
    expect(refusal(() => read(folder, { env: given, named: '../registry' }))).toMatchObject({
      en: 'at `HEAD` there is no folder ../registry',
    });
    expect(refusal(() => read(folder, { env: { ...given, GIT_DIR: 'nowhere' } }))).toMatchObject({
      zh: expect.stringContaining('不在 Git 仓库里'),
    });
  });

  it('may make Git talk', () => {
    const { folder, first } = begun();
    const talking = { ...env, GIT_TRACE: '1', GIT_TRACE_SETUP: '1', LANG: 'zh_CN.UTF-8', LANGUAGE: 'zh_CN' };
    expect(read(folder, { env: talking }).commit).toBe(first);
    const nowhere = { ...talking, GIT_CEILING_DIRECTORIES: path.dirname(folder) };
    rmSync(path.join(folder, '.git'), { recursive: true });
    expect(refusal(() => read(folder, { env: nowhere }))).toMatchObject({
      en: 'this folder is in no Git repository, so it has no revisions',
    });
  });
});
