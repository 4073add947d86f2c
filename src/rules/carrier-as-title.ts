// A title that is that of the notice which carried the document.
import { type RecordRule, within } from './rule.ts';

/** 印发《X》的通知 and its like; without 《》 only the verbs that always carry something. */
const carriers = [
  /(?:印发|转发|批转|发布|公布|颁布|下发)\s*《(.+)》(?:（[^（）]*）)?的(?:通知|公告|通告|决定|函)$/,
  /(?:印发|转发|批转)(.+)的通知$/,
];

/** What every title of a carrier ends in. */
const ends = ['通知', '公告', '通告', '决定', '函'];

export const carrierAsTitle: RecordRule = {
  name: 'carrier-as-title',
  severity: 'warning',
  summary: { zh: '标题是印发、转发它的通知的标题', en: 'the title is that of the notice that carried the document' },
  why: {
    zh: '登记的是文件本身，不是印发它的通知。标题写成通知，名称、性质都认不出来，同一文件会登记两次。',
    en: 'A record is of the document itself, not of the notice that printed or forwarded it. Under the notice’s title its name and nature are hidden, and it is entered twice.',
  },
  mend: {
    zh: '标题写被印发的文件，通知的标题移到 carrier。',
    en: 'Make the document that is carried the title, and move the title of the notice to `carrier`.',
  },
  source: {
    zh: '党政机关公文处理工作条例第八条；登记库的记录格式（schemas 目录）',
    en: "Regulations on Handling Official Documents, art. 8; the registry's record format (schemas folder)",
  },
  example: {
    wrong: 'title: 关于印发《某省机关食堂管理办法》的通知',
    right: 'title: 某省机关食堂管理办法\ncarrier: 关于印发《某省机关食堂管理办法》的通知',
  },
  fields: ['title'],
  screen: ({ title = '' }) => ends.some((end) => title.endsWith(end)),
  *checkRecord(document) {
    const { title, reference } = document.record;
    if (title === undefined || reference === true) return;
    const carried = carriers.flatMap((form) => form.exec(title)?.[1] ?? [])[0];
    if (carried === undefined) return;
    yield {
      where: within(document, ['title']),
      message: {
        zh: `标题 \`${title}\` 是载体，文件是 \`${carried}\``,
        en: `title \`${title}\` is that of a carrier, the document is \`${carried}\``,
      },
      hint: {
        zh: `写 title: ${carried}，原标题移到 carrier`,
        en: `write title: ${carried} and move the present title to carrier`,
      },
    };
  },
};
