// A title in place of an id, though the document is registered.

import type { Finding, Path } from '../diagnostic.ts';
import { hasBasis } from '../registry/bases.ts';
import { type Document, hasField, type Recorded } from '../registry/document.ts';
import { outside } from '../registry/registry.ts';
import { type RelationRule, recordFormat, within } from './rule.ts';

export const unlinkedReference: RelationRule = {
  name: 'unlinked-reference',
  severity: 'warning',
  summary: { zh: '已登记的文件只写了标题', en: 'a registered document is referred to by its title' },
  why: {
    zh: '写标题的引用查不出效力：依据废止、修改，或者被代替，都不会报出来。{title: 标题} 只用于没有登记的文件。',
    en: 'A reference by title is not followed: nobody hears that the basis was repealed or amended, or what replaced the document. {title: …} is for documents outside the registry.',
  },
  mend: { zh: '改写成文件的标识。', en: "Write the document's id instead." },
  source: recordFormat,
  example: { wrong: 'basis:\n  - title: 中华人民共和国预算法', right: 'basis:\n  - yusuan-fa' },
  fields: ['basis', 'replaces', 'repealed_by'],
  screen: (document, { registry }) =>
    (registry.fieldOf(document, 'replaces') ?? []).some((replaced) => typeof replaced === 'object') ||
    hasField(document, 'repealed_by') ||
    hasBasis(registry, document, (row) => row === outside),
  *checkRelations(document, { registry }) {
    for (const [path, title] of titlesIn(document)) {
      const found = registry.titled(title);
      const [target] = found;
      // Two editions of one title: which is meant is not known.
      if (target !== undefined && found.length === 1 && target.row !== document.row) yield unlinked(document, path, target);
    }
  },
};

function* titlesIn({ record }: Recorded): Iterable<readonly [Path, string]> {
  for (const [index, basis] of (record.basis ?? []).entries()) {
    if (typeof basis === 'object' && 'title' in basis) yield [['basis', index, 'title'], basis.title];
  }
  for (const [index, replaced] of (record.replaces ?? []).entries()) {
    if (typeof replaced === 'object') yield [['replaces', index, 'title'], replaced.title];
  }
  if (typeof record.repealed_by === 'object') yield [['repealed_by', 'title'], record.repealed_by.title];
}

function unlinked(document: Recorded, path: Path, target: Document): Finding {
  return {
    where: within(document, path),
    message: { zh: `这份文件已登记为 \`${target.id}\``, en: `this document is registered as \`${target.id}\`` },
    hint: { zh: `写成 ${target.id}`, en: `write ${target.id}` },
    related: [{ where: within(target, ['title']), message: { zh: '登记在这里', en: 'it is registered here' } }],
  };
}
