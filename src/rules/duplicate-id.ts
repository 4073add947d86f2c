// One id on two files.
import type { Finding, Path } from '../diagnostic.ts';
import { type Phase, type Plan, type PlanEntry, planItems } from '../registry/plan.ts';
import type { DataFile } from '../registry/registry.ts';
import { type RecordFile, recordFormat, type TextRule } from './rule.ts';

export const duplicateId: TextRule = {
  name: 'duplicate-id',
  severity: 'error',
  summary: { zh: '两个文件的标识相同', en: 'two files have the same id' },
  why: {
    zh: '引用只写标识，不写目录：标识相同，就不知道指的是哪一份。只差大小写也算相同，因为有的系统不分大小写。',
    en: 'A reference gives the id, not the folder: with one id on two files nobody knows which is meant. Case does not tell ids apart, since some systems ignore it.',
  },
  mend: {
    zh: '给其中一份改名，并改正对它的引用；重复登记的删去一份。',
    en: 'Rename one and the references to it, or delete the one that was entered twice.',
  },
  source: recordFormat,
  example: { wrong: 'registry/laws/x.yaml\nregistry/rules/x.yaml', right: 'registry/laws/x.yaml\nregistry/rules/x-2.yaml' },
  isOfText: true,
  *checkRegistry({ files, registry }) {
    if (registry.plan !== undefined) yield* planRepeats(registry.plan);
    const first = new Map<string, RecordFile>();
    for (const each of files) {
      const key = each.id.normalize('NFC').toLowerCase();
      const held = first.get(key);
      if (held === undefined) {
        first.set(key, each);
        continue;
      }
      yield {
        where: { file: each.file, path: [], part: 'key' },
        message: { zh: `标识 \`${each.id}\` 已被另一个文件使用`, en: `id \`${each.id}\` is taken by another file` },
        related: [{ where: { file: held.file, path: [], part: 'key' }, message: { zh: '另一个文件', en: 'the other file' } }],
      };
    }
  },
};

/** Phases, tasks, targets and measures are asked for by one name: each has its own. */
function* planRepeats({ file, value: plan }: DataFile<Plan>): Iterable<Finding> {
  const phases = plan.phases.map((value, index): PlanEntry<Phase> => ({ path: ['phases', index], value }));
  const first = new Map<string, Path>();
  for (const { path, value } of [...phases, ...planItems(plan)]) {
    const held = first.get(value.id);
    if (held === undefined) first.set(value.id, path);
    else
      yield {
        where: { file, path: [...path, 'id'] },
        message: { zh: `标识 \`${value.id}\` 在方案里用了两次`, en: `id \`${value.id}\` is used twice in the plan` },
        hint: { zh: '给其中一项另取标识', en: 'give one of the two another id' },
        related: [{ where: { file, path: [...held, 'id'] }, message: { zh: '第一次出现在这里', en: 'it first stands here' } }],
      };
  }
}
