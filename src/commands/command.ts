// The contract of a command: what it can be asked, and a pure function from the checked registry to a report.
import type { Checked } from '../check/check.ts';
import type { Text } from '../diagnostic.ts';
import { UserError } from '../diagnostic.ts';
import type { Mended } from '../mend.ts';
import type { Day } from '../registry/day.ts';
import type { Registry } from '../registry/registry.ts';
import type { Report } from '../report.ts';
import type { Site } from '../site.ts';

export interface OptionSpec {
  /** As commander writes it: `--fail-on <level>`. */
  readonly flags: string;
  readonly summary: Text;
  readonly choices?: readonly string[];
  readonly isRepeatable?: true;
  /** It asks for more than the registry's files, or changes them: such an answer is not remembered. */
  readonly reachesBeyond?: true;
}

/** Of every command that gives figures. */
export const allowErrors: OptionSpec = {
  flags: '--allow-errors',
  summary: { zh: '登记库有错误也计算，只按无误的文件', en: 'give figures although there are errors, from the sound documents alone' },
};

export interface Example {
  readonly line: string;
  readonly says: Text;
}

export interface Command {
  readonly name: string;
  /** As commander writes it: `[path...]`. */
  readonly argument?: string;
  readonly summary: Text;
  readonly examples: readonly Example[];
  readonly options: readonly OptionSpec[];
  /** Formats that the answer has beside text and JSON. */
  readonly formats?: readonly string[];
  /** Its answer. Loaded when it is asked for: most runs need one command, and help none. */
  readonly load: () => Promise<Run>;
  /** It always asks for more than the registry's files, or changes them. */
  readonly reachesBeyond?: true;
  /** The arguments are paths that limit the answer. */
  readonly takesPaths?: true;
  /** `false` for a command that answers without a registry. */
  readonly needsRegistry: boolean;
}

/** Pure: from the checked registry to an answer. */
export type Run = (input: Input) => Answer;

export interface Answer extends Report {
  /** The registry as pages, the folder they go to, and whether they are opened then. */
  readonly site?: { readonly out: string; readonly pages: Site; readonly isOpened: boolean };
}

export interface Input {
  /** Forgets what is remembered of earlier runs; gives the number of files. */
  readonly forget: () => number;
  /** The bytes of a file of the registry, as they were read. */
  readonly bytesOf: (path: string) => Uint8Array | undefined;
  /** The registry as it was committed, checked on a day. Throws UserError where Git does not have it. */
  readonly at: (rev: string, day: Day) => Checked;
  /** The registry with its fixes made, or formatted, within the paths that were given. */
  readonly mend: (how: 'fix' | 'format') => Mended;
  /** Throws UserError where no registry was read. */
  readonly checked: Checked | undefined;
  readonly day: string;
  /** The tool's own version. */
  readonly version: string;
  readonly args: readonly string[];
  readonly options: Readonly<Record<string, unknown>>;
  /** Paths in the registry that the answer is limited to; empty for all of it. */
  readonly within: readonly string[];
  /** The tool's JSON Schemas by file name, as text. */
  readonly schemas: ReadonlyMap<string, string>;
}

/** The formats that a command's answer has. */
export function formatsOf({ formats = [] }: Pick<Command, 'formats'>): readonly string[] {
  return ['text', 'json', ...formats];
}

/** What every JSON answer begins with; `rev` is the commit that was read in place of the files. */
export function head(command: string, { checked, day }: Input): Record<string, unknown> {
  return { schemaVersion: 1, command, registry: checked?.root ?? null, asOf: day, ...(checked?.commit && { rev: checked.commit }) };
}

/** The registry, or exit 2 where its taxonomy is not sound. */
export function registryOf({ checked }: Input): { readonly checked: Checked; readonly registry: Registry } {
  if (checked?.registry === undefined) {
    throw new UserError(
      { zh: 'taxonomy.yaml 有误，无法回答', en: 'taxonomy.yaml is not sound: there is no answer' },
      { zh: '先运行 mlx validate 查看问题', en: 'run mlx validate to see what is wrong' },
    );
  }
  return { checked, registry: checked.registry };
}

/** Whether a path in the registry lies within the paths that were given; all do where none were. */
export function isWithin(path: string, within: Input['within']): boolean {
  const given = path.normalize('NFC');
  return within.length === 0 || within.some((each) => each === '' || given === each || given.startsWith(`${each}/`));
}

/** All values of a repeatable option. */
export function valuesOf(options: Input['options'], name: string): readonly string[] {
  const value = options[name];
  return Array.isArray(value) ? value.map(String) : typeof value === 'string' ? [value] : [];
}
