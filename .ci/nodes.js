#!/usr/bin/env node
// Runs the built program on each supported version of Node.js, which npm brings, over a copy of the shipped registry: without its
// cache, with an empty one, and with what it keeps. All have to give the same bytes and exit codes, and say nothing on stderr
// but what a wrong command line is answered. One line for each version; exit 1 where they differ.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const versions = ['20.19', '22', '24'];
const project = path.resolve(import.meta.dirname, '..');
const buffer = readFileSync(path.join(project, 'registry/laws/shipin-anquan-fa.yaml'));

const day = ['--as-of', '2026-11-23'];
const formats = (command, names) => names.map((name) => [command, '--format', name]);
const drawn = [['validate'], ['coverage'], ['milestone'], ['list'], ['show', 'shipin-anquan-fa'], ['schema', 'law']];
const asked = [
  ...drawn,
  ...formats('validate', ['json', 'sarif', 'github', 'junit', 'gitlab']),
  ...formats('coverage', ['json', 'svg', 'csv', 'markdown']),
  ['coverage', '--fail-under', 'total=100%'],
  ['explain', 'dead-basis'],
  ['validate', '--stdin', '--stdin-filepath', 'registry/laws/shipin-anquan-fa.yaml'],
  ['show', 'nobody'],
  ['fmt', '--check'],
];
const inTurn = (all) => all.map((argv, index) => [...argv, '--lang', index % 2 === 0 ? 'zh' : 'en', ...day]);
const inBoth = (all) => all.flatMap((argv) => ['zh', 'en'].map((lang) => [...argv, '--lang', lang, ...day]));
/** What is asked in each state of the cache. A site is written in both languages at once. */
const rounds = [
  ['without cache', ['--no-cache'], [...inBoth(asked), ['site', '--out', 'site', ...day]]],
  ['cache empty', [], inTurn(drawn)],
  ['from cache', [], inTurn(drawn)],
];

/** What one version answers to everything: by command line and state of the cache, what was printed and how it ended. */
async function answersOf(node, folder) {
  const cache = path.join(folder, 'cache');
  const answers = new Map();
  cpSync(path.join(project, 'registry'), path.join(folder, 'registry'), { recursive: true });
  for (const [state, more, questions] of rounds) {
    for (const argv of questions) answers.set(`${argv.join(' ')} (${state})`, await answerOf(node, [...argv, ...more], folder, cache));
  }
  if (readdirSync(path.join(cache, 'mlx')).length === 0) throw new Error('nothing was kept in a cache');
  return answers;
}

async function answerOf(node, argv, cwd, cache) {
  const env = { PATH: process.env.PATH, HOME: cwd, XDG_CACHE_HOME: cache };
  const program = spawn(node, [path.join(project, 'bin/mlx.js'), ...argv], { cwd, env });
  const said = { stdout: [], stderr: [] };
  for (const name of ['stdout', 'stderr']) program[name].on('data', (data) => said[name].push(data));
  program.stdin.on('error', () => {});
  program.stdin.end(buffer);
  const exit = await new Promise((resolve, reject) => program.on('close', resolve).on('error', reject));
  const [stdout, stderr] = [said.stdout, said.stderr].map((parts) => Buffer.concat(parts).toString());
  return { stdout, stderr, exit, ...(argv[0] === 'site' && { pages: sumOf(path.join(cwd, 'site')) }) };
}

/** A check sum of all files of a folder. */
function sumOf(folder) {
  const hash = createHash('sha256');
  for (const name of readdirSync(folder, { recursive: true }).sort()) hash.update(`${name}\0`).update(contentOf(path.join(folder, name)));
  return hash.digest('hex');
}

function contentOf(file) {
  try {
    return readFileSync(file);
  } catch (error) {
    if (error.code === 'EISDIR') return '';
    throw error;
  }
}

/** What is wrong with an answer, beside the first one to the same question. */
function faultOf(question, answer, first) {
  const isUsual = answer.exit === 0 || answer.exit === 1;
  if (question.startsWith('show nobody') ? answer.exit !== 2 : !isUsual) return `ends with ${answer.exit}: ${answer.stderr}`;
  // Which gate was missed is said there, and what is wrong with a command line.
  const isTold = answer.stderr.startsWith('mlx: ') && answer.exit !== 0;
  if (answer.stderr !== '' && !isTold) return `says on stderr: ${answer.stderr}`;
  const differs = Object.keys(first).filter((name) => answer[name] !== first[name]);
  return differs.length === 0 ? undefined : `differs in ${differs.join(', ')}`;
}

function nodeOf(version, folder) {
  const argv = ['exec', '--yes', '--package', `node@${version}`, '--', 'node', '--print', 'process.execPath'];
  const { stdout, stderr, status } = spawnSync('npm', argv, { cwd: folder, encoding: 'utf8', shell: process.platform === 'win32' });
  if (status !== 0) throw new Error(`npm brought no node@${version}: ${stderr}`);
  return stdout.trim();
}

const home = mkdtempSync(path.join(tmpdir(), 'mlx-nodes-'));
try {
  const nodes = versions.map((version) => nodeOf(version, home));
  const all = await Promise.all(
    nodes.map((node, index) => {
      const folder = path.join(home, String(index));
      mkdirSync(folder);
      return answersOf(node, folder);
    }),
  );
  const firsts = new Map();
  for (const [index, answers] of all.entries()) {
    const faults = [...answers].flatMap(([question, answer]) => {
      const key = question.replace(/ \([a-z ]+\)$/, '');
      if (!firsts.has(key)) firsts.set(key, answer);
      const fault = faultOf(question, answer, firsts.get(key));
      return fault === undefined ? [] : [`  mlx ${question} ${fault}`];
    });
    const name = spawnSync(nodes[index], ['--version'], { encoding: 'utf8' }).stdout.trim();
    console.log([`Node.js ${name}: ${answers.size} answers, ${faults.length} of them wrong`, ...faults].join('\n'));
    if (faults.length > 0) process.exitCode = 1;
  }
} finally {
  rmSync(home, { recursive: true, force: true });
}
