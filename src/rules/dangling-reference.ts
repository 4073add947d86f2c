// A reference to a document that the registry does not have.
import { didYouMean, type Finding, type Path, type Text, type Where } from '../diagnostic.ts';
import { basisTarget, type Replaced } from '../registry/document.ts';
import { planConditions } from '../registry/plan.ts';
import { idForm, type Registry } from '../registry/registry.ts';
import { type Rule, recordFormat, within } from './rule.ts';

interface Reference {
  readonly where: Where;
  readonly id: string;
  /** Whether a title outside the registry could stand there instead. */
  readonly mayBeTitle?: true;
}

export const danglingReference: Rule = {
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
  *check({ registry }) {
    for (const reference of referencesOf(registry)) {
      if (!registry.ids.has(reference.id)) yield dangling(registry, reference);
    }
  },
};

function dangling(registry: Registry, { where, id, mayBeTitle }: Reference): Finding {
  return {
    where,
    message: { zh: `登记库里没有 \`${id}\``, en: `the registry has no document \`${id}\`` },
    hint: didYouMean(id, registry.ids) ?? (mayBeTitle ? asTitle : asRecord),
  };
}

const asTitle: Text = { zh: '没有登记的文件写成 {title: 标题}', en: 'write {title: …} for a document outside the registry' };
const asRecord: Text = { zh: '先登记这份文件，或改正标识', en: 'enter the document first, or correct the id' };

function* referencesOf(registry: Registry): Iterable<Reference> {
  for (const document of registry.documents) {
    for (const [index, basis] of (document.record.basis ?? []).entries()) {
      const id = basisTarget(basis);
      const path: Path = typeof basis === 'string' ? ['basis', index] : ['basis', index, 'document'];
      if (id !== undefined) yield { where: within(document, path), id, mayBeTitle: true };
    }
    const { replaces, repealed_by, implementing_measures } = document.record;
    const acts: readonly (readonly [Path, Replaced])[] = [
      ...(replaces ?? []).map((each, index) => [['replaces', index], each] as const),
      ...(repealed_by === undefined ? [] : [[['repealed_by'], repealed_by] as const]),
    ];
    for (const [path, act] of acts) {
      // A text that could not be an id is a number, and numbers outside the registry are no fault.
      if (typeof act === 'string' && idForm.test(act)) yield { where: within(document, path), id: act, mayBeTitle: true };
    }
    for (const [index, { document: id }] of (implementing_measures ?? []).entries()) {
      if (id !== undefined) yield { where: within(document, ['implementing_measures', index, 'document']), id };
    }
  }
  yield { where: { file: registry.taxonomyFile, path: ['lead'], part: 'value' }, id: registry.vocabulary.taxonomy.lead };
  if (registry.plan === undefined) return;
  const { file, value: plan } = registry.plan;
  yield { where: { file, path: ['document'], part: 'value' }, id: plan.document };
  for (const { path, value } of planConditions(plan)) {
    if (value.document !== undefined) yield { where: { file, path: [...path, 'document'], part: 'value' }, id: value.document };
  }
}
