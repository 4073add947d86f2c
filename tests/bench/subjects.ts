// What is run: mlx in its several ways, and what it is held against that is no peer.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { soundDay } from './generate.ts';
import type { Growth } from './growth.ts';
import type { Command } from './measure.ts';
import { project } from './shipped.ts';

/** How mlx is told to remember nothing; empty while it has no memory. */
const withoutCache: readonly string[] = ['--no-cache'];

const entry = path.join(project, 'bin', 'mlx.js');

export function mustBeBuilt(): void {
  if (!existsSync(path.join(project, 'dist'))) throw new Error('run npm run build first: what is measured is dist');
}

function mlx(name: string, cwd: string, ...argv: readonly string[]): Command {
  return { name, cwd, argv: [process.execPath, entry, ...argv] };
}

export type View = 'validate' | 'coverage' | 'milestone';

export function cold(cwd: string, view: View = 'validate'): Command {
  return mlx(`mlx ${view}, cold`, cwd, view, ...withoutCache, '--as-of', soundDay);
}

export function warm(cwd: string, view: View = 'validate'): Command {
  return mlx(`mlx ${view}, warm`, cwd, view, '--as-of', soundDay);
}

export function changed(cwd: string): Command {
  return { ...warm(cwd), name: 'mlx validate, one file changed' };
}

export function help(cwd: string): Command {
  return mlx('mlx --help', cwd, '--help');
}

/** One document, as an editor hands it over while it is being written. */
export function buffer(cwd: string): Command {
  const file = edited(cwd);
  const argv = ['validate', '--stdin', '--stdin-filepath', path.relative(cwd, file), '--as-of', soundDay];
  return { ...mlx('mlx validate --stdin', cwd, ...argv), stdin: file };
}

/** The pages of the registry. */
export function site(cwd: string, out: string): Command {
  return mlx('mlx site', cwd, 'site', ...withoutCache, '--as-of', soundDay, '--out', out);
}

/** Asked of a registry with so many of one thing. */
export function growing({ of, argv, hasFindings }: Growth, cwd: string, count: number): Command {
  const command = mlx(growingName(of, count), cwd, ...argv, ...withoutCache, '--as-of', soundDay);
  return hasFindings ? { ...command, exit: 1 } : command;
}

export function growingName(of: string, count: number): string {
  return `${count.toLocaleString('en')} ${of}`;
}

/** The same by an earlier build. */
export function siteBefore(cwd: string, out: string, checkout: string): Command {
  const { argv } = site(cwd, out);
  return { name: 'mlx site, before', cwd, argv: [argv[0], path.join(path.resolve(checkout), 'bin', 'mlx.js'), ...argv.slice(2)] };
}

/** What every checker that is a program of Node.js does at least: start, and read each record. */
export function onlyReading(cwd: string): Command {
  const read =
    "const{readdirSync,readFileSync}=require('fs');for(const f of readdirSync('registry',{recursive:true}))if(f.endsWith('.yaml'))readFileSync('registry/'+f)";
  return { name: 'reading alone', cwd, argv: [process.execPath, '-e', read] };
}

export function emptyNode(cwd: string): Command {
  return { name: 'node -e 0', cwd, argv: [process.execPath, '-e', '0'] };
}

export function gitStatus(cwd: string): Command {
  return { name: 'git status', cwd, argv: ['git', 'status', '--porcelain'] };
}

/** A record of the shipped registry that others rest on. */
function edited(folder: string): string {
  return path.join(folder, 'registry', 'laws', 'gonggong-jigou-jieneng-tiaoli.yaml');
}

export interface Editor {
  /** Changes the data of one record to what it never was before. */
  readonly edit: () => void;
  readonly restore: () => void;
}

export function editorOf(folder: string): Editor {
  const file = edited(folder);
  const original = readFileSync(file, 'utf8');
  // Also what an earlier benchmark left in a memory must not be met again.
  let count = Date.now();
  return {
    edit: () => writeFileSync(file, original.replace(/^title: .*$/m, `$&（第 ${count++} 稿）`)),
    restore: () => writeFileSync(file, original),
  };
}
