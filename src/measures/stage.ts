// Stages: whether a document reached a stage or a standing by a day, and on which day it did.
import { addDays, type Day } from '../registry/day.ts';
import type { Document } from '../registry/document.ts';
import type { Registry } from '../registry/registry.ts';
import type { Stage } from '../registry/taxonomy.ts';
import { earlier, effectOf, inForceOf, type Start, standingOf, startOf } from './standing.ts';

/** What a document reached, and when; no day where it is known to have happened and not when. */
export interface Reached {
  readonly day: Day | undefined;
}

/**
 * The first day by which a document reached a stage of its kind (or came into a standing, by its word), if that was
 * on or before the day. A later stage says that the earlier ones were gone through, unless the project ended there
 * without a result; and a document in force was adopted and published, whatever dates are known.
 */
export function reachedBy(registry: Registry, document: Document, word: string, day: Day): Reached | undefined {
  const order = orderOf(registry, document, word);
  return order === undefined ? standingBy(registry, document, word, day) : stageBy(registry, document, { id: word, order }, day);
}

/** Whether something has been done on the way to a stage by the day: a step recorded, adopted, or being drafted. */
export function isUnderWay(registry: Registry, document: Document, day: Day): boolean {
  const { project, dates } = document;
  if ((dates.adopted ?? '9999') <= day) return true;
  const events = project?.events?.filter(({ stage }) => !endsWithout(registry, document, stage)) ?? [];
  // The steps say when it began; only without any is the recorded status all there is.
  return events.length > 0 ? events.some(({ date }) => date <= day) : standingOf(registry, document, day).state === 'drafting';
}

/**
 * Whether a project has come to its end by the day: published, or ended without a result. The stage that the record
 * gives is the present one; where a date says that publication came later, it was not yet finished.
 */
export function isFinished(registry: Registry, document: Document, day: Day): boolean {
  const { project, dates } = document;
  if (project === undefined) return false;
  const published = orderOf(registry, document, 'published') ?? 0;
  const isOver = (stage: string): boolean =>
    (orderOf(registry, document, stage) ?? -1) >= published || endsWithout(registry, document, stage);
  const events = project.events ?? [];
  const last = events
    .map(({ date }) => date)
    .sort()
    .at(-1);
  const start = startOf(document);
  const outcome = dates.published ?? (start?.isDated === true ? start.day : undefined);
  // Out after its last step: the stage was not brought up to date. Without steps it may be a revision of an old text.
  if (last !== undefined && outcome !== undefined && outcome >= last) return outcome <= day;
  if (!isOver(project.stage)) return false;
  const [end = dates.published] = events.flatMap(({ stage, date }) => (isOver(stage) ? [date] : [])).sort();
  return end === undefined || end <= day;
}

/** Whether the project had ended without a result by the day. */
export function hasFailed(registry: Registry, document: Document, day: Day): boolean {
  return document.project?.events?.some(({ stage, date }) => date <= day && endsWithout(registry, document, stage)) === true;
}

/** The three stages that have a date of their own, also for kinds whose list does not name them. */
const dated = ['adopted', 'published', 'effective'] as const;

function stagesOf({ vocabulary }: Registry, { kind }: Document): readonly Stage[] {
  return vocabulary.taxonomy.stages[kind];
}

/** Position among the stages of the kind. Where the list has no `effective`, as that of standards, it comes right after `published`. */
function orderOf(registry: Registry, document: Document, word: string): number | undefined {
  const stages = stagesOf(registry, document);
  const index = stages.findIndex(({ id }) => id === word);
  if (index >= 0) return index;
  const published = stages.findIndex(({ id }) => id === 'published');
  const at = dated.map(String).indexOf(word);
  return at < 0 ? undefined : (published < 0 ? stages.length : published) + (at - 1) / 2;
}

function endsWithout(registry: Registry, document: Document, stage: string): boolean {
  return stagesOf(registry, document).find(({ id }) => id === stage)?.ends_without_result === true;
}

interface Wanted {
  readonly id: string;
  readonly order: number;
}

