// The record of one generated document: all fields of the model, and none that a rule finds anything to say about.
import { addDays, addMonths, addYears, type Day, daysBetween } from '../../src/registry/day.ts';
import type { Basis, FullRecord, Replaced, Status } from '../../src/registry/document.ts';
import type { Kind, Taxonomy } from '../../src/registry/taxonomy.ts';
import type { Edition, Subject } from './identity.ts';
import type { Random } from './random.ts';
import { bodies, committees, offices, outside, sentences, sites } from './words.ts';

/** How a document came and went. */
export interface Life {
  readonly adopted: Day | undefined;
  readonly published: Day;
  readonly effective: Day;
  /** Where it has ended: the day on which it did. */
  readonly ended?: Day | undefined;
}

export interface Task {
  readonly kind: Kind;
  readonly status: Status;
  readonly subject: Subject;
  readonly edition: Edition;
  readonly life: Life;
  /** What it replaces, and what replaced it. */
  readonly predecessor: Edition | undefined;
  readonly successor: Edition | undefined;
}

/** What a record is made with: the day it is sound on, the taxonomy's words, and what the registry has so far. */
export interface Surroundings {
  readonly day: Day;
  readonly taxonomy: Taxonomy;
  readonly random: Random;
  readonly registration: (year: string) => string;
  /** Bases for a document that was published on one day and last amended or reviewed on another. */
  readonly bases: (subject: Subject, published: Day, newest: Day) => readonly Basis[];
  /** The id of a document in force, if there is one yet. */
  readonly anyInForce: () => string | undefined;
}

const ownRanks: ReadonlySet<string> = new Set([
  'local-regulation',
  'provincial-government-rule',
  'provincial-document',
  'bureau-document',
  'local-standard',
  'enterprise-standard',
]);
/** Ranks whose documents must be known some time before they take effect; of normative documents the administrative ones. */
const announcedRanks: ReadonlySet<string> = new Set(['departmental-rule', 'provincial-government-rule']);
const filedRanks: ReadonlySet<string> = new Set([
  'administrative-regulation',
  'local-regulation',
  'departmental-rule',
  'provincial-government-rule',
]);
/** Their measures are due by law within a year. */
const timedRanks: ReadonlySet<string> = new Set(['national-law', 'local-regulation']);

/** The steps on the way to publication. */
const steps: Readonly<Record<Kind, readonly string[]>> = {
  law: ['approved', 'drafting', 'consultation', 'legality-review', 'submitted', 'first-reading', 'second-reading'],
  rule: ['approved', 'drafting', 'consultation', 'legality-review', 'deliberated'],
  'normative-document': ['approved', 'drafting', 'assessment', 'consultation', 'legality-review', 'deliberated'],
  standard: ['preliminary', 'approved', 'drafting', 'consultation', 'examination'],
};

const daysInYear = 365;

