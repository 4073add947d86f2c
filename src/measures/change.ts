// What came, went and changed between two states of the system: two days, two revisions, or both.
import type { Day } from '../registry/day.ts';
import type { Document } from '../registry/document.ts';
import type { Domain, Tier, Topic } from '../registry/taxonomy.ts';
import { isInForce, type Tallied } from './counted.ts';
import { type Cell, type Coverage, isFilled, type LevelView, type TopicCover } from './coverage.ts';

/** A document that is not the same on both sides; undefined where a side does not have it. */
export interface Moved {
  readonly document: Document;
  readonly before: Tallied | undefined;
  readonly after: Tallied | undefined;
  /** Fields of the record that differ, or `amendments` where it was amended between the two days. */
  readonly fields: readonly string[];
}

export interface TopicMove {
  readonly topic: Topic;
  readonly before: TopicCover | undefined;
  readonly after: TopicCover | undefined;
}

export interface CellMove {
  readonly domain: Domain;
  readonly tier: Tier;
  readonly before: Cell['state'] | undefined;
  readonly after: Cell['state'] | undefined;
}

export interface Change {
  /** In force afterwards and not before. */
  readonly came: readonly Moved[];
  /** In force before and not afterwards. */
  readonly went: readonly Moved[];
  /** Every other difference: entered or taken out without counting, another standing, another record, amended. */
  readonly changed: readonly Moved[];
  readonly topics: readonly TopicMove[];
  readonly cells: readonly CellMove[];
}

/** `view` says which documents fill a cell. */
export function changeBetween(before: Coverage, after: Coverage, view: LevelView): Change {
  const moved = paired(before.tallied, after.tallied, ({ document }) => document.id).flatMap(([was, is]): readonly Moved[] => {
    const document = (is ?? was)?.document;
    return document === undefined ? [] : [{ document, before: was, after: is, fields: fieldsBetween(before, after, was, is) }];
  });
  const counts = (tallied: Tallied | undefined): boolean => tallied !== undefined && isInForce(tallied);
  return {
    came: moved.filter((each) => !counts(each.before) && counts(each.after)),
    went: moved.filter((each) => counts(each.before) && !counts(each.after)),
    changed: moved.filter((each) => counts(each.before) === counts(each.after) && isOther(each)),
    topics: paired(before.topics, after.topics, ({ topic }) => topic.id).flatMap(([was, is]) => {
      const topic = (is ?? was)?.topic;
      return topic === undefined || was?.state === is?.state ? [] : [{ topic, before: was?.state, after: is?.state }];
    }),
    cells: paired(before.cells, after.cells, ({ domain, tier }) => `${domain.id} ${tier}`).flatMap(([was, is]) => {
      const cell = is ?? was;
      const [from, to] = [was && stateOf(was, view), is && stateOf(is, view)];
      return cell === undefined || from === to ? [] : [{ domain: cell.domain, tier: cell.tier, before: from, after: to }];
    }),
  };
}

function stateOf(cell: Cell, view: LevelView): Cell['state'] {
  return cell.state === 'filled' && !isFilled(cell, view) ? 'empty' : cell.state;
}

/** The standing of what is kept for reference makes no difference to anything. */
function isOther({ before, after, fields }: Moved): boolean {
  if (fields.length > 0) return true;
  if (before?.reason === 'reference' && after?.reason === 'reference') return false;
  return before?.standing.state !== after?.standing.state || before?.reason !== after?.reason;
}

/** Both sides of each key, those of the second in their order, then what is only in the first. */
function paired<Value>(
  before: readonly Value[],
  after: readonly Value[],
  keyOf: (value: Value) => string,
): readonly (readonly [Value | undefined, Value | undefined])[] {
  const [was, is] = [before, after].map((values) => new Map(values.map((value) => [keyOf(value), value])));
  const gone = before.filter((value) => is?.has(keyOf(value)) !== true).map((value) => [value, undefined] as const);
  return [...after.map((value) => [was?.get(keyOf(value)), value] as const), ...gone];
}

function fieldsBetween(before: Coverage, after: Coverage, was: Tallied | undefined, is: Tallied | undefined): readonly string[] {
  if (was === undefined || is === undefined) return [];
  const [old, now] = [before.registry.recordOf(was.document), after.registry.recordOf(is.document)];
  const [first, last] = [before.day, after.day].sort() as [Day, Day];
  const isAmended = now.amendments?.some(({ date, effective = date }) => effective > first && effective <= last) === true;
  const [earlier, later] = [old, now].map((record) => new Map<string, unknown>(Object.entries(record)));
  const names = new Set([...(earlier?.keys() ?? []), ...(later?.keys() ?? [])]);
  const isOther = (name: string): boolean => JSON.stringify(earlier?.get(name)) !== JSON.stringify(later?.get(name));
  return [...names].filter((name) => isOther(name) || (name === 'amendments' && isAmended));
}
