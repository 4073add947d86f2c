// Loads the chunks of `dist`, each with the code that V8 made of it when it was built: start-up is then a third.
// Code that another Node.js has made is refused by V8, and the chunk is compiled as usual.
const { readFileSync } = require('node:fs');
const path = require('node:path');
const { Script } = require('node:vm');

const dist = path.join(__dirname, '..', 'dist');

/** Every chunk that has been loaded: its exports, and the script that can say what V8 made of it. */
const chunks = new Map();

/** A chunk by the name of its file or as `chunk:name`, or a module of Node.js. */
function load(request) {
  const name = request.replace(/^chunk:(.*)$/, './$1.cjs');
  if (!name.startsWith('./')) return require(name);
  const held = chunks.get(name);
  if (held !== undefined) return held.module.exports;
  const filename = path.join(dist, name);
  // The build writes them in ASCII.
  const source = `(function (require, module, exports, __filename, __dirname) {${readFileSync(filename, 'latin1')}\n})`;
  const script = new Script(source, { filename, cachedData: cacheOf(filename) });
  const module = { exports: {} };
  chunks.set(name, { filename, module, script });
  script.runInThisContext()(load, module, module.exports, filename, dist);
  return module.exports;
}

function cacheOf(filename) {
  try {
    return readFileSync(`${filename}.cache`);
  } catch {
    return undefined;
  }
}

module.exports = { load, chunks };
