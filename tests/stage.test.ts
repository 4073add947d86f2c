// Stages: what a document reached by a day and since when, whether a project is finished, and the stretch in force.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { check } from '../src/check/check.ts';
import { isFinished, reachedBy } from '../src/measures/stage.ts';
import { inForceOf, standingOf } from '../src/measures/standing.ts';
import type { DocumentRecord } from '../src/registry/document.ts';
import type { Registry } from '../src/registry/registry.ts';
import { registryWith } from './support/documents.ts';
import { base, day, type Files, schemas, workspaceOf } from './support/registry.ts';

type Fields = Readonly<Record<string, unknown>>;
type Records = Readonly<Record<string, Fields>>;

const folders: Readonly<Record<string, string>> = {
  'local-regulation': 'laws',
  'provincial-government-rule': 'rules',
  'bureau-document': 'normative-documents',
  'local-standard': 'standards',
};

/** Records as JSON, which is YAML too: local regulations in force, unless they say otherwise. */
function registryOf(records: Records, others: Files = {}): Registry {
  const files = Object.entries(records).map(([id, { rank = 'local-regulation', ...fields }]) => {
    const rest = rank === 'local-standard' ? { standard: { nature: 'recommended' } } : {};
    const record = { title: id, rank, status: 'in-force', domains: 'all', sources: ['测试'], ...rest, ...fields };
    return [`${folders[String(rank)]}/${id}.yaml`, JSON.stringify(record)] as const;
  });
  const { registry, diagnostics } = check(workspaceOf({ ...others, ...Object.fromEntries(files) }), schemas, day);
  // A field of the wrong shape is left out of the record, and the test would be of another document.
  const faults = diagnostics.filter(({ rule }) => ['wrong-shape', 'unknown-field', 'unknown-term', 'malformed-yaml'].includes(rule));
  if (registry === undefined || faults.length > 0) throw new Error(JSON.stringify(faults));
  return registry;
}

function reachedIn(registry: Registry, id: string, word: string, on: string): string {
  const document = registry.byId.get(id);
  if (document === undefined) throw new Error(`no document ${id}`);
  const reached = reachedBy(registry, document, word, on);
  return reached === undefined ? 'not reached' : (reached.day ?? 'no day');
}

/** The day on which a document reached a stage or standing; `others` stand beside it. */
function reached(fields: Fields, word: string, on: string, others: Records = {}): string {
  return reachedIn(registryOf({ a: fields, ...others }), 'a', word, on);
}

function step(stage: string, date: string): Fields {
  return { stage, date };
}

const project = (stage: string, ...events: readonly Fields[]): Fields => ({
  project: { stage, ...(events.length > 0 && { events }) },
});

const dated = { dates: { adopted: '2024-01-10', published: '2024-01-20', effective: '2024-03-01' } };
const underWay = {
  status: 'drafting',
  ...project('first-reading', step('consultation', '2023-05-01'), step('consultation', '2023-06-01'), step('first-reading', '2023-07-01')),
};
const ended = {
  status: 'drafting',
  ...project('terminated', step('drafting', '2023-01-01'), step('first-reading', '2023-06-01'), step('terminated', '2023-09-01')),
};

