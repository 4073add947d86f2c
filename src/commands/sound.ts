// Figures are drawn from a sound registry alone, or from its sound documents where that is asked for.
import { type Checked, check, registryPathOf } from '../check/check.ts';
import { type Text, UserError } from '../diagnostic.ts';
import type { Unsound } from '../measures/counted.ts';
import type { Day } from '../registry/day.ts';
import { dataFiles, type Registry } from '../registry/registry.ts';
import type { Block } from '../report.ts';
import { rules } from '../rules/index.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { type allowErrors, type Input, type Options, registryOf } from './command.ts';
import { plural } from './words.ts';

/** Rules whose findings leave figures as they are. */
const overtaken: ReadonlySet<string> = new Set(rules.filter(({ isOvertaken }) => isOvertaken).map(({ name }) => name));

export interface Ground {
  readonly registry: Registry;
  /** Documents that have errors. */
  readonly unsound: Unsound;
  readonly errors: number;
  /** Files that have errors, as they are shown; records that cannot be read are among them. */
  readonly faulty: readonly string[];
  /** Those of them that hold a record, or should: what is left out. */
  readonly leftOut: number;
  /** The plan's file, where it has errors. */
  readonly faultyPlan: string | undefined;
}

export type FiguresInput = Input<Options<{ readonly allowErrors: typeof allowErrors }>>;

/** The registry as it was committed, checked on a day. */
export function checkedAt({ revision, schemas }: Input, rev: string, day: Day): Checked {
  const workspace = revision(rev);
  const known = checks.get(workspace);
  if (known?.day === day) return known;
  const checked = check(workspace, schemas, day);
  checks.set(workspace, checked);
  return checked;
}

/** Revisions are asked for more than once in a run. */
const checks = new WeakMap<Workspace, Checked>();

/** What figures can be drawn from. Throws UserError where there are errors and they were not allowed, and where nothing is registered. */
export function groundOf(input: FiguresInput, given?: { readonly checked: Checked; readonly rev: string }): Ground {
  const { checked, registry } = registryOf(given === undefined ? input : { ...input, checked: given.checked });
  const of: Text =
    given === undefined ? { zh: '登记库', en: 'the registry' } : { zh: `版本 ${given.rev} 的登记库`, en: `the registry at ${given.rev}` };
  if (checked.records === 0) throw new UserError({ zh: `${of.zh}里没有任何记录`, en: `${of.en} holds no record` });
  const errors = checked.diagnostics.filter(({ severity, rule }) => severity === 'error' && !overtaken.has(rule));
  if (errors.length > 0 && !input.options.allowErrors) {
    throw new UserError(
      { zh: `${of.zh}有 ${errors.length} 个错误，不予统计`, en: `${of.en} has ${plural(errors.length, 'error')}: no figures are given` },
      {
        zh: `先运行 mlx validate --as-of ${checked.day} 查看并改正；或用 --allow-errors，只按无误的文件计算`,
        en: `run mlx validate --as-of ${checked.day} and mend them, or use --allow-errors for figures from the sound documents alone`,
      },
    );
  }
  const faulty = [...new Set(errors.map(({ place }) => place.file))];
  const files = new Set(faulty);
  const unsound = new Set(registry.documents.filter(({ file }) => files.has(file)).map(({ id }) => id));
  const isNamed = (name: string, file: string): boolean => registryPathOf(checked, file) === `${name}.yaml`;
  const records = faulty.filter((file) => !dataFiles.some((name) => isNamed(name, file)));
  const faultyPlan = faulty.find((file) => isNamed('plan', file));
  return { registry, unsound, errors: errors.length, faulty, leftOut: records.length, faultyPlan };
}

/** That documents were left out is said wherever their figures are; `rev` where they are those of a revision. */
export function errorBlocks({ errors, leftOut }: Ground, rev?: string): readonly Block[] {
  if (errors === 0) return [];
  const text = {
    zh: `${rev === undefined ? '' : `版本 ${rev} 的`}登记库有 ${errors} 个错误：${leftOut} 条有误的记录没有计入`,
    en: `the registry${rev === undefined ? '' : ` at ${rev}`} has ${plural(errors, 'error')}: ${plural(leftOut, 'faulty record')} left out`,
  };
  return [{ kind: 'paragraph', text: [{ text, tone: 'poor' }] }];
}

export function errorData({ errors, faulty }: Ground): object {
  return errors === 0 ? {} : { unsound: { errors, files: faulty } };
}

/** Why there is no plan to speak of. */
export function noPlan({ faultyPlan: file }: Ground): UserError {
  if (file !== undefined)
    return new UserError(
      { zh: `${file} 有误，方案无法读取`, en: `${file} is not sound: the plan cannot be read` },
      { zh: '先运行 mlx validate', en: 'run mlx validate first' },
    );
  return new UserError(
    { zh: '登记库没有方案（plan.yaml）', en: 'the registry has no plan (plan.yaml)' },
    { zh: '方案怎样写成数据，见 schemas/plan.json', en: 'schemas/plan.json says how a plan is written as data' },
  );
}
