// What falls due by law: the review of a standard of one's own, and what a document requires to be made.
import { describe, expect, it } from 'vitest';
import { check } from '../src/check/check.ts';
import { implementingDue, reviewDueOf } from '../src/measures/due.ts';
import type { Document } from '../src/registry/document.ts';
import type { Registry } from '../src/registry/registry.ts';
import { day, schemas, workspaceOf } from './support/registry.ts';

const province = 'province: { zh: 山东省, en: Shandong }\n';
const review =
  "standards:\n  review_years: 5\n  review_source: 测试\n  local_codes: ['37']\n  codes_source: 测试\n  recommended_only_from: 2018-01-01\n  recommended_source: 测试\n";
const implementing = `implementing:
  - { from: 2015-03-15, to: 2019-12-31, ranks: [national-law], years: 1, source: 测试 }
  - { from: 2020-01-01, ranks: [national-law], years: 2, source: 测试 }
`;

interface Made {
  readonly fields?: string;
  readonly rank?: string;
  readonly folder?: string;
  readonly jurisdiction?: string | undefined;
}

function made({ fields = '', rank = 'local-standard', folder = 'standards', jurisdiction }: Made): {
  registry: Registry;
  document: Document;
} {
  const status = fields.includes('status:') ? '' : 'status: in-force\n';
  const record = `title: 甲\nrank: ${rank}\n${status}domains: [finance-assets]\n${fields}sources: [测试]\n`;
  const files = { [`${folder}/a.yaml`]: record, ...(jurisdiction !== undefined && { 'jurisdiction.yaml': `${province}${jurisdiction}` }) };
  const { registry } = check(workspaceOf(files), schemas, day);
  const document = registry?.byId.get('a');
  if (registry === undefined || document === undefined || (jurisdiction === undefined) !== (registry.jurisdiction === undefined))
    throw new Error('the registry is not sound');
  return { registry, document };
}

describe('the review of a standard', () => {
  const due = (given: Made): string | undefined => {
    const { registry, document } = made({ jurisdiction: review, ...given });
    const found = reviewDueOf(registry, document, day);
    return found && `${found.due}, ${found.years} years since ${found.since.by} ${found.since.on}`;
  };

  it.each([
    [
      'published',
      'number: DB37/T 1-2020\ndates: { published: 2020-02-29, effective: 2020-05-01 }\n',
      '2025-02-28, 5 years since published 2020-02-29',
    ],
    ['only effective', 'number: DB37/T 1-2020\ndates: { effective: 2020-05-01 }\n', '2025-05-01, 5 years since effective 2020-05-01'],
    ['only numbered', 'number: DB37/T 1-2020\n', '2025-12-31, 5 years since number 2020-12-31'],
    ['without any of these', '', undefined],
    [
      'reviewed',
      `dates: { published: 2015-01-01 }\nreview: { date: ${day}, result: keep }\n`,
      `2031-${day.slice(5)}, 5 years since review ${day}`,
    ],
    [
      'reviewed one day',
      'dates: { published: 2015-01-01 }\nreview: { date: 2026-11-24, result: keep }\n',
      '2020-01-01, 5 years since published 2015-01-01',
    ],
    ['for reference', 'reference: true\ndates: { published: 2020-01-01 }\n', undefined],
    ['repealed', 'status: repealed\ndates: { published: 2020-01-01, repealed: 2021-01-01 }\n', undefined],
    ['with dates that cannot be read', 'number: DB37/T 1-2020\ndates: 2020\n', undefined],
    ['with a review that cannot be read', 'dates: { published: 2020-01-01 }\nreview: 2021\n', undefined],
    ['with a reference that cannot be read', 'dates: { published: 2020-01-01 }\nreference: perhaps\n', undefined],
  ])('%s', (_, fields, said) => {
    expect(due({ fields })).toBe(said);
  });

  const fields = 'dates: { published: 2020-01-01 }\n';
  it.each([
    ['of the nation is for others', { rank: 'national-standard' }],
    ['of a rank that nobody knows', { rank: 'local-standards' }],
    ['that is none, but a rule', { rank: 'provincial-government-rule', folder: 'rules' }],
    ['where the province sets no years', { jurisdiction: implementing }],
    ['where nothing is known of the province', { jurisdiction: undefined }],
  ])('one %s', (_, given) => {
    expect(due({ fields, ...given })).toBeUndefined();
  });
});

describe('what a document requires to be made', () => {
  const due = (given: Made, set?: string): string | undefined => {
    const { registry, document } = made({ rank: 'national-law', folder: 'laws', jurisdiction: implementing, ...given });
    return implementingDue(registry, document, { title: '实施办法', clause: '一', ...(set !== undefined && { due: set }) });
  };

  it('is due on the day that it sets, whatever the law says', () => {
    expect(due({ fields: 'dates: { effective: 2018-03-01 }\n' }, '2018-06-01')).toBe('2018-06-01');
    expect(due({ fields: '' }, '2018-06-01')).toBe('2018-06-01');
  });

  it.each([
    ['by the limit in force when it took effect', { fields: 'dates: { effective: 2019-12-31 }\n' }, '2020-12-31'],
    ['by the next one from the day after', { fields: 'dates: { effective: 2020-01-01 }\n' }, '2022-01-01'],
    ['not before there was a limit', { fields: 'dates: { effective: 2015-03-14 }\n' }, undefined],
    ['not for another rank', { rank: 'administrative-regulation', fields: 'dates: { effective: 2020-01-01 }\n' }, undefined],
    ['not for a rank that nobody knows', { rank: 'law', fields: 'dates: { effective: 2020-01-01 }\n' }, undefined],
    ['not where it is not known when it took effect', { fields: 'dates: { published: 2020-01-01 }\n' }, undefined],
    ['not without any date', { fields: '' }, undefined],
    ['not where nothing is known of the province', { fields: 'dates: { effective: 2020-01-01 }\n', jurisdiction: undefined }, undefined],
  ])('else %s', (_, given, said) => {
    expect(due(given)).toBe(said);
  });
});
