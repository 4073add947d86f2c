// A document that names what ended it, while the registry's other side says otherwise.
import { type Finding, listed } from '../diagnostic.ts';
import { isIntact, type Recorded, titleOf } from '../registry/document.ts';
import type { Registry } from '../registry/registry.ts';
import { type RelationRule, within } from './rule.ts';

export const oneSidedReplacement: RelationRule = {
  name: 'one-sided-replacement',
  severity: 'error',
  summary: { zh: '代替关系两边说法不一', en: 'the two sides of a replacement disagree' },
  why: {
    zh: '代替写在新文件的 replaces 里，旧文件由此推出已被代替；旧文件的 repealed_by 另说一套，某天有效的是哪一份就不清楚。',
    en: 'A replacement stands in `replaces` of the new document, and the end of the old one follows from it. Where `repealed_by` of the old one says otherwise nobody knows which applies.',
  },
  mend: {
    zh: '在代替它的文件里写 replaces；repealed_by 写错的，改正或删去。',
    en: 'Enter it in `replaces` of the document that replaces it; correct or delete a wrong `repealed_by`.',
  },
  source: { zh: '登记库的记录格式（schemas 目录）', en: "the registry's record format (schemas folder)" },
  example: {
    wrong: 'old.yaml:\n  repealed_by: new\nnew.yaml:\n  title: 新办法',
    right: 'old.yaml:\n  repealed_by: new\nnew.yaml:\n  title: 新办法\n  replaces:\n    - old',
  },
  fields: ['repealed_by'],
  *checkRelations(document, { registry }) {
    const finding = document.record.reference === true ? undefined : disagreement(registry, document);
    if (finding !== undefined) yield finding;
  },
};

function disagreement(registry: Registry, document: Recorded): Finding | undefined {
  const act = document.record.repealed_by;
  if (act === undefined) return undefined;
  const successors = registry.successorsOf(document.id).filter((each) => !each.document.isReference);
  const named = typeof act === 'string' ? registry.find(act) : successors.find((each) => titleOf(each.document) === act.title)?.document;
  if (named !== undefined && (!isIntact(named, 'replaces') || successors.some((each) => each.document === named))) return undefined;
  if (named === undefined && successors.length === 0) return undefined;
  const [name, others] = [
    listed([named?.id ?? (typeof act === 'string' ? act : act.title)]),
    listed(successors.map((each) => each.document.id)),
  ];
  const says = { where: within(document, ['repealed_by']) };
  if (successors.length === 0)
    return {
      ...says,
      message: {
        zh: `由 ${name.zh} 废止或代替，它的 replaces 里却没有本文件`,
        en: `ended by ${name.en}, which does not list this document in \`replaces\``,
      },
      hint: { zh: `在 ${name.zh} 里写 replaces: ${document.id}`, en: `enter \`${document.id}\` in \`replaces\` of ${name.en}` },
    };
  return {
    ...says,
    message: {
      zh: `写的是由 ${name.zh} 废止或代替，登记库里代替它的是 ${others.zh}`,
      en: `ended by ${name.en}, while in the registry ${others.en} replaces it`,
    },
    hint: { zh: `核对后改正 repealed_by，或改正 ${others.zh} 的 replaces`, en: `correct \`repealed_by\`, or \`replaces\` of ${others.en}` },
    related: successors.map((each) => ({
      where: within(each.document, ['replaces', each.index]),
      message: { zh: `\`${each.document.id}\` 代替它`, en: `\`${each.document.id}\` replaces it` },
    })),
  };
}
