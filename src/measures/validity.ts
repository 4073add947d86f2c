// Validity (有效期): whether a document has ended on a day, and whether its record says that it has not.
import type { Day } from '../registry/day.ts';
import type { Document } from '../registry/document.ts';
import { isOwnAdministrative } from '../registry/normative.ts';
import type { Registry } from '../registry/registry.ts';
import { type Standing, standingOf, statusDayOf } from './standing.ts';

/** Whether it has been issued and not ended: what the rules on validity and registration can still be asked of. */
export function isLiving({ state }: Standing): boolean {
  return state === 'in-force' || state === 'not-yet-effective';
}

export function isEnded({ state }: Standing): boolean {
  return state === 'repealed' || state === 'superseded' || state === 'expired';
}

/**
 * The standing on a day, where it is known: a status that no date bears out says nothing about a day
 * before the one on which it was recorded.
 */
export function knownStandingOf(registry: Registry, document: Document, day: Day): Standing | undefined {
  const standing = standingOf(registry, document, day);
  return standing.undated && statusDayOf(registry, document, day) !== day ? undefined : standing;
}

/** Whether it is an administrative normative document of the registry's own whose validity has run out, and that still says it is in force. */
export function isRunOutInForce(registry: Registry, document: Document, day: Day): boolean {
  return document.status === 'in-force' && isOwnAdministrative(registry, document) && standingOf(registry, document, day).by === 'expires';
}