export function recordOf(task: Task, around: Surroundings): FullRecord {
  const { subject, status, kind, life, successor } = task;
  const { random } = around;
  const isMade = status !== 'planned' && status !== 'drafting';
  const isOwn = ownRanks.has(subject.rank) && subject.province === undefined;
  const writer = texts(task, around);
  const waived = isOwn && status === 'in-force' && random.chance(0.03) ? waivable(task, around) : undefined;
  const numbering = numberingOf(task, around, isMade, isOwn, waived);
  const validity = isMade ? validityOf(task, around) : {};
  const immediate = isMade && isAnnounced(subject) && daysBetween(life.published, life.effective) < 30;
  const amendments =
    isMade && subject.class !== 'administrative' && kind !== 'standard' && random.chance(0.35)
      ? amendmentsOf(task, around, writer)
      : undefined;
  const review = validity.review ?? (isMade && waived !== 'standard-review-overdue' ? reviewOf(task, around, isOwn) : undefined);
  const newest = [life.published, life.effective, amendments?.at(-1)?.date, review?.date].filter(
    (each) => each !== undefined && each <= around.day,
  );
  const bases = random.chance(subject.class === 'administrative' ? 1 : 0.7)
    ? around.bases(subject, isMade ? life.published : around.day, isMade ? (newest.sort().at(-1) ?? life.published) : around.day)
    : [];
  const replaces = replacesOf(task, around);
  const domains = domainsOf(around);
  return cleared({
    title: subject.title,
    carrier: kind !== 'standard' && random.chance(0.12) ? `关于印发《${subject.title}》的通知` : undefined,
    rank: subject.rank,
    trial: subject.trial ? true : undefined,
    class: subject.class,
    ...numbering,
    registration: validity.registration,
    issuers: subject.issuers.length > 0 && (isOwn || random.chance(0.95)) ? subject.issuers : undefined,
    dates: isMade
      ? cleared({
          adopted: life.adopted,
          published: life.published,
          effective: life.effective,
          expires: validity.expires,
          repealed: status === 'repealed' ? life.ended : undefined,
        })
      : undefined,
    immediate_reason: immediate && waived !== 'short-notice' ? `涉及公共安全，不立即施行将有碍执行。${writer.sentence()}` : undefined,
    status,
    verified: random.chance(0.75) ? verifiedOn(life, isMade, around) : undefined,
    amendments,
    prolongations: validity.prolongations,
    repealed_by: isEnded(status)
      ? successor === undefined
        ? outsideAct(status, around)
        : random.chance(0.4)
          ? successor.id
          : undefined
      : undefined,
    ...domains,
    basis: bases.length > 0 ? bases : undefined,
    replaces: replaces.length > 0 ? replaces : undefined,
    implementing_measures:
      isMade && (kind === 'law' || kind === 'rule') && random.chance(0.2) ? measuresOf(task, around, writer) : undefined,
    filing: isMade && random.chance(0.4) ? filingOf(task, around) : undefined,
    project: isMade ? (random.chance(0.12) ? pastProject(task, around, writer) : undefined) : openProject(task, around, writer),
    review,
    traits: isOwn && random.chance(0.35) ? traitsOf(around, writer) : undefined,
    standard: kind === 'standard' ? standardOf(task, around) : undefined,
    reference: subject.province === undefined ? undefined : true,
    owner: isOwn && random.chance(0.7) ? random.pick(offices) : undefined,
    sources: sourcesOf(around, life),
    unverified: random.chance(0.35) ? unverifiedOf(around, kind) : undefined,
    waivers:
      waived === undefined
        ? undefined
        : [{ rule: waived, reason: `已去函核实，待回复。${writer.sentence()}`, until: addYears(around.day, 1) }],
    note: random.chance(0.85) ? writer.note() : undefined,
  });
}

/** Without the fields that have no value. */
function cleared<Each extends object>(fields: Each): { [Name in keyof Each]: Exclude<Each[Name], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [Name in keyof Each]: Exclude<Each[Name], undefined>;
  };
}

function isEnded(status: Status): boolean {
  return status === 'repealed' || status === 'superseded';
}

export function isAnnounced({ rank, class: kind }: Subject): boolean {
  return announcedRanks.has(rank) || kind === 'administrative';
}

function later(day: Day, days: number): Day {
  return addDays(day, days) ?? day;
}

/** A rule whose finding this document can have and be excused for. */
function waivable({ kind, subject, life }: Task, { day, random }: Surroundings): string | undefined {
  const isOld = kind === 'standard' && daysBetween(life.published, day) > 6 * daysInYear;
  const isShort = isAnnounced(subject) && daysBetween(life.published, life.effective) < 30;
  return isOld ? 'standard-review-overdue' : isShort ? 'short-notice' : random.chance(0.5) ? 'missing-number' : undefined;
}

function numberingOf(
  { kind, edition, subject, successor }: Task,
  { random }: Surroundings,
  isMade: boolean,
  isOwn: boolean,
  waived: string | undefined,
): Pick<FullRecord, 'number' | 'number_unpublished'> {
  // Its successor may name it by its number.
  if (successor !== undefined) return { number: edition.number };
  if (!isMade || waived === 'missing-number') return {};
  if (kind === 'standard' || isOwn || random.chance(0.95))
    return subject.class === 'internal' && random.chance(0.5) ? { number_unpublished: true } : { number: edition.number };
  return {};
}

