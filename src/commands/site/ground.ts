// What all pages are drawn from: one day's figures, findings and relations, each reckoned once.
import type { Diagnostic } from '../../diagnostic.ts';
import { amendedSince, endOfBasis } from '../../measures/basis.ts';
import type { Tallied } from '../../measures/counted.ts';
import { coverageOf } from '../../measures/coverage.ts';
import { type Milestones, milestonesOf } from '../../measures/milestone.ts';
import type { RegisteredBasis } from '../../registry/bases.ts';
import { basesOf } from '../../registry/bases.ts';
import type { Document } from '../../registry/document.ts';
import type { Picture } from '../coverage/view.ts';
import { type FiguresInput, groundOf } from '../sound.ts';

export interface Shown extends Picture {
  /** Undefined where the registry has no plan. */
  readonly milestones: Milestones | undefined;
  readonly tallied: ReadonlyMap<string, Tallied>;
  readonly findingsIn: (file: string) => readonly Diagnostic[];
  /** A document that has a page: what is faulty may be missing, or say the wrong thing. */
  readonly documents: readonly Tallied[];
}

export function shownOf(input: FiguresInput): Shown {
  const ground = groundOf(input);
  const { registry, unsound } = ground;
  const coverage = coverageOf(registry, input.day, unsound);
  const byFile = new Map<string, Diagnostic[]>();
  for (const each of input.checked?.diagnostics ?? []) byFile.set(each.place.file, [...(byFile.get(each.place.file) ?? []), each]);
  return {
    input,
    ground,
    vocabulary: registry.vocabulary,
    coverage,
    view: 'any',
    milestones: milestonesOf(registry, input.day, unsound, () => coverage),
    tallied: new Map(coverage.tallied.map((each) => [each.document.id, each])),
    findingsIn: (file) => byFile.get(file) ?? [],
    documents: coverage.tallied.filter(({ reason }) => reason !== 'unsound'),
  };
}

/** How a document stands to a basis: it has ended, it was amended since, or nothing is known to be wrong. */
export type Tie = 'dead' | 'stale' | 'sound';

export interface Based extends RegisteredBasis {
  readonly tie: Tie;
}

/** The registered bases of a document. Only what is in force can be said to rest on the wrong thing. */
export function basedOn({ ground: { registry }, input: { day }, tallied }: Shown, document: Document): readonly Based[] {
  const isInForce = tallied.get(document.id)?.standing.state === 'in-force' && !document.isReference;
  return basesOf(registry, document).map((basis) => ({ ...basis, tie: isInForce ? tieOf(basis) : 'sound' }));

  function tieOf({ document: basis, version }: RegisteredBasis): Tie {
    if (endOfBasis(registry, basis, day) !== undefined) return 'dead';
    return amendedSince(registry, document, basis, version, day) === undefined ? 'sound' : 'stale';
  }
}
