// Installs what the build needs where npm has left it out: under NODE_ENV=production, and under `npm install -g` from Git
// (https://github.com/npm/cli/issues/5277), which is how the pre-commit framework installs a hook.
import { execFileSync } from 'node:child_process';

if (!hasBundler()) {
  const argv = ['install', '--global=false', '--include=dev', '--ignore-scripts', '--no-save', '--no-audit', '--no-fund'];
  execFileSync(process.execPath, [process.env.npm_execpath, ...argv], { stdio: ['ignore', 2, 2] });
}

function hasBundler() {
  try {
    return import.meta.resolve('rolldown') !== '';
  } catch {
    return false;
  }
}
