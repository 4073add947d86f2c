// The contract of a command: what it can be asked, and a pure function from the checked registry to a report.
import type { Checked } from '../check/check.ts';
import type { Text } from '../diagnostic.ts';
import { UserError } from '../diagnostic.ts';
import type { Registry } from '../registry/registry.ts';
import type { Report } from '../report.ts';
import type { Schemas } from '../schema/schema.ts';
import type { Site } from '../site.ts';
import type { Workspace } from '../workspace/workspace.ts';

export interface OptionSpec {
  /** As commander writes it: `--fail-on <level>`. */
  readonly flags: string;
  readonly summary: Text;
  readonly choices?: readonly string[];
  readonly isRepeatable?: true;
  /** It asks for more than the registry's files, or changes them: such an answer is not remembered. */
  readonly reachesBeyond?: true;
}

/** A command's options, each under the name that commander gives it: `failOn` for `--fail-on`. */
export type OptionSpecs = Readonly<Record<string, OptionSpec>>;

/** Options of every command. */
export interface GlobalOptions {
  readonly registry?: string;
  readonly asOf?: string;
  readonly format?: readonly string[];
  readonly lang?: string;
  readonly color?: string;
  /** False with `--no-cache`. */
  readonly cache?: boolean;
  readonly quiet?: boolean;
  readonly verbose?: boolean;
}

/** The options of a command as they were given, and the global ones. */
export type Options<Specs> = GlobalOptions & { readonly [Name in keyof Specs]?: ValueOf<Specs[Name]> };

type ValueOf<Spec> = Spec extends { readonly isRepeatable: true }
  ? readonly string[]
  : Spec extends { readonly choices: readonly (infer Choice)[] }
    ? Choice
    : Spec extends { readonly flags: `${string}<${string}` }
      ? string
      : boolean;

/** Of every command that gives figures. */
export const allowErrors = {
  flags: '--allow-errors',
  summary: { zh: '登记库有错误也计算，只按无误的文件', en: 'give figures although there are errors, from the sound documents alone' },
} as const satisfies OptionSpec;

/** Of every command that can read another revision. */
export const rev = {
  flags: '--rev <rev>',
  summary: { zh: '读 Git 某个版本的登记库', en: 'read the registry as it was committed' },
  reachesBeyond: true,
} as const satisfies OptionSpec;

export interface Example {
  readonly line: string;
  readonly says: Text;
}

export interface Command<Given = GlobalOptions> {
  readonly name: string;
  /** As commander writes it: `[path...]`. */
  readonly argument?: string;
  readonly summary: Text;
  readonly examples: readonly Example[];
  readonly options: OptionSpecs;
  /** Formats that the answer has beside text and JSON. */
  readonly formats?: readonly string[];
  /** Its answer. Loaded when it is asked for: most runs need one command, and help none. */
  readonly load: () => Promise<Run<Given>>;
  /** It always asks for more than the registry's files, or changes them. */
  readonly reachesBeyond?: true;
  /** The arguments are paths that limit the answer. */
  readonly takesPaths?: true;
  /** `false` for a command that answers without a registry. */
  readonly needsRegistry: boolean;
}

/** Pure: from the checked registry to an answer. */
export type Run<Given = GlobalOptions> = (input: Input<Given>) => Answer;

export interface Answer extends Report {
  /** The registry as pages, the folder they go to, and whether they are opened then. */
  readonly site?: { readonly out: string; readonly pages: Site; readonly isOpened: boolean };
}

export interface Input<Given = GlobalOptions> {
  /** The files of the registry; undefined where the command reads none. */
  readonly workspace: Workspace | undefined;
  /** The registry as it was committed. Throws UserError where Git does not have it. */
  readonly revision: (rev: string) => Workspace;
  /** Clears the caches of earlier runs; gives how many files went, and those that could not be removed. */
  readonly clearCaches: () => { readonly removed: number; readonly left: readonly string[] };
  /** Throws UserError where no registry was read. */
  readonly checked: Checked | undefined;
  readonly day: string;
  /** The tool's own version. */
  readonly version: string;
  readonly args: readonly string[];
  readonly options: Given;
  /** Paths in the registry that the answer is limited to; empty for all of it. */
  readonly within: readonly string[];
  readonly schemas: Schemas;
}

/** The formats that a command's answer has. */
export function formatsOf({ formats = [] }: Pick<Command, 'formats'>): readonly string[] {
  return ['text', 'json', ...formats];
}

/** What every JSON answer begins with; `rev` is the commit that was read in place of the files. */
export function head(command: string, { checked, day }: Input): Record<string, unknown> {
  return { schemaVersion: 1, command, registry: checked?.root ?? null, asOf: day, ...(checked?.commit && { rev: checked.commit }) };
}

/** The registry as it was read and checked. Throws where the command reads none. */
export function checkedOf({ checked, workspace }: Input): { readonly checked: Checked; readonly workspace: Workspace } {
  if (checked === undefined || workspace === undefined) throw new Error('this command reads no registry');
  return { checked, workspace };
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

/** Whether a path in the registry lies within those that were given. */
export function isChosen({ within }: Input): (path: string) => boolean {
  return (path) => isWithin(path, within);
}
