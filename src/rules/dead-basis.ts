// A document in force whose basis has ended.

import { listed, type Related, type Text } from '../diagnostic.ts';
import { endOfBasis } from '../measures/basis.ts';
import { type Standing, standingOf } from '../measures/standing.ts';
import { isEnded } from '../measures/validity.ts';
import { basesOf, hasBasis } from '../registry/bases.ts';
import type { Document } from '../registry/document.ts';
import type { Registry } from '../registry/registry.ts';
import { standingWords } from '../registry/words.ts';
import { type RelationRule, within } from './rule.ts';

export const deadBasis: RelationRule = {
  name: 'dead-basis',
  severity: 'warning',
  summary: { zh: '依据已经失去效力', en: 'a document in force rests on a basis that has ended' },
  why: {
    zh: '上位依据废止、失效或被代替后，依据它制定的文件要对照新的依据清理：可能改动，也可能随之废止。',
    en: 'When a basis is repealed, expires or is replaced, what was made under it has to be checked against what applies now: it may have to change, or to end as well.',
  },
  mend: {
    zh: '对照代替它的文件清理本文件，改正 basis，写明 review；不再适用的办理废止。',
    en: 'Check the document against what replaced the basis, correct `basis` and record the `review`; what no longer applies is repealed.',
  },
  source: { zh: '立法法第一百零七条、第一百一十六条', en: 'Legislation Law, art. 107 and 116' },
  example: {
    wrong: 'basis:\n  - guti-feiwu-wuran-huanjing-fangzhi-fa',
    right: 'basis:\n  - shengtai-huanjing-fadian',
  },
  fields: ['basis'],
  screen: (document, { registry, day }) =>
    hasBasis(registry, document, (_, basis) => basis !== undefined && isEnded(standingOf(registry, basis, day))),
  *checkRelations(document, { registry, day }) {
    const { basis: named, reference } = document.record;
    if (named === undefined || reference === true || standingOf(registry, document, day).state !== 'in-force') return;
    for (const { document: basis, path } of basesOf(registry, document)) {
      const standing = endOfBasis(registry, basis, day);
      if (standing === undefined) continue;
      const [word, on] = [standingWords[standing.state], endDayOf(basis, standing)];
      yield {
        where: within(document, path),
        message: {
          zh: `依据 \`${basis.id}\` 在 ${day} ${word.zh}${on.zh}，本文件仍现行有效`,
          en: `basis \`${basis.id}\` is ${word.en} on ${day}${on.en}, yet this document is in force`,
        },
        hint: hintFor(registry, basis),
        related: relatedOf(basis, standing),
      };
    }
  },
};

function endDayOf(basis: Document, { by, state }: Standing): Text {
  const { repealed, expires } = basis.dates;
  if (by === 'repealed') return { zh: `（${repealed} 废止）`, en: ` (from ${repealed})` };
  return state === 'expired' && by === 'expires' ? { zh: `（有效期至 ${expires}）`, en: ` (valid until ${expires})` } : { zh: '', en: '' };
}

function hintFor(registry: Registry, basis: Document): Text {
  const act = registry.fieldOf(basis, 'repealed_by');
  const ids = registry.successorsOf(basis.id).map(({ document }) => document.id);
  const names = typeof act === 'string' ? [...ids, registry.find(act)?.id ?? act] : act === undefined ? ids : [...ids, act.title];
  if (names.length === 0) return { zh: '清理本文件，改写依据', en: 'check the document and name what applies now' };
  const name = listed([...new Set(names)]);
  return { zh: `对照 ${name.zh} 清理本文件，改写依据`, en: `check the document against ${name.en} and correct the basis` };
}

function relatedOf(basis: Document, { by, successor }: Standing): readonly Related[] {
  const end = by === 'status' ? ['status'] : ['dates', by];
  if (successor === undefined)
    return [{ where: within(basis, end), message: { zh: `\`${basis.id}\` 在这里终止`, en: `the end of \`${basis.id}\` stands here` } }];
  const { document, index } = successor;
  return [
    { where: within(document, ['replaces', index]), message: { zh: `\`${document.id}\` 代替了它`, en: `\`${document.id}\` replaces it` } },
  ];
}
