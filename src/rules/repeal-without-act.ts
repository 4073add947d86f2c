// A document that has ended, and nothing says by what.
import type { Text } from '../diagnostic.ts';
import { standingOf, statusDayOf } from '../measures/standing.ts';
import type { Day } from '../registry/day.ts';
import { hasField, isIntact, type Recorded } from '../registry/document.ts';
import type { Registry } from '../registry/registry.ts';
import { standingWords } from '../registry/words.ts';
import { type RelationRule, within } from './rule.ts';

export const repealWithoutAct: RelationRule = {
  name: 'repeal-without-act',
  severity: 'warning',
  summary: { zh: '已经终止，没有写由什么终止', en: 'a document has ended, and nothing says by what' },
  why: {
    zh: '废止、代替都要有一个文件作出，失效要有届满的日期。查不到它，就不知道现在该用什么、从哪一天起不用。',
    en: 'A repeal or replacement is made by an act, an expiry has its day. Without them nobody knows what applies now, and since when.',
  },
  mend: {
    zh: '写 repealed_by：标识、编号或 {title: 标题}；由登记库里的文件代替的，写在那份文件的 replaces 里；到期失效的写 dates.expires。',
    en: 'Write `repealed_by`: an id, a number or {title: …}; where a registered document replaces it enter it in `replaces` there; for an expiry write `dates.expires`.',
  },
  source: { zh: '立法法第六十三条', en: 'Legislation Law, art. 63' },
  example: {
    wrong: 'status: repealed\ndates:\n  repealed: 2023-03-17',
    right: 'status: repealed\ndates:\n  repealed: 2023-03-17\nrepealed_by: GB/T 24421.2-2023',
  },
  fields: ['status'],
  screen: (document) => !hasField(document, 'repealed_by') && (document.dates.repealed !== undefined || document.status !== 'in-force'),
  *checkRelations(document, { registry, day }) {
    if (document.record.reference === true || !isIntact(document, 'status', 'dates', 'repealed_by')) return;
    const ended = endOf(registry, document, day);
    if (ended === undefined) return;
    const [path, message, hint] = ended;
    yield { where: within(document, path), message, hint };
  },
};

/** Where the end stands that nothing explains, what is missing, and how to mend it. */
function endOf(
  registry: Registry,
  document: Recorded,
  day: Day,
): readonly [path: readonly string[], message: Text, hint: Text] | undefined {
  const { status, dates, repealed_by: act } = document.record;
  if (status === undefined || act !== undefined || registry.successorsOf(document.id).length > 0) return undefined;
  const spokenFor = statusDayOf(registry, document, day);
  const isEnd = status === 'repealed' || status === 'superseded' || status === 'expired';
  // A status that the dates do not bear out is what `status-contradicts-dates` reports.
  if (dates?.repealed !== undefined && (isEnd || dates.repealed > spokenFor))
    return [
      ['dates', 'repealed'],
      { zh: `${dates.repealed} 废止，没有写由什么文件废止`, en: `repealed on ${dates.repealed}, and nothing says by which act` },
      byAct,
    ];
  if (!isEnd || !standingOf(registry, document, spokenFor).undated) return undefined;
  const word = standingWords[status];
  return status === 'expired'
    ? [['status'], { zh: '状态是已失效，没有写有效期至哪一天', en: 'status says expired, and no end of validity is given' }, byDay]
    : [['status'], { zh: `状态是${word.zh}，没有写由什么文件终止`, en: `status says ${word.en}, and nothing says by which act` }, byAct];
}

const byAct: Text = {
  zh: '写 repealed_by，或在代替它的文件里写 replaces',
  en: 'write `repealed_by`, or `replaces` in the document that replaces it',
};
const byDay: Text = { zh: '写 dates.expires', en: 'write `dates.expires`' };