describe('a stage is reached', () => {
  it.each([
    // By the dates.
    ['adopted, the day before', dated, 'adopted', '2024-01-09', 'not reached'],
    ['adopted, on the day', dated, 'adopted', '2024-01-10', '2024-01-10'],
    ['published, the day before', dated, 'published', '2024-01-19', 'not reached'],
    ['published, and ever after', dated, 'published', '2030-01-01', '2024-01-20'],
    ['effective, the day before', dated, 'effective', '2024-02-29', 'not reached'],
    ['effective, on the day', dated, 'effective', '2024-03-01', '2024-03-01'],
    ['published and in force from then: effective', { dates: { published: '2024-01-20' } }, 'effective', '2024-01-20', '2024-01-20'],
    ['filed, by the filing', { ...dated, filing: { date: '2024-03-15' } }, 'filed', '2024-03-15', '2024-03-15'],
    ['filed, the day before', { ...dated, filing: { date: '2024-03-15' } }, 'filed', '2024-03-14', 'not reached'],
    ['a stage after the last one known', dated, 'reported', '2030-01-01', 'not reached'],
    // By the project's events.
    ['a step, the day before', underWay, 'first-reading', '2023-06-30', 'not reached'],
    ['a step, on the day', underWay, 'first-reading', '2023-07-01', '2023-07-01'],
    ['a step that was taken twice, on the first day', underWay, 'consultation', '2023-12-31', '2023-05-01'],
    ['a step that is yet to come', underWay, 'second-reading', '2030-01-01', 'not reached'],
    [
      'published, by step and by date: the first',
      { ...dated, ...project('published', step('published', '2024-01-15')) },
      'published',
      '2024-01-31',
      '2024-01-15',
    ],
    // By later stages.
    ['an earlier step is gone through', underWay, 'drafting', '2023-05-01', '2023-05-01'],
    ['not before a later one', underWay, 'drafting', '2023-04-30', 'not reached'],
    ['by the first of the later ones', underWay, 'legality-review', '2023-12-31', '2023-07-01'],
    ['a document that was adopted was approved', dated, 'approved', '2024-01-10', '2024-01-10'],
    ['adopted, where only a later day is known', { dates: { effective: '2024-03-01' } }, 'adopted', '2024-03-01', '2024-03-01'],
    ['published, where it is in force since its adoption', { dates: { adopted: '2024-01-10' } }, 'published', '2024-01-10', '2024-01-10'],
    // The day of the stage itself decides, also against a later stage.
    [
      'its own day is later',
      { ...dated, ...project('published', step('published', '2024-01-05')) },
      'adopted',
      '2024-01-09',
      'not reached',
    ],
    ['its own day', { ...dated, ...project('published', step('published', '2024-01-05')) }, 'adopted', '2024-01-31', '2024-01-10'],
    // An end without a result.
    ['the end itself', ended, 'terminated', '2023-09-01', '2023-09-01'],
    ['the end implies no adoption', ended, 'adopted', '2030-01-01', 'not reached'],
    ['nor a second reading', ended, 'second-reading', '2030-01-01', 'not reached'],
    ['nor a filing', ended, 'filed', '2030-01-01', 'not reached'],
    ['what came before it stands', ended, 'drafting', '2030-01-01', '2023-01-01'],
    [
      'nor that it was ever approved',
      { status: 'planned', ...project('terminated', step('terminated', '2023-09-01')) },
      'approved',
      '2030-01-01',
      'not reached',
    ],
    // In force, nobody knows since when.
    ['published, on no known day', {}, 'published', '1999-01-01', 'no day'],
    ['approved, on no known day', {}, 'approved', '2024-01-01', 'no day'],
    ['effective, on no known day', {}, 'effective', '2024-01-01', 'no day'],
    ['but not filed', {}, 'filed', '2024-01-01', 'not reached'],
    ['not before the year of its number', { number: '鲁政发〔2020〕1号' }, 'published', '2019-12-31', 'not reached'],
    ['from that year on', { number: '鲁政发〔2020〕1号' }, 'published', '2020-01-01', 'no day'],
    [
      'adopted on its day, whatever the status',
      { dates: { adopted: '2024-01-10' }, status: 'drafting' },
      'adopted',
      '2024-01-10',
      '2024-01-10',
    ],
    ['planned', { status: 'planned' }, 'approved', '2024-01-01', 'not reached'],
    ['a stage of another kind', dated, 'preliminary', '2024-03-01', 'not reached'],
  ])('%s', (_, fields, word, on, result) => {
    expect(reached(fields, word, on)).toBe(result);
  });

  it.each([
    ['a standard, in force', 'local-standard', 'effective', '2024-03-01', '2024-03-01'],
    ['a standard, the day before', 'local-standard', 'effective', '2024-02-29', 'not reached'],
    ['a standard, its proposal', 'local-standard', 'preliminary', '2024-01-10', '2024-01-10'],
    ['a rule, by its own list', 'provincial-government-rule', 'deliberated', '2024-01-10', '2024-01-10'],
    ['a normative document, registered', 'bureau-document', 'registered', '2024-01-19', 'not reached'],
    ['a normative document, registered before published', 'bureau-document', 'registered', '2024-01-20', '2024-01-20'],
  ])('%s', (_, rank, word, on, result) => {
    expect(reached({ ...dated, rank }, word, on)).toBe(result);
  });
});

