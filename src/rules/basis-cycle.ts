// Documents that rest on each other in a ring.
import { compareText, type Finding } from '../diagnostic.ts';
import { basisTarget, type Document } from '../registry/document.ts';
import type { Registry } from '../registry/registry.ts';
import { type Rule, within } from './rule.ts';

/** A step of the ring: the document, and which of its bases leads on. */
interface Step {
  readonly document: Document;
  readonly index: number;
}

export const basisCycle: Rule = {
  name: 'basis-cycle',
  severity: 'error',
  summary: { zh: '依据绕成一圈', en: 'documents rest on each other in a ring' },
  why: {
    zh: '下位文件依据上位文件制定；绕成一圈，说明至少有一处把依据写反了，依据是否有效也无从查起。',
    en: 'A document rests on one above it; a ring means that at least one basis is the wrong way round, and validity cannot be traced.',
  },
  mend: { zh: '删去写反的那条依据。', en: 'Remove the basis that points the wrong way.' },
  source: { zh: '立法法第九十八条至第一百零二条（效力等级）', en: 'Legislation Law, art. 98–102 (order of ranks)' },
  example: { wrong: 'a.yaml:\n  basis: [b]\nb.yaml:\n  basis: [a]', right: 'a.yaml:\n  basis: [b]' },
  *checkRegistry({ registry }) {
    const done = new Set<string>();
    for (const document of registry.documents) {
      if (!done.has(document.id) && document.basis !== undefined) yield* ringsFrom(registry, document, done);
    }
  },
};

/** Walks down the bases without recursion, so that a long chain cannot exhaust the stack. */
function* ringsFrom(registry: Registry, start: Document, done: Set<string>): Iterable<Finding> {
  const trail: { document: Document; next: number }[] = [{ document: start, next: 0 }];
  const onTrail = new Map([[start.id, 0]]);
  while (trail.length > 0) {
    const top = trail[trail.length - 1] as (typeof trail)[number];
    const bases = top.document.basis ?? [];
    if (top.next >= bases.length) {
      done.add(top.document.id);
      onTrail.delete(top.document.id);
      trail.pop();
      continue;
    }
    const target = registry.byId.get(basisTarget(bases[top.next++] ?? '') ?? '');
    if (target === undefined || done.has(target.id)) continue;
    const from = onTrail.get(target.id);
    if (from !== undefined) yield ring(trail.slice(from).map(({ document, next }) => ({ document, index: next - 1 })));
    else {
      onTrail.set(target.id, trail.length);
      trail.push({ document: target, next: 0 });
    }
  }
}

/**
 * A ring is reported at the step that goes most against time, where a document rests on a younger one:
 * that is the likeliest to be wrong. Without dates it is the first document by id.
 */
function ring(steps: readonly Step[]): Finding {
  const ranked = steps.map((step, index) => ({ index, id: step.document.id, gap: gapOf(step, steps[(index + 1) % steps.length] ?? step) }));
  const [suspect] = ranked.sort((a, b) => compareText(b.gap, a.gap) || compareText(a.id, b.id));
  const start = suspect?.index ?? 0;
  const turned = [...steps.slice(start), ...steps.slice(0, start)];
  const [first, ...others] = turned as [Step, ...Step[]];
  const path = [...turned, first].map(({ document }) => `\`${document.id}\``).join(' → ');
  return {
    where: within(first.document, ['basis', first.index]),
    message: { zh: `依据绕成一圈：${path}`, en: `the bases form a ring: ${path}` },
    hint: { zh: '删去写反的那条依据', en: 'remove the basis that points the wrong way' },
    related: others.map(({ document, index }) => ({
      where: within(document, ['basis', index]),
      message: { zh: `\`${document.id}\` 的依据`, en: `basis of \`${document.id}\`` },
    })),
  };
}

/** The day of the basis where it is younger than the document that rests on it, else ''. */
function gapOf(step: Step, next: Step): string {
  const [own, basis] = [dayOf(step.document), dayOf(next.document)];
  return own !== undefined && basis !== undefined && own < basis ? basis : '';
}

function dayOf({ dates }: Document): string | undefined {
  return dates.adopted ?? dates.published ?? dates.effective;
}