interface ValidityFields {
  readonly registration?: string;
  readonly expires?: Day;
  readonly prolongations?: NonNullable<FullRecord['prolongations']>;
  readonly review?: NonNullable<FullRecord['review']>;
}

/** How long an administrative normative document of the province is valid; the length fits every limit there has been. */
function validityOf({ subject, life, status }: Task, { day, random, registration }: Surroundings): ValidityFields {
  if (subject.class === undefined) return status === 'expired' && life.ended !== undefined ? { expires: later(life.ended, -1) } : {};
  if (subject.class !== 'administrative') return status === 'expired' && life.ended !== undefined ? { expires: later(life.ended, -1) } : {};
  const years = subject.trial ? 2 : random.pick([3, 5, 5]);
  const first = later(addYears(life.effective, years), -1);
  const own = { registration: registration(life.published.slice(0, 4)) };
  if (status === 'expired' || isEnded(status) || first >= day) {
    return { ...own, expires: first, ...(status === 'in-force' && dueReview(first, day)) };
  }
  // Still in force after its first time: prolonged once or more, each time published and registered anew.
  const prolongations: { until: Day; published: Day; registration: string; number: string }[] = [];
  let expires = first;
  while (expires < day) {
    const published = later(expires, -random.between(31, 60));
    expires = later(addYears(published, years), -1);
    const year = published.slice(0, 4);
    prolongations.push({
      until: expires,
      published,
      registration: registration(year),
      number: `${subject.code}〔${year}〕${random.between(101, 999)}号`,
    });
  }
  return { ...own, expires, prolongations, ...dueReview(expires, day) };
}

/** What ends within half a year has been evaluated. */
function dueReview(expires: Day, day: Day): Pick<ValidityFields, 'review'> {
  return addMonths(expires, -6) <= day ? { review: { date: day, result: 'keep' } } : {};
}

function reviewOf({ kind, life, status }: Task, { day, random }: Surroundings, isOwn: boolean): FullRecord['review'] {
  if (status !== 'in-force') return undefined;
  const age = daysBetween(life.published, day);
  if (kind === 'standard' && isOwn) {
    return age > 4 * daysInYear ? { date: later(day, -random.between(1, 3 * daysInYear)), result: 'keep' } : undefined;
  }
  return age > 700 && random.chance(0.15)
    ? { date: later(day, -random.between(1, 600)), result: random.pick(['keep', 'keep', 'amend']) }
    : undefined;
}

function amendmentsOf({ subject, life }: Task, { day, random }: Surroundings, { sentence }: Texts): NonNullable<FullRecord['amendments']> {
  const end = life.ended ?? day;
  const amendments: NonNullable<FullRecord['amendments']>[number][] = [];
  let date = later(life.effective, random.between(400, 2_000));
  while (date < end && amendments.length < 4) {
    const effective = later(date, random.pick([0, 0, 30, 60]));
    amendments.push(
      cleared({
        date,
        by: random.chance(0.8) ? `${subject.issuers[0]}《关于修改〈${subject.title}〉等${random.between(2, 40)}件文件的决定》` : undefined,
        number: random.chance(0.4) ? amendingNumber(subject, date, random) : undefined,
        effective: effective <= end && random.chance(0.6) ? effective : undefined,
        note: random.chance(0.2) ? sentence() : undefined,
      }),
    );
    date = later(date, random.between(500, 2_500));
  }
  return amendments.length > 0 ? amendments : [{ date: life.effective }];
}

function amendingNumber({ code, issuers }: Subject, date: Day, random: Random): string {
  const year = date.slice(0, 4);
  return code === '' ? `${issuers[0]}令${year}年第${random.between(1, 90)}号` : `${code}〔${year}〕${random.between(1, 90)}号`;
}

function replacesOf({ predecessor, status }: Task, { random }: Surroundings): readonly Replaced[] {
  const outsideTitle = `${random.between(1, 30)}年前的暂行规定（未登记，第${random.between(1, 99_999)}号卷）`;
  const other: readonly Replaced[] = status === 'in-force' && random.chance(0.04) ? [{ title: outsideTitle }] : [];
  return predecessor === undefined ? other : [random.chance(0.35) ? predecessor.number : predecessor.id, ...other];
}

