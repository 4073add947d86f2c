// The programs that mlx is compared with: installing them, the schema that they are given, and how each is run.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type Command, outcomeOf, succeeds } from './measure.ts';
import { project, readShipped } from './shipped.ts';

export interface Peer {
  readonly name: string;
  readonly package: string;
  readonly version: string;
  /** The file that is run; a native one may be missing on this system. */
  readonly program: string;
  /** What it does not see although the schema asks for it. */
  readonly blindTo?: string;
  /** Whether it takes tens of seconds for a thousand files. */
  readonly isSlow: boolean;
  readonly command: (cwd: string) => Command;
}

const own = path.join(project, 'tests', 'bench');
const modules = path.join(own, 'node_modules');

/** The peers that are asked for and run on this system, or why there are none. */
export function preparePeers(folder: string, isAskedFor: (name: string) => boolean): readonly Peer[] | string {
  const fault = install();
  if (fault !== undefined) return fault;
  const schemas = writeSchemas(path.join(folder, 'schemas'));
  const peers = peersWith(schemas).filter(({ name, program }) => isAskedFor(name) && existsSync(program));
  for (const peer of peers) control(peer, path.join(folder, 'control'));
  return peers;
}

function install(): string | undefined {
  const lock = readFileSync(path.join(own, 'package-lock.json'), 'utf8');
  const mark = path.join(modules, '.installed-lock.json');
  if (existsSync(mark) && readFileSync(mark, 'utf8') === lock) return undefined;
  process.stderr.write('installing the programs to compare with\n');
  // None of them needs a script: what their packages bring is complete.
  const argv = ['ci', '--prefix', own, '--ignore-scripts', '--no-audit', '--no-fund'];
  const { status, stderr, error } = spawnSync('npm', argv, { encoding: 'utf8', shell: process.platform === 'win32' });
  if (status !== 0) return `npm ci ended with ${status ?? error?.message}: ${String(stderr).trim().split('\n')[0]}`;
  writeFileSync(mark, lock);
  return undefined;
}

interface Schemas {
  readonly strict: string;
  readonly lax: string;
  readonly ruleset: string;
}

function peersWith({ strict, lax, ruleset }: Schemas): readonly Peer[] {
  const folders = readShipped().taxonomy.kinds.map((kind) => kind.folder);
  const glob = `registry/{${folders.join(',')}}/*.yaml`;
  const places = folders.map((name) => path.join('registry', name));
  const dates = 'days, which its YAML reader turns into times';
  const node = (name: string, of: string, ...argv: readonly string[]): Pick<Peer, keyof Known | 'program' | 'command'> => ({
    ...known(name, of),
    program: entryOf(of),
    command: (cwd) => ({ name, cwd, argv: [process.execPath, entryOf(of), ...argv] }),
  });
  const sourcemeta = (name: string, ...more: readonly string[]): Peer => {
    const argv = ['validate', strict, ...places, '--extension', '.yaml', ...more];
    return {
      ...known(name, '@sourcemeta/jsonschema'),
      program: nativePath(),
      isSlow: false,
      command: (cwd) => ({ name, cwd, argv: [nativePath(), ...argv] }),
    };
  };
  return [
    {
      ...node('ajv-cli', 'ajv-cli', 'validate', '-s', lax, '-d', glob, '-c', 'ajv-formats', '--strict=false'),
      blindTo: dates,
      isSlow: false,
    },
    sourcemeta('sourcemeta'),
    sourcemeta('sourcemeta --fast', '--fast'),
    { ...node('v8r', 'v8r', glob, '--schema', lax), blindTo: dates, isSlow: true },
    { ...node('Spectral', '@stoplight/spectral-cli', 'lint', glob, '--ruleset', ruleset), isSlow: true },
  ];
}

type Known = Pick<Peer, 'name' | 'package' | 'version'>;

function known(name: string, of: string): Known {
  return { name, package: of, version: manifestOf(of).version };
}

interface Manifest {
  readonly version: string;
  readonly bin: string | Readonly<Record<string, string>>;
}

function manifestOf(of: string): Manifest {
  return JSON.parse(readFileSync(path.join(modules, of, 'package.json'), 'utf8'));
}

