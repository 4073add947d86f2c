// Runs the `main` of one build again and again in one process: `node tests/compare/runner.js CHECKOUT`, asked over its channel.
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

const require = createRequire(import.meta.url);
const [checkout = ''] = process.argv.slice(2);
const loader = path.join(checkout, 'bin', 'loader.js');
const { main } = existsSync(loader) ? require(loader).load('./main.cjs') : require(path.join(checkout, 'dist', 'main.cjs'));

process.on('message', async ({ argv, cwd, env, stdin }) => {
  const out = { stdout: '', stderr: '' };
  const stream = (name) => ({ write: (text) => (out[name] += text) });
  const input = stdin === undefined ? [] : [Buffer.from(stdin)];
  try {
    const exit = await main(argv, { stdin: input, stdout: stream('stdout'), stderr: stream('stderr'), env, cwd: () => cwd });
    process.send({ exit, ...out });
  } catch (error) {
    process.send({ exit: `thrown: ${error.stack}`, ...out });
  }
});