/** By what a document was ended that no document of the registry replaces. */
function outsideAct(status: Status, { random }: Surroundings): Replaced | undefined {
  if (status !== 'repealed') return undefined;
  const year = random.between(2019, 2025);
  return random.chance(0.5)
    ? { title: `关于公布第${random.between(3, 60)}批废止、失效文件目录的决定（${year}年）` }
    : `鲁政字〔${year}〕${random.between(1, 300)}号`;
}

function domainsOf({ random, taxonomy }: Surroundings): Pick<FullRecord, 'domains' | 'topics'> {
  const isAll = random.chance(0.08);
  const domains = random.some(taxonomy.domains, random.pick([1, 1, 1, 1, 2, 3])).map(({ id }) => id);
  const known = taxonomy.topics.filter(({ domain }) => isAll || domains.includes(domain)).map(({ id }) => id);
  const topics = random.chance(0.45) ? random.some(known, random.pick([1, 1, 2, 3])) : [];
  return { domains: isAll ? 'all' : domains, ...(topics.length > 0 && { topics }) };
}

function measuresOf({ subject }: Task, { day, random, anyInForce }: Surroundings, { about }: Texts): FullRecord['implementing_measures'] {
  return Array.from({ length: random.between(1, 3) }, () => {
    const document = random.chance(0.5) ? anyInForce() : undefined;
    // Nothing that is still open may be overdue, by its own day or by that of the law.
    const isOpen = document === undefined && (timedRanks.has(subject.rank) || random.chance(0.5));
    return cleared({
      title: `${about()}的具体办法`,
      clause: `第${random.between(2, 80)}条${random.chance(0.3) ? '第二款' : ''}`,
      document,
      due: isOpen ? later(day, random.between(30, 700)) : undefined,
    });
  });
}

function filingOf({ kind, subject, life }: Task, { day, random }: Surroundings): FullRecord['filing'] {
  if (!filedRanks.has(subject.rank) && subject.class !== 'administrative') return undefined;
  const date = later(life.published, random.between(3, kind === 'normative-document' ? 15 : 30));
  return date > day
    ? undefined
    : cleared({ date, number: random.chance(0.6) ? `备案〔${date.slice(0, 4)}〕${random.between(1, 900)}号` : undefined });
}

type Project = NonNullable<FullRecord['project']>;
type Event = NonNullable<Project['events']>[number];

/** The project of a document that was made: finished with its publication. */
function pastProject({ kind, life }: Task, around: Surroundings, writer: Texts): Project {
  const { random } = around;
  const before = eventsBefore(steps[kind], life.adopted ?? life.published, around, writer);
  const adopted: readonly Event[] = life.adopted === undefined ? [] : [{ stage: 'adopted', date: life.adopted }];
  const events: readonly Event[] = [...before, ...adopted, { stage: 'published', date: life.published }];
  return cleared({ stage: 'published', due: random.chance(0.6) ? later(life.published, random.between(0, 60)) : undefined, events });
}

function openProject({ kind, status }: Task, around: Surroundings, writer: Texts): Project | undefined {
  const { day, random } = around;
  const due = later(day, random.between(20, 700));
  if (status === 'planned') return random.chance(0.6) ? { stage: 'approved', due } : undefined;
  const reached = steps[kind].slice(0, random.between(2, steps[kind].length));
  return { stage: reached.at(-1) ?? 'drafting', due, events: eventsBefore(reached, later(day, -random.between(1, 90)), around, writer) };
}

function eventsBefore(stages: readonly string[], end: Day, { random }: Surroundings, { sentence, source }: Texts): readonly Event[] {
  let date = end;
  return stages
    .toReversed()
    .map((stage) => {
      date = later(date, -random.between(5, 80));
      return cleared({
        stage,
        date,
        note: random.chance(0.25) ? sentence() : undefined,
        source: random.chance(0.4) ? source(date) : undefined,
      });
    })
    .toReversed();
}

