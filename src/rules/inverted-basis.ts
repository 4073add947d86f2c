// A basis that ranks below the document that is founded on it.
import { basesOf, hasBasis } from '../registry/bases.ts';
import { isMisplaced } from '../registry/document.ts';
import { outranks } from '../registry/outranks.ts';
import { type RelationRule, within } from './rule.ts';

export const invertedBasis: RelationRule = {
  name: 'inverted-basis',
  severity: 'error',
  summary: { zh: '依据的位阶低于文件本身', en: 'a basis ranks below the document itself' },
  why: {
    zh: '下位的文件以上位的为依据，不能倒过来。依据位阶更低，多半是选错了文件或写错了位阶。两者没有先后的，不报。',
    en: 'The lower is founded on the higher, never the other way round: the wrong document was named, or a rank is wrong. Where the law sets no order between the two nothing is reported.',
  },
  mend: {
    zh: '改正依据，或改正其中一份文件的 rank；只是参照执行的，不写入 basis。',
    en: 'Correct the basis, or the `rank` of one of the two; what was merely consulted is no basis.',
  },
  source: { zh: '立法法第九十九条、第一百条、第一百零二条、第一百零六条', en: 'Legislation Law, art. 99, 100, 102 and 106' },
  example: {
    wrong: 'rank: administrative-regulation\nbasis:\n  - some-departmental-rule',
    right: 'rank: administrative-regulation\nbasis:\n  - some-national-law',
  },
  fields: ['basis'],
  screen: (document, { registry }) =>
    hasBasis(registry, document, (_, basis) => outranks(document.rank?.id ?? '', basis?.rank?.id ?? '') === 'yes'),
  *checkRelations(document, { registry }) {
    if (document.record.reference === true) return;
    for (const { document: basis, path } of basesOf(registry, document)) {
      const [own, other] = [document.rank, basis.rank];
      if (own === undefined || other === undefined || outranks(own.id, other.id) !== 'yes') continue;
      if (isMisplaced(document) || isMisplaced(basis)) continue;
      yield {
        where: within(document, path),
        message: {
          zh: `依据 \`${basis.id}\` 是${other.title.zh}，位阶低于本文件（${own.title.zh}）`,
          en: `basis \`${basis.id}\` has rank \`${other.id}\`, which is below this document's, \`${own.id}\``,
        },
        hint: { zh: '改正依据，或改正其中一份的 rank', en: 'correct the basis, or the `rank` of one of the two' },
        related: [
          {
            where: within(basis, ['rank']),
            message: { zh: `\`${basis.id}\` 的位阶在这里`, en: `the rank of \`${basis.id}\` stands here` },
          },
        ],
      };
    }
  },
};