function stageBy(registry: Registry, document: Document, { id, order: wanted }: Wanted, day: Day): Reached | undefined {
  const itself = dayOf(registry, document, id);
  // The day of the stage itself decides where it is known; only else does a later one speak for it.
  if (itself !== undefined) return itself <= day ? { day: itself } : undefined;
  const steps = stepsOf(registry, document);
  const start = startOf(document);
  const effective = orderOf(registry, document, 'effective') ?? 0;
  // What has begun nobody knows when is not dated by what came after.
  const isUndated = start?.isDated === false && effective >= wanted;
  let first: Day | undefined;
  for (const step of steps)
    if (step.order > wanted && !step.isEnd && !(isUndated && step.order > effective)) first = earlier(first, step.day);
  if (first !== undefined) return first <= day ? { day: first } : undefined;
  // A stage that comes before and has a day that is still to come says that the present one was not reached yet.
  const isAhead = steps.some(({ order, day: each }) => order < wanted && each > day);
  const isPast = isUndated ? start.day <= day : !isAhead && isPresent(registry, document, wanted, day);
  return isPast ? { day: undefined } : undefined;
}

/** Whether the record says, without a day, that it is at the stage or past it: by the present stage, or as being drafted. */
function isPresent(registry: Registry, document: Document, wanted: number, day: Day): boolean {
  const { stage } = document.project ?? {};
  if (stage !== undefined && !endsWithout(registry, document, stage) && (orderOf(registry, document, stage) ?? -1) >= wanted) return true;
  const isDrafted = document.status === 'drafting' && standingOf(registry, document, day).state !== 'nonexistent';
  return isDrafted && (orderOf(registry, document, 'drafting') ?? -1) >= wanted;
}

/** From when a document was in force, whatever it is now. What ended or was replaced before its day never was. */
function begunOf(registry: Registry, document: Document): Start | undefined {
  const start = startOf(document);
  return start?.isDated === true && inForceOf(registry, document) === undefined ? undefined : start;
}

/** A step that a record dates, and its place among the stages. */
interface Step {
  readonly order: number;
  readonly day: Day;
  readonly isEnd: boolean;
}

/** The first day that a record gives for a stage itself. */
function dayOf(registry: Registry, document: Document, stage: string): Day | undefined {
  let first = dateOf(registry, document, stage);
  for (const event of document.project?.events ?? []) if (event.stage === stage) first = earlier(first, event.date);
  return first;
}

/** The stages that records have a date for, beside the steps of their projects. */
const withDate = [...dated, 'filed'] as const;

function dateOf(registry: Registry, document: Document, stage: string): Day | undefined {
  if (stage === 'adopted' || stage === 'published') return document.dates[stage];
  if (stage === 'filed') return document.filed;
  const begun = stage === 'effective' ? begunOf(registry, document) : undefined;
  return begun?.isDated === true ? begun.day : undefined;
}

function stepsOf(registry: Registry, document: Document): readonly Step[] {
  const stages = stagesOf(registry, document);
  const steps: Step[] = [];
  const add = (stage: string, day: Day | undefined): void => {
    const order = day === undefined ? undefined : orderOf(registry, document, stage);
    if (day !== undefined && order !== undefined) steps.push({ order, day, isEnd: stages[order]?.ends_without_result === true });
  };
  for (const stage of withDate) add(stage, dateOf(registry, document, stage));
  for (const { stage, date } of document.project?.events ?? []) add(stage, date);
  return steps;
}

/** The first of a document's own days on which its standing was that. */
function standingBy(registry: Registry, document: Document, word: string, day: Day): Reached | undefined {
  if (word === 'in-force') {
    const stretch = inForceOf(registry, document);
    return stretch !== undefined && stretch.from <= day ? { day: stretch.isDated ? stretch.from : undefined } : undefined;
  }
  const { dates } = document;
  const own = [dates.adopted, dates.published, dates.effective, dates.repealed, dates.expires && addDays(dates.expires, 1)];
  const successors = registry.successorsOf(document.id).flatMap((successor) => effectOf(successor.document) ?? []);
  const starts: readonly Start[] = [...own.flatMap((each) => (each ? [{ day: each, isDated: true }] : [])), ...successors];
  const known = [...starts].filter((start) => start.day <= day).sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));
  const first = known.find((start) => standingOf(registry, document, start.day).state === word);
  if (first !== undefined) return { day: first.isDated ? first.day : undefined };
  return standingOf(registry, document, day).state === word ? { day: undefined } : undefined;
}
