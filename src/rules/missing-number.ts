// An own document without a number, and without a word that none was made public.
import type { Finding } from '../diagnostic.ts';
import { hasField, isIntact, type Recorded } from '../registry/document.ts';
import { isOwnLevel } from '../registry/taxonomy.ts';
import { type RecordRule, recordFormat, within } from './rule.ts';

export const missingNumber: RecordRule = {
  name: 'missing-number',
  severity: 'warning',
  summary: { zh: '没有登记编号，也没有说明编号未公开', en: 'no number is recorded, nor that none was made public' },
  why: {
    zh: '编号是引用、清理、备案时认文件的凭据。没有编号，要么还没查到，要么确未公开，登记库应说清是哪一种。只查本省本局的文件：上级文件的编号不由本局补。既写编号又写未公开的，自相矛盾，各级都查。',
    en: 'Documents are cited, reviewed and filed by number. Where there is none, the registry should say whether it was not found yet or never made public. Only own documents are looked at: numbers of those above are not the bureau’s to find. A number beside `number_unpublished` contradicts itself at any level.',
  },
  mend: {
    zh: '查到编号后登记；确实未公开的，写 number_unpublished: true；两样都写了的，删去不对的一样。',
    en: 'Enter the number once it is found; where none was made public write `number_unpublished: true`; where both stand, delete the wrong one.',
  },
  source: recordFormat,
  example: { wrong: 'title: 某省直机关培训费管理办法', right: 'title: 某省直机关培训费管理办法\nnumber_unpublished: true' },
  screen: (document) => document.number === undefined || hasField(document, 'number_unpublished'),
  *checkRecord(document, { registry }) {
    const { number, number_unpublished: unpublished, reference, status } = document.record;
    if (reference === true || !isIntact(document, 'number', 'number_unpublished', 'status')) return;
    if (number !== undefined && unpublished) yield contradiction(document, number);
    const isOwn = document.rank !== undefined && isOwnLevel(registry.vocabulary, document.rank.level);
    if (number !== undefined || unpublished || !isOwn || status === 'planned' || status === 'drafting') return;
    yield {
      where: within(document, ['title']),
      message: { zh: `\`${document.id}\` 没有登记编号`, en: `no number is recorded for \`${document.id}\`` },
      hint: {
        zh: '查到后登记；编号确实未公开的，写 number_unpublished: true',
        en: 'enter it once it is found; if none was made public write number_unpublished: true',
      },
    };
  },
};

function contradiction(document: Recorded, number: string): Finding {
  return {
    where: within(document, ['number_unpublished']),
    message: { zh: `既写编号 \`${number}\`，又写编号未公开`, en: `number \`${number}\` is recorded, and also that none was made public` },
    hint: { zh: '删去不对的一样', en: 'delete the one that is wrong' },
    related: [{ where: within(document, ['number']), message: { zh: '编号在这里', en: 'the number stands here' } }],
  };
}