function traitsOf({ random }: Surroundings, { sentence }: Texts): FullRecord['traits'] {
  const article = (): string => (random.chance(0.6) ? `第${random.between(1, 60)}条` : `第${random.between(1, 60)}条：${sentence()}`);
  return cleared({
    objective: article(),
    procedure: random.chance(0.9) ? article() : undefined,
    measure: random.chance(0.7) ? article() : undefined,
    control: random.chance(0.7) ? article() : undefined,
  });
}

function standardOf({ subject, life }: Task, { random }: Surroundings): FullRecord['standard'] {
  return cleared({
    nature: subject.series?.nature ?? 'recommended',
    ics: random.chance(0.7) ? random.pick(['27.010', '03.080', '91.120.10', '43.020', '01.120']) : undefined,
    ccs: random.chance(0.7) ? `${random.pick(['F', 'A', 'P', 'T'])}${random.between(10, 99)}` : undefined,
    centralized_by: random.chance(0.5) ? random.pick(committees) : undefined,
    title_en: random.chance(0.4)
      ? `Specification for ${random.pick(['management', 'evaluation', 'operation', 'renovation'])} of public-institution ${random.pick(['buildings', 'vehicles', 'energy use', 'services'])}, part ${random.between(1, 9)} (${life.published.slice(0, 4)})`
      : undefined,
  });
}

function sourcesOf({ random, day }: Surroundings, { published }: Life): readonly string[] {
  const seen = published > day ? day : published;
  return [...new Set(Array.from({ length: random.pick([1, 2, 2, 3, 4]) }, () => sourceOn(seen, random)))];
}

function sourceOn(day: Day, random: Random): string {
  const [y = '', m = '', d = ''] = day.split('-');
  const parts: Readonly<Record<string, string>> = {
    y,
    m,
    d,
    n: String(random.between(1, 99_999)),
    k: String(random.between(1_000, 999_999)),
  };
  return random.pick(sites).replace(/\{(\w)\}/g, (_, name: string) => parts[name] ?? '');
}

function unverifiedOf({ random }: Surroundings, kind: Kind): FullRecord['unverified'] {
  const names = ['title', 'number', 'issuers', 'dates.published', 'dates.effective', 'status', 'domains', 'topics'];
  return random.some(kind === 'standard' ? [...names, 'standard.ics', 'standard.centralized_by'] : names, random.between(1, 3));
}

/** A month before the day's own, or a day; not before publication. */
function verifiedOn({ published }: Life, isMade: boolean, { day, random }: Surroundings): string {
  const on = later(day, -random.between(32, 1_500));
  if (isMade && on < published) return published;
  return random.chance(0.7) ? on.slice(0, 7) : on;
}

interface Texts {
  readonly sentence: () => string;
  readonly note: () => string;
  readonly about: () => string;
  readonly source: (day: Day) => string;
}

function texts({ subject, life }: Task, { random }: Surroundings): Texts {
  const sentence = (): string => {
    const parts: Readonly<Record<string, string>> = {
      n: String(random.between(2, 98)),
      q: String(random.between(2, 12)),
      y: String(Number(life.published.slice(0, 4)) - random.between(1, 9)),
      s: subject.about.subject,
      m: subject.about.matter,
      b: random.pick(bodies),
      c: subject.issuers[0] ?? '制定机关',
    };
    return random.pick(sentences).replace(/\{(\w)\}/g, (_, name: string) => parts[name] ?? '');
  };
  return {
    sentence,
    note: () => {
      const lines = Array.from({ length: random.between(3, 16) }, sentence);
      return random.chance(0.45)
        ? lines.join('\n')
        : random.chance(0.1)
          ? `${lines.slice(0, 3).join('')}\n\n${lines.slice(3).join('\n') || '另见附件。'}`
          : lines.join('');
    },
    about: () => `${subject.about.subject}${subject.about.matter}`,
    source: (day) => sourceOn(day, random),
  };
}

/** A title outside every registry. */
export function outsideBasis(random: Random): Basis {
  return { title: random.pick(outside) };
}
