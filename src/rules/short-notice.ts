// Too few days between publication and entry into force, without a reason.
import { type Day, daysBetween } from '../registry/day.ts';
import { type Document, hasField, isIntact } from '../registry/document.ts';
import { type DayLimit, limitOn } from '../registry/jurisdiction.ts';
import type { Terms } from '../registry/registry.ts';
import { type RecordRule, within } from './rule.ts';

export const shortNotice: RecordRule = {
  name: 'short-notice',
  severity: 'warning',
  summary: { zh: '公布后不足规定天数即施行，没有登记理由', en: 'it takes effect too soon after publication, and no reason is recorded' },
  why: {
    zh: '规章、行政规范性文件公布后要隔一段时间才施行，让人知道、准备；立即施行须有法定理由。天数在 jurisdiction.yaml 的 notice 里，按公布日期取，有的条目据记忆，所以只是警告。',
    en: 'Rules and administrative normative documents take effect some time after publication, so that people can prepare; sooner only for a legal reason. The days stand in `notice` of jurisdiction.yaml and go by the day of publication; some rest on memory, so this is a warning.',
  },
  mend: {
    zh: '对照来源改正日期；确属立即施行的，把理由写入 immediate_reason。',
    en: 'Correct the dates from the source; where it did take effect sooner, give the reason in `immediate_reason`.',
  },
  source: {
    zh: '规章制定程序条例第三十二条；山东省行政程序规定第五十三条；山东省行政规范性文件制定和监督管理办法',
    en: 'Procedures for Rules, art. 32; Shandong Administrative Procedure Provisions, art. 53; Shandong Measures on Normative Documents',
  },
  example: {
    wrong: 'dates:\n  published: 2015-01-05\n  effective: 2015-02-01',
    right: 'dates:\n  published: 2015-01-05\n  effective: 2015-02-01\nimmediate_reason: 延后将有碍施行',
  },
  fields: ['dates'],
  screen: (document, { registry }) => noticeOf(registry, document) !== undefined,
  *checkRecord(document, { registry }) {
    const notice = noticeOf(registry, document);
    if (notice === undefined || !isIntact(document, 'dates', 'immediate_reason')) return;
    const { published, effective, days, limit } = notice;
    yield {
      where: within(document, ['dates', 'effective']),
      message: {
        zh: `${published} 公布，${effective} 施行，相隔 ${days} 天，应不少于 ${limit.days} 天（${limit.source}）`,
        en: `published on ${published}, effective on ${effective}: ${days} days, at least ${limit.days} are required (${limit.source})`,
      },
      hint: {
        zh: '对照来源；立即施行的，写明 immediate_reason',
        en: 'check the source; if it did take effect sooner give immediate_reason',
      },
      related: [{ where: within(document, ['dates', 'published']), message: { zh: '公布日期在这里', en: 'published on this day' } }],
    };
  },
};

interface Notice {
  readonly published: Day;
  readonly effective: Day;
  readonly days: number;
  readonly limit: DayLimit;
}

/** Undefined where the notice is long enough, or a reason is given why it is not. */
function noticeOf({ jurisdiction }: Terms, document: Document): Notice | undefined {
  const { published, effective } = document.dates;
  if (document.isReference || published === undefined || effective === undefined || hasField(document, 'immediate_reason'))
    return undefined;
  if (document.kind === 'normative-document' && document.class !== 'administrative') return undefined;
  const limit = limitOn(jurisdiction?.value.notice, document.rank?.id, published);
  const days = limit === undefined ? 0 : daysBetween(published, effective);
  // Entry into force before publication is another fault.
  return limit === undefined || days < 0 || days >= limit.days ? undefined : { published, effective, days, limit };
}