describe('a standing is reached', () => {
  const whole = { dates: { published: '2020-02-01', effective: '2020-03-01', expires: '2025-02-28' } };
  const successor = { b: { dates: { effective: '2022-05-01' }, replaces: ['a'] } };
  it.each([
    ['not yet effective', whole, 'not-yet-effective', '2020-02-01', {}, '2020-02-01'],
    ['in force, the day before', whole, 'in-force', '2020-02-29', {}, 'not reached'],
    ['in force, on the day', whole, 'in-force', '2020-03-01', {}, '2020-03-01'],
    ['in force, still after it has expired', whole, 'in-force', '2025-03-01', {}, '2020-03-01'],
    ['in force, still after it was superseded', whole, 'in-force', '2023-01-01', successor, '2020-03-01'],
    ['expired, on its last day', whole, 'expired', '2025-02-28', {}, 'not reached'],
    ['expired, the day after', whole, 'expired', '2026-01-01', {}, '2025-03-01'],
    ['superseded, the day before', whole, 'superseded', '2022-04-30', successor, 'not reached'],
    ['superseded, on the day of its successor', whole, 'superseded', '2024-01-01', successor, '2022-05-01'],
    ['superseded and so never expired', whole, 'expired', '2030-01-01', successor, 'not reached'],
    ['repealed', { ...whole, dates: { ...whole.dates, repealed: '2021-01-01' } }, 'repealed', '2021-01-01', {}, '2021-01-01'],
    [
      'never in force, repealed before its day',
      { dates: { effective: '2024-06-01', repealed: '2024-03-01' } },
      'in-force',
      '2030-01-01',
      {},
      'not reached',
    ],
    [
      'never in force, repealed on its day',
      { dates: { effective: '2024-06-01', repealed: '2024-06-01' } },
      'in-force',
      '2030-01-01',
      {},
      'not reached',
    ],
    [
      'superseded by one that was repealed on its day: never',
      whole,
      'superseded',
      '2024-01-01',
      { b: { dates: { effective: '2022-05-01', repealed: '2022-05-01' }, replaces: ['a'] } },
      'not reached',
    ],
    [
      'superseded by one that was valid for a day',
      whole,
      'superseded',
      '2024-01-01',
      { b: { dates: { effective: '2022-05-01', expires: '2022-05-01' }, replaces: ['a'] } },
      '2022-05-01',
    ],
    [
      'superseded by one for reference: never',
      whole,
      'superseded',
      '2024-01-01',
      { b: { dates: { effective: '2022-05-01' }, reference: true, replaces: ['a'] } },
      'not reached',
    ],
    ['in force without a date', {}, 'in-force', '2020-01-01', {}, 'no day'],
    ['in force from the year of its number', { number: '鲁政发〔2020〕1号' }, 'in-force', '2019-12-31', {}, 'not reached'],
    ['planned', { status: 'planned' }, 'planned', '2020-01-01', {}, 'no day'],
    ['planned, of what is in force', whole, 'planned', '2020-03-01', {}, 'not reached'],
    ['a word that nobody knows', whole, 'third-moon', '2020-03-01', {}, 'not reached'],
  ] as const)('%s', (_, fields, word, on, others, result) => {
    expect(reached(fields, word, on, others)).toBe(result);
  });
});

