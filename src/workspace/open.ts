// Opens a page in the browser that the user has chosen for pages.
import { spawn } from 'node:child_process';
import { platform } from 'node:os';
import path from 'node:path';

/** Whether the system knew how; it does not wait until the page is closed. */
export function openPage(cwd: string, file: string): Promise<boolean> {
  const [program = '', ...argv] = openers[platform()] ?? ['xdg-open'];
  return new Promise((resolve) => {
    const child = spawn(program, [...argv, path.resolve(cwd, file)], { detached: true, stdio: 'ignore' });
    child.on('error', () => resolve(false));
    child.on('spawn', () => {
      child.unref();
      resolve(true);
    });
  });
}

const openers: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>> = { darwin: ['open'], win32: ['explorer.exe'] };
