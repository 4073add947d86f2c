// What most runs wait for is Git, looking at the files: it is asked while the rest of the program is still being loaded.
import { attempt } from '../workspace/attempt.ts';
import { locateRegistry, realPath } from '../workspace/locate.ts';
import { type Look, lookByGit } from '../workspace/look.ts';
import { type Host, nowOn } from './host.ts';

/** What a first look at the command line tells. */
export interface Glance {
  /** The registry that seems to be meant. */
  readonly registry: string;
  /** The same with links resolved. */
  readonly real: string;
  /** What Git has been asked; undefined where it cannot tell. */
  readonly look: Look | undefined;
}

/** The commands that draw on the registry alone: their own descriptions are not loaded yet. */
export const drawing: ReadonlySet<string> = new Set(['validate', 'coverage', 'milestone', 'list', 'show', 'schema']);

/**
 * Undefined where nothing is to be remembered, or where there is no registry, of which whoever needs one will complain. It is a
 * guess: that the words mean this registry is for whoever reads them to find out.
 */
export function glanceAt(argv: readonly string[], host: Host): Glance | undefined {
  if (!argv.some((word) => drawing.has(word)) || argv.includes('--no-cache')) return undefined;
  return attempt(() => {
    const registry = locateRegistry(host.cwd(), registryIn(argv));
    const real = realPath(registry);
    return { registry, real, look: lookByGit(real, host.env, nowOn(host)) };
  });
}

/** The last one counts, as everywhere on the command line. */
function registryIn(argv: readonly string[]): string | undefined {
  const at = argv.findLastIndex((word) => word === '--registry' || word.startsWith('--registry='));
  return at === -1 ? undefined : argv[at] === '--registry' ? argv[at + 1] : argv[at]?.slice('--registry='.length);
}