function entryOf(of: string): string {
  const { bin } = manifestOf(of);
  return path.join(modules, of, typeof bin === 'string' ? bin : (Object.values(bin)[0] ?? ''));
}

/** The program itself, without the script of Node.js that its package puts before it: so it starts sooner. */
function nativePath(): string {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const header = process.report.getReport() as { readonly header?: { readonly glibcVersionRuntime?: string } };
  const musl = process.platform === 'linux' && header.header?.glibcVersionRuntime === undefined ? '-musl' : '';
  const name = `jsonschema-${system}-${process.arch === 'x64' ? 'x86_64' : process.arch}${musl}${process.platform === 'win32' ? '.exe' : ''}`;
  return path.join(modules, '@sourcemeta', 'jsonschema', 'build', 'github-releases', name);
}

type Schema = Readonly<Record<string, unknown>>;

function writeSchemas(folder: string): Schemas {
  const strict = combined();
  const files = {
    strict,
    // js-yaml reads an unquoted day as a time, which is no text; so that the records are valid all the same a day may be anything.
    lax: withAnyDay(strict) as Schema,
    // biome-ignore lint/suspicious/noThenProperty: what a rule does, in the words of Spectral
    ruleset: { rules: { record: { given: '$', severity: 'error', then: { function: 'schema', functionOptions: { schema: strict } } } } },
  };
  mkdirSync(folder, { recursive: true });
  const write = (name: keyof typeof files): string => {
    const file = path.join(folder, `${name}.json`);
    writeFileSync(file, JSON.stringify(files[name]));
    return file;
  };
  return { strict: write('strict'), lax: write('lax'), ruleset: write('ruleset') };
}

/** One schema for all records, which picks that of the kind by the rank. */
function combined(): Schema {
  const { kinds, ranks } = readShipped().taxonomy;
  const read = (name: string): Schema =>
    JSON.parse(readFileSync(path.join(project, 'schemas', `${name}.json`), 'utf8').replaceAll('"document.json#', '"#'));
  const choice = kinds.reduceRight<Schema | boolean>(
    (otherwise, { id }) => ({
      if: { properties: { rank: { enum: ranks.filter(({ kind }) => kind === id).map((rank) => rank.id) } }, required: ['rank'] },
      // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
      then: { $ref: `#/definitions/${id}` },
      else: otherwise,
    }),
    false,
  );
  const { $schema, definitions } = read('document');
  const own = Object.fromEntries(kinds.map(({ id }) => [id, { ...read(id), $schema: undefined }]));
  return { $schema, definitions: { ...(definitions as Schema), ...own }, ...(choice as Schema) };
}

function withAnyDay(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withAnyDay);
  if (typeof value !== 'object' || value === null) return value;
  const isDay =
    'pattern' in value && (('format' in value && value.format === 'date') || ('$comment' in value && value.$comment === 'day-or-month'));
  return Object.fromEntries(Object.entries(value).flatMap(([name, each]) => (isDay && name === 'type' ? [] : [[name, withAnyDay(each)]])));
}

/** A program that is set up wrong passes everything, or nothing, and is fast at it: each must find one planted fault. */
function control(peer: Peer, folder: string): void {
  const place = path.join(folder, 'registry', 'laws');
  mkdirSync(place, { recursive: true });
  for (const other of readShipped().taxonomy.kinds) mkdirSync(path.join(folder, 'registry', other.folder), { recursive: true });
  const sound = readFileSync(path.join(project, 'registry', 'laws', 'jiguan-shiwu-guanli-tiaoli.yaml'), 'utf8');
  const command = peer.command(folder);
  writeFileSync(path.join(place, 'a.yaml'), sound);
  if (!succeeds(command))
    throw new Error(`${peer.name} finds fault with a sound record:\n${outcomeOf(command).stdout}${outcomeOf(command).stderr}`);
  writeFileSync(path.join(place, 'a.yaml'), sound.replace(/^status: .*$/m, 'status: inforce'));
  if (succeeds(command)) throw new Error(`${peer.name} does not see that a status is none`);
}