describe('a project is finished', () => {
  const finished = (fields: Fields, on: string): boolean => {
    const registry = registryOf({ a: fields });
    const document = registry.byId.get('a');
    return document !== undefined && isFinished(registry, document, on);
  };
  const withEvent = (stage: string, date: string): Fields => ({ status: 'drafting', ...project(stage, step(stage, date)) });
  const published = (date: string, ...rest: Parameters<typeof project>): Fields => ({ dates: { published: date }, ...project(...rest) });
  it.each([
    ['no project', {}, '2024-06-01', false],
    ['a stage on the way', { status: 'drafting', ...project('drafting') }, '2024-06-01', false],
    ['adopted, not published', withEvent('adopted', '2024-01-01'), '2024-06-01', false],
    ['published, nobody knows when', { status: 'drafting', ...project('published') }, '2024-06-01', true],
    ['past publication', { status: 'drafting', ...project('filed') }, '2024-06-01', true],
    ['ended without a result, nobody knows when', { status: 'planned', ...project('terminated') }, '2024-06-01', true],
    ['the day before it ended', ended, '2023-08-31', false],
    ['the day it ended', ended, '2023-09-01', true],
    ['the day before its publication', withEvent('published', '2024-06-01'), '2024-05-31', false],
    ['the day of its publication', withEvent('published', '2024-06-01'), '2024-06-01', true],
    ['the day before, by the date', published('2024-06-01', 'published'), '2024-05-31', false],
    ['the day of its publication, by the date', published('2024-06-01', 'published'), '2024-06-01', true],
    [
      'stage not brought up to date, the day before',
      published('2024-06-01', 'drafting', step('drafting', '2024-01-01')),
      '2024-05-31',
      false,
    ],
    ['stage not brought up to date', published('2024-06-01', 'drafting', step('drafting', '2024-01-01')), '2024-06-01', true],
    ['published on the day of its last step', published('2024-06-01', 'adopted', step('adopted', '2024-06-01')), '2024-06-01', true],
    ['an old text that is being revised', published('2015-06-01', 'drafting', step('drafting', '2024-01-01')), '2024-06-01', false],
    ['an old text that is to be revised', published('2015-06-01', 'approved'), '2024-06-01', false],
    [
      'an old text whose revision is out',
      published('2015-06-01', 'published', step('drafting', '2024-01-01'), step('published', '2024-06-01')),
      '2024-06-01',
      true,
    ],
    [
      'the day before that',
      published('2015-06-01', 'published', step('drafting', '2024-01-01'), step('published', '2024-06-01')),
      '2024-05-31',
      false,
    ],
  ])('%s', (_, fields, on, result) => {
    expect(finished(fields, on)).toBe(result);
  });

  it('where it ended without a result, wherever the list of stages has that', () => {
    const end = '    - { id: given-up, title: { zh: 放弃, en: Given up }, ends_without_result: true }\n';
    const taxonomy = String(base['taxonomy.yaml']).replace('  law:\n', `  law:\n${end}`);
    expect(taxonomy).toContain(end);
    const registry = registryOf({ a: withEvent('given-up', '2024-06-01') }, { 'taxonomy.yaml': taxonomy });
    const document = registry.byId.get('a');
    expect(['2024-05-31', '2024-06-01'].map((on) => document && isFinished(registry, document, on))).toEqual([false, true]);
  });
});

const { vocabulary } = registryOf({});
const ids = ['a', 'b', 'c', 'd'];
const turns = [
  '2015-12-31',
  '2016-01-01',
  '2019-06-30',
  '2019-12-31',
  '2020-01-01',
  '2020-02-29',
  '2020-03-01',
  '2021-01-01',
  '2024-12-31',
];
/** Every day on which anything can turn, with the days before and after, and one before and one after them all. */
const around = [
  ...new Set([
    '0001-01-01',
    ...turns.flatMap((on) => [-1, 0, 1].map((by) => new Date(Date.parse(on) + by * 86_400_000).toISOString().slice(0, 10))),
    '9999-12-31',
  ]),
].sort();

