// 暂行 or 试行 in the title without `trial: true`, or the reverse.
import { hasField, isIntact } from '../registry/document.ts';
import { type RecordRule, within } from './rule.ts';

export const trialUnmarked: RecordRule = {
  name: 'trial-unmarked',
  severity: 'warning',
  summary: { zh: '标题的暂行、试行与 trial 不一致', en: 'title and `trial` disagree on whether it is on trial' },
  why: {
    zh: '标题有暂行、试行的规范性文件有效期更短，到期要转正或停止执行。登记库按 trial 算期限，不按标题猜。',
    en: 'Documents on trial have a shorter validity and must then be made permanent or ended. The registry reckons with `trial` and does not guess from the title.',
  },
  mend: {
    zh: '标题有暂行、试行的写 trial: true，没有的删去 trial。',
    en: 'Write `trial: true` where the title says 暂行 or 试行, and delete it where it does not.',
  },
  source: {
    zh: '山东省行政程序规定第五十三条；用字见 jurisdiction.yaml 的 trial_words',
    en: 'Shandong Administrative Procedure Provisions, art. 53; words in `trial_words` of jurisdiction.yaml',
  },
  example: { wrong: 'title: 某省公务用车管理办法（试行）', right: 'title: 某省公务用车管理办法（试行）\ntrial: true' },
  kinds: ['law', 'rule', 'normative-document'],
  fields: ['title'],
  screen: (document, { registry }) =>
    hasField(document, 'trial') || registry.jurisdiction?.value.trial_words?.words.some((word) => document.title?.includes(word)) === true,
  *checkRecord(document, { registry }) {
    const words = registry.jurisdiction?.value.trial_words?.words ?? [];
    if (words.length === 0) return;
    const { title, trial, reference } = document.record;
    // Standards have no such mark.
    if (document.kind === 'standard' || reference === true || title === undefined || !isIntact(document, 'trial')) return;
    // Another document's name within the title says nothing about this one.
    const own = title.replace(/《[^》]*》/g, '');
    const word = words.find((each) => own.includes(each));
    if (word !== undefined && trial === undefined) {
      yield {
        where: within(document, ['title']),
        message: {
          zh: `标题《${title}》有“${word}”，没有写 \`trial\``,
          en: `title 《${title}》 says ${word}, \`trial\` is not recorded`,
        },
        hint: { zh: '写 trial: true', en: 'write trial: true' },
      };
    } else if (word === undefined && trial) {
      yield {
        where: within(document, ['trial']),
        message: {
          zh: `写了 \`trial\`，标题《${title}》没有“${words.join('”“')}”`,
          en: `\`trial\` is recorded, but title 《${title}》 does not say ${words.join(' or ')}`,
        },
        hint: { zh: '删去 trial，或改正标题', en: 'delete trial, or correct the title' },
        related: [{ where: within(document, ['title']), message: { zh: '标题在这里', en: 'the title stands here' } }],
      };
    }
  },
};
