// A reference to a document that the registry does not have.

import { didYouMean, type Finding, type Path, type Text, type Where } from '../diagnostic.ts';
import { hasBasis } from '../registry/bases.ts';
import { basisTarget, hasField, type Recorded, type Replaced } from '../registry/document.ts';
import { planConditions } from '../registry/plan.ts';
import { idForm, missing, type Registry } from '../registry/registry.ts';
import { type RelationRule, recordFormat, within } from './rule.ts';

interface Reference {
  readonly where: Where;
  readonly id: string;
  /** Whether a title outside the registry could stand there instead. */
  readonly mayBeTitle?: true;
}

export const danglingReference: RelationRule = {
  name: 'dangling-reference',
  severity: 'error',
  summary: { zh: '引用的文件不在登记库里', en: 'a reference to a document that the registry does not have' },
  why: {
    zh: '断了的引用查不出依据是否有效、被谁代替。没有登记的文件另有写法，不算断链。',
    en: 'A broken reference hides whether the basis still stands and what replaced it. Documents outside the registry have a form of their own and are no fault.',
  },
  mend: {
    zh: '改正标识；文件确实没有登记的，写成 {title: 标题}。',
    en: 'Correct the id; where the document is not registered write {title: …}.',
  },
  source: recordFormat,
  example: {
    wrong: 'basis:\n  - jiguan-shiwu-guanli-tiaolii',
    right: 'basis:\n  - jiguan-shiwu-guanli-tiaoli\n  - title: 中华人民共和国宪法',
  },
  fields: ['basis', 'replaces', 'repealed_by', 'implementing_measures'],
  screen: (document, { registry }) =>
    (registry.fieldOf(document, 'replaces') ?? []).some((replaced) => isId(replaced) && !registry.isId(replaced)) ||
    hasField(document, 'repealed_by', 'implementing_measures') ||
    hasBasis(registry, document, (row) => row === missing),
  checkRelations: (document, { registry }) => dangling(registry, referencesOf(document)),
  checkRegistry: ({ registry }) => dangling(registry, referencesBeside(registry)),
};

function* dangling(registry: Registry, references: Iterable<Reference>): Iterable<Finding> {
  for (const reference of references) if (!registry.isId(reference.id)) yield finding(registry, reference);
}

function finding(registry: Registry, { where, id, mayBeTitle }: Reference): Finding {
  return {
    where,
    message: { zh: `登记库里没有 \`${id}\``, en: `the registry has no document \`${id}\`` },
    hint: didYouMean(id, registry.nearestId) ?? (mayBeTitle ? asTitle : asRecord),
  };
}

const asTitle: Text = { zh: '没有登记的文件写成 {title: 标题}', en: 'write {title: …} for a document outside the registry' };
const asRecord: Text = { zh: '先登记这份文件，或改正标识', en: 'enter the document first, or correct the id' };

function* referencesOf(document: Recorded): Iterable<Reference> {
  const { basis, replaces, repealed_by, implementing_measures } = document.record;
  for (const [index, each] of (basis ?? []).entries()) {
    const id = basisTarget(each);
    const path: Path = typeof each === 'string' ? ['basis', index] : ['basis', index, 'document'];
    if (id !== undefined) yield { where: within(document, path), id, mayBeTitle: true };
  }
  for (const [index, replaced] of (replaces ?? []).entries())
    if (isId(replaced)) yield { where: within(document, ['replaces', index]), id: replaced, mayBeTitle: true };
  if (isId(repealed_by)) yield { where: within(document, ['repealed_by']), id: repealed_by, mayBeTitle: true };
  for (const [index, { document: id }] of (implementing_measures ?? []).entries())
    if (id !== undefined) yield { where: within(document, ['implementing_measures', index, 'document']), id };
}

/** A text that could not be an id is a number, and numbers outside the registry are no fault. */
function isId(act: Replaced | undefined): act is string {
  return typeof act === 'string' && idForm.test(act);
}

/** References that stand in no record: the taxonomy's and the plan's. */
function* referencesBeside({ taxonomyFile, vocabulary, plan }: Registry): Iterable<Reference> {
  yield { where: within({ file: taxonomyFile }, ['lead']), id: vocabulary.taxonomy.lead };
  if (plan === undefined) return;
  yield { where: within(plan, ['document']), id: plan.value.document };
  for (const { path, value } of planConditions(plan.value))
    if ('document' in value) yield { where: within(plan, [...path, 'document']), id: value.document };
}
