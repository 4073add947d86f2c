// An administrative normative document that ends soon and has not been evaluated.
import { standingOf } from '../measures/standing.ts';
import { addMonths, daysBetween } from '../registry/day.ts';
import { isIntact } from '../registry/document.ts';
import { limitOn } from '../registry/jurisdiction.ts';
import { isOwnAdministrative } from '../registry/normative.ts';
import { type RelationRule, within } from './rule.ts';

export const expiringSoon: RelationRule = {
  name: 'expiring-soon',
  severity: 'warning',
  summary: { zh: '有效期将满，还没有评估', en: 'validity ends soon, and nothing was evaluated' },
  why: {
    zh: '有效期届满前六个月内，制定机关应当评估，决定延续、修改还是任其失效；错过就自动失效。',
    en: 'In the last six months the maker evaluates whether to prolong, amend or let go. Once they are over the document ends by itself.',
  },
  mend: {
    zh: '评估后写 review；继续有效的重新登记、公布，并写 prolongations。',
    en: 'Record the evaluation as `review`; what is to go on is registered and published again, and entered under `prolongations`.',
  },
  source: {
    zh: '山东省行政程序规定（省政府令第238号）第五十三条；2024年2月1日起依省政府令第353号，月数为记忆',
    en: 'Shandong Administrative Procedure Provisions (order No. 238), art. 53; from 2024-02-01 order No. 353, from memory',
  },
  example: {
    wrong: '# 2026-11-23\nclass: administrative\nstatus: in-force\ndates:\n  expires: 2027-02-28',
    right: 'class: administrative\nstatus: in-force\ndates:\n  expires: 2027-02-28\nreview:\n  date: 2026-10-15\n  result: keep',
  },
  kinds: ['normative-document'],
  fields: ['dates'],
  screen: (document, { registry }) => document.dates.expires !== undefined && isOwnAdministrative(registry, document),
  *checkRelations(document, { registry, day }) {
    const { dates, review, prolongations } = document.record;
    const expires = dates?.expires;
    if (expires === undefined || !isOwnAdministrative(registry, document)) return;
    // The duty arises in the last months, so the rule of the day counts, not that of publication.
    const months = limitOn(registry.jurisdiction?.value.validity, document.rank?.id, day)?.evaluation_months;
    if (months === undefined || standingOf(registry, document, day).state !== 'in-force') return;
    const window = addMonths(expires, -months);
    const isPrepared = (review?.date ?? '') >= window || prolongations?.some(({ until }) => until > expires) === true;
    if (day < window || isPrepared || !isIntact(document, 'review', 'prolongations')) return;
    const left = daysBetween(day, expires);
    yield {
      where: within(document, ['dates', 'expires']),
      message: {
        zh: `有效期至 ${expires}，还有 ${left} 天，${window} 以来没有评估记录`,
        en: `valid until ${expires}, ${left} ${left === 1 ? 'day' : 'days'} left, and no evaluation is recorded since ${window}`,
      },
      hint: {
        zh: '评估后写 review；继续有效的重新登记、公布',
        en: 'record the evaluation as `review`; to go on it is registered and published again',
      },
    };
  },
};