const turn = fc.constantFrom(...turns);
const anyDates = fc.record({ adopted: turn, published: turn, effective: turn, expires: turn, repealed: turn }, { requiredKeys: [] });
const anyStatus = fc.constantFrom('planned', 'drafting', 'not-yet-effective', 'in-force', 'superseded', 'expired', 'repealed');
const anyNumber = fc.constantFrom('甲发〔2016〕1号', '甲发〔2020〕1号', 'GB/T 1-2019', '国务院令第621号');
const anyReplaced = fc.constantFrom(...ids, '甲发〔2016〕1号', 'GB/T1—2019', '国务院令第621号', { title: '甲' });
const stages = ['approved', 'drafting', 'first-reading', 'adopted', 'published', 'effective', 'filed', 'terminated'];
const anyEvents = fc.array(fc.record({ stage: fc.constantFrom(...stages), date: turn }), { maxLength: 4 });

/** Any record that could be read, likely ones or not: each field may be absent. */
const anyRecord = fc.record(
  {
    dates: anyDates,
    status: anyStatus,
    number: anyNumber,
    reference: fc.constant(true),
    replaces: fc.array(anyReplaced, { maxLength: 3 }),
    filing: fc.record({ date: turn }),
    project: anyEvents.map((events) => ({ stage: 'drafting', events })),
  },
  { requiredKeys: [] },
) as fc.Arbitrary<DocumentRecord>;
const anyRecords = fc.array(anyRecord, { minLength: 1, maxLength: ids.length });

function built(records: readonly DocumentRecord[]): Registry {
  return registryWith(
    vocabulary,
    records.map((record) => ({ rank: 'local-regulation', ...record })),
    ids.slice(0, records.length),
  );
}

describe('the stretch in force', () => {
  it('is the days on which the standing is in force, whatever the record', () => {
    fc.assert(
      fc.property(anyRecords, (records) => {
        const registry = built(records);
        for (const document of registry.documents) {
          const stretch = inForceOf(registry, document);
          for (const on of around) {
            const { state, undated } = standingOf(registry, document, on);
            const isInside = stretch !== undefined && stretch.from <= on && (stretch.end === undefined || on < stretch.end);
            expect(isInside, `${document.id} on ${on}: ${state}`).toBe(state === 'in-force');
            if (isInside) expect(stretch.isDated).toBe(!undated);
          }
        }
      }),
      { numRuns: 3000 },
    );
  });
});

describe('what was reached stays reached', () => {
  /** Through all days, once a document reached it. */
  function holdsOn(registry: Registry, word: string): void {
    for (const { id } of registry.documents) {
      const days = around.map((on) => reachedIn(registry, id, word, on));
      const first = days.find((each) => each !== 'not reached');
      const after = days.slice(first === undefined ? days.length : days.indexOf(first));
      expect(new Set(after), `${id} ${word}: ${days}`).toEqual(new Set(first === undefined ? [] : [first]));
      // On no day before the one on which it was reached, and from that day on.
      if (first !== undefined && first !== 'no day') expect(around[days.indexOf(first)], `${id} ${word}`).toBe(first);
    }
  }

  it('a stage, with the same day', () => {
    // Of drafts without dates that were superseded: see below.
    const records = fc.array(
      anyRecord.filter(({ status, dates }) => status !== 'drafting' || [dates?.adopted, dates?.published, dates?.effective].some(Boolean)),
      { minLength: 1, maxLength: ids.length },
    );
    fc.assert(
      fc.property(records, fc.constantFrom(...stages), (all, word) => holdsOn(built(all), word)),
      { numRuns: 1500 },
    );
  });

  it('a standing, of documents with dates', () => {
    const whole = fc.record({ dates: anyDates, effective: turn, replaces: fc.array(fc.constantFrom(...ids), { maxLength: 2 }) });
    const records = fc.array(
      whole.map(({ dates, effective, replaces }): DocumentRecord => ({ dates: { ...dates, effective }, replaces })),
      { minLength: 1, maxLength: ids.length },
    );
    fc.assert(
      fc.property(records, fc.constantFrom('in-force', 'expired', 'repealed'), (all, word) => holdsOn(built(all), word)),
      { numRuns: 1500 },
    );
  });

  it('where the steps are in order, a stage implies those before it', () => {
    const steps = fc.tuple(fc.subarray(stages.slice(0, 7), { minLength: 1 }), fc.array(turn, { minLength: 7, maxLength: 7 }));
    fc.assert(
      fc.property(steps, fc.constantFrom(...around), ([taken, days], on) => {
        const inOrder = [...days].sort();
        const events = taken.map((stage, i) => ({ stage, date: inOrder[i] ?? '' }));
        const registry = built([{ status: 'planned', project: { stage: taken.at(-1) ?? '', events } }]);
        const first = stages.slice(0, 7).map((stage) => reachedIn(registry, 'a', stage, on));
        const last = first.findLastIndex((each) => each !== 'not reached');
        expect(first.slice(0, last + 1)).not.toContain('not reached');
        expect([...first.slice(0, last + 1)].sort()).toEqual(first.slice(0, last + 1));
        expect(last).toBe(stages.findLastIndex((stage) => events.some((event) => event.stage === stage && event.date <= on)));
      }),
    );
  });
});

