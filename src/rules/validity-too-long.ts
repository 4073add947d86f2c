// A period of validity that is longer or shorter than may be.
import type { Finding, Text } from '../diagnostic.ts';
import { standingOf } from '../measures/standing.ts';
import { isLiving } from '../measures/validity.ts';
import { addMonths, addYears, type Day, daysBetween } from '../registry/day.ts';
import { isIntact, type Recorded } from '../registry/document.ts';
import { type Jurisdiction, limitOn } from '../registry/jurisdiction.ts';
import { isOnTrial, isOwnAdministrative, issuedOn } from '../registry/normative.ts';
import { type RelationRule, within } from './rule.ts';

export const validityTooLong: RelationRule = {
  name: 'validity-too-long',
  severity: 'warning',
  summary: { zh: '有效期过长或过短', en: 'validity is longer or shorter than may be' },
  why: {
    zh: '有效期的长短有上下限，标题注明暂行、试行的更短。超出期限的部分站不住脚，也可能是日期抄错。',
    en: 'The length of validity has bounds, narrower ones where the title says 暂行 or 试行. What goes beyond them does not hold, or a date was miscopied.',
  },
  mend: {
    zh: '对照文本核对施行日期和有效期；文本确实如此的，列入清理。',
    en: 'Check both dates against the text; where the text has it so, put the document on the list for clean-up.',
  },
  source: {
    zh: '山东省行政程序规定（省政府令第238号）第五十三条；2024年2月1日起依省政府令第353号，年数为记忆',
    en: 'Shandong Administrative Procedure Provisions (order No. 238), art. 53; from 2024-02-01 order No. 353, from memory',
  },
  example: {
    wrong: 'class: administrative\ndates:\n  effective: 2021-04-01\n  expires: 2031-03-31',
    right: 'class: administrative\ndates:\n  effective: 2021-04-01\n  expires: 2026-03-31',
  },
  kinds: ['normative-document'],
  fields: ['dates'],
  screen: (document, { registry }) => document.dates.expires !== undefined && isOwnAdministrative(registry, document),
  *checkRelations(document, { registry, day }) {
    const jurisdiction = registry.jurisdiction?.value;
    if (jurisdiction === undefined || !isOwnAdministrative(registry, document) || !isLiving(standingOf(registry, document, day))) return;
    const finding = outOfBounds(document, jurisdiction);
    if (finding !== undefined) yield finding;
  },
};

function outOfBounds(document: Recorded, jurisdiction: Jurisdiction): Finding | undefined {
  const period = periodOf(document);
  if (period === undefined) return undefined;
  const limit = limitOn(jurisdiction.validity, document.rank?.id, period.issued);
  if (limit === undefined) return undefined;
  const onTrial = isOnTrial(document, jurisdiction);
  const [min, max] = onTrial ? [limit.trial_min_years, limit.trial_max_years] : [limit.min_years, limit.max_years];
  const { start, expires } = period;
  // The last day may be the anniversary itself or the day before it.
  const isLong = max !== undefined && expires > addYears(start, max);
  const isShort = min !== undefined && daysBetween(expires, addYears(start, min)) > 1;
  if (!isLong && !isShort) return undefined;
  const [length, trial] = [lengthOf(start, expires), onTrial ? { zh: '暂行、试行的', en: ' on trial' } : { zh: '', en: '' }];
  const bound: Text = isLong
    ? { zh: `不得超过 ${max} 年`, en: `at most ${max} years` }
    : { zh: `不得少于 ${min} 年`, en: `at least ${min} years` };
  return {
    where: within(document, ['dates', 'expires']),
    message: {
      zh: `自 ${start} 起有效${length.zh}，${trial.zh}有效期${bound.zh}`,
      en: `valid for ${length.en} from ${start}; validity${trial.en} is ${bound.en}`,
    },
    hint: { zh: `核对日期；出处：${limit.source}`, en: `check the dates; rule: ${limit.source}` },
  };
}

/** The period as it runs now: a prolongation counts anew from its own publication, and one without it is reported elsewhere. */
function periodOf(document: Recorded): { readonly issued: Day; readonly start: Day; readonly expires: Day } | undefined {
  const { dates, prolongations } = document.record;
  const last = prolongations?.at(-1);
  const issued = last === undefined ? issuedOn(document) : last.published;
  if (issued === undefined || dates?.expires === undefined || !isIntact(document, 'prolongations')) return undefined;
  return { issued, start: last === undefined ? (dates.effective ?? issued) : issued, expires: dates.expires };
}

/** A length in years, months and days, both ends counted. */
function lengthOf(start: Day, expires: Day): Text {
  let months = 0;
  while (daysBetween(addMonths(start, months + 1), expires) >= -1) months++;
  const days = daysBetween(addMonths(start, months), expires) + 1;
  const parts: readonly (readonly [number, string, string])[] = [
    [Math.floor(months / 12), '年', 'year'],
    [months % 12, '个月', 'month'],
    [days, '天', 'day'],
  ];
  const told = parts.filter(([count]) => count > 0);
  return {
    zh: told.map(([count, zh]) => ` ${count} ${zh}`).join(''),
    en: told.map(([count, , en]) => `${count} ${en}${count === 1 ? '' : 's'}`).join(' '),
  };
}