// What a first version got wrong.
describe('in the corners', () => {
  // The day after 9999-12-31 has five digits in its year, and as text it comes before all others: never in force.
  it('a document that is valid to the last day of the calendar is in force before it', () => {
    const registry = registryOf({ a: { dates: { effective: '2020-01-01', expires: '9999-12-31' } } });
    const document = registry.documents.find(({ id }) => id === 'a');
    if (document === undefined) throw new Error('no document');
    expect(standingOf(registry, document, '2024-01-01').state).toBe('in-force');
    expect(inForceOf(registry, document)?.from).toBe('2020-01-01');
  });

  // In force since nobody knows when; its filing is no day on which it was published.
  it('a later step of an undated document in force does not date the earlier ones', () => {
    const filed = { number: '鲁政发〔2015〕1号', filing: { date: '2024-05-01' } };
    expect(reached(filed, 'published', '2024-04-30')).toBe('no day');
    expect(reached(filed, 'published', '2024-05-01')).toBe('no day');
  });

  // A dated document stays one that came into force; an undated one is forgotten with its end.
  it.each([
    ['expired', { dates: { expires: '2024-12-31' } }, {}],
    ['repealed', { dates: { repealed: '2025-01-01' } }, {}],
    ['superseded', {}, { b: { dates: { effective: '2025-01-01' }, replaces: ['a'] } }],
  ])('an undated document that was in force still was so once it is %s', (_, fields, others) => {
    expect(reached(fields, 'in-force', '2024-12-31', others)).toBe('no day');
    expect(reached(fields, 'in-force', '2025-01-01', others)).toBe('no day');
  });

  // The year of its number is no day on which the successor came into force.
  it('superseded by an undated document: on no known day', () => {
    const others = { b: { number: '鲁政发〔2025〕1号', replaces: ['a'] } };
    expect(reached(dated, 'superseded', '2024-12-31', others)).toBe('not reached');
    expect(reached(dated, 'superseded', '2025-06-01', others)).toBe('no day');
  });

  // A successor that was itself replaced on its first day has no stretch in force, and took effect all the same.
  it('superseded on the day of a successor that was replaced on that very day', () => {
    const others = {
      b: { dates: { effective: '2025-01-01' }, replaces: ['a'] },
      c: { dates: { effective: '2025-01-01' }, replaces: ['b'] },
    };
    expect(reached(dated, 'superseded', '2025-06-01', others)).toBe('2025-01-01');
  });

  // A standard's list of stages has no `effective`, which is put after all others: its review and withdrawal too.
  it.each(['periodic-review', 'withdrawn'])('a standard that is in force has not gone through %s', (word) => {
    expect(reached({ ...dated, rank: 'local-standard' }, word, '2024-12-31')).toBe('not reached');
  });
  it('nor has one of which no day is known', () => {
    expect(reached({ rank: 'local-standard' }, 'withdrawn', '2024-12-31')).toBe('not reached');
  });

  // Its standing is repealed from then on, and was never in force (section 3).
  it('a document that was repealed before its day never took effect', () => {
    const never = { dates: { published: '2024-01-01', effective: '2024-06-01', repealed: '2024-03-01' }, status: 'repealed' };
    expect(reached(never, 'published', '2024-12-31')).toBe('2024-01-01');
    expect(reached(never, 'effective', '2024-12-31')).toBe('not reached');
  });

  // What was superseded, has expired or was repealed had been published, as what is in force had.
  it.each(['superseded', 'expired', 'repealed'])('an undated document that is %s was published at some time', (status) => {
    expect(reached({ status, number: '鲁政发〔2023〕1号' }, 'published', '2024-01-01')).toBe('no day');
  });

  // The record says where the project stands; only the day is unknown. `isFinished` believes it.
  it.each([
    ['the present stage', { status: 'drafting', ...project('consultation') }, 'consultation'],
    ['a stage before the present one', { status: 'drafting', ...project('consultation') }, 'approved'],
    ['being drafted', { status: 'drafting' }, 'drafting'],
  ])('without a step recorded, %s is reached on no known day', (_, fields, word) => {
    expect(reached(fields, word, '2024-01-01')).toBe('no day');
  });

  it('the present stage is not reached before the last step on the way to it', () => {
    const fields = { status: 'planned', ...project('second-reading', step('first-reading', '2024-02-01')) };
    expect(['2024-01-31', '2024-02-01'].map((on) => reached(fields, 'second-reading', on))).toEqual(['not reached', 'no day']);
  });

  it('of a project whose dates are of the wrong shape it is not said that it is late', () => {
    const record = { title: '甲', rank: 'local-regulation', status: 'drafting', domains: 'all', sources: ['测试'] };
    const rulesOf = (dates?: string): readonly string[] => {
      const text = JSON.stringify({ ...record, project: { stage: 'drafting', due: '2024-01-01' }, dates });
      return check(workspaceOf({ 'laws/a.yaml': text }), schemas, day).diagnostics.map(({ rule }) => rule);
    };
    expect([rulesOf(), rulesOf('2023-05-01')]).toEqual([['overdue-project'], ['wrong-shape']]);
  });

  // In force since its adoption (section 3), after its last step; the stage was not brought up to date.
  it.each(['adopted', 'effective'])('a project whose document is in force, by the day it was %s, is finished', (field) => {
    const fields = { dates: { [field]: '2024-06-01' }, ...project('consultation', step('consultation', '2024-01-01')) };
    const registry = registryOf({ a: fields });
    const document = registry.documents.find(({ id }) => id === 'a');
    expect(document && isFinished(registry, document, '2024-06-01')).toBe(true);
  });

  // It replaces nothing and counts for nothing; its own stages are those of its dates.
  it('a document kept for reference took effect on its day', () => {
    expect(reached({ ...dated, reference: true }, 'effective', '2024-12-31')).toBe('2024-03-01');
    expect(reached({ reference: true }, 'published', '2024-12-31')).toBe('no day');
  });

  // Superseded before its day, it was never in force (section 3): as one that was repealed before it.
  it('a document whose successor came before its day never took effect', () => {
    const others = { b: { dates: { effective: '2024-02-01' }, replaces: ['a'] } };
    expect(reached(dated, 'in-force', '2024-12-31', others)).toBe('not reached');
    expect(reached(dated, 'effective', '2024-12-31', others)).toBe('not reached');
  });

  // Its standing is in force on that day; that it will be revised changes nothing.
  it('an undated document in force was published before its revision began', () => {
    const revised = { number: '鲁政发〔2015〕1号', ...project('consultation', step('consultation', '2024-02-01')) };
    expect(reached(revised, 'in-force', '2023-01-01')).toBe('no day');
    expect(reached(revised, 'published', '2023-01-01')).toBe('no day');
  });

  // That it was being drafted stays true.
  it('a draft that was superseded had been approved', () => {
    const others = { b: { dates: { effective: '2024-02-01' }, replaces: ['a'] } };
    expect(reached({ status: 'drafting' }, 'approved', '2024-01-31', others)).toBe('no day');
    expect(reached({ status: 'drafting' }, 'approved', '2024-02-01', others)).toBe('no day');
  });
});
