// Documents that rest on each other in a ring.
import { compareText, type Finding } from '../diagnostic.ts';
import type { Document } from '../registry/document.ts';
import { outside, type Registry } from '../registry/registry.ts';
import { type RegistryRule, within } from './rule.ts';

/** A step of the ring: the document, and which of its bases leads on. */
interface Step {
  readonly document: Document;
  readonly index: number;
}

export const basisCycle: RegistryRule = {
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
    const done = new Uint8Array(registry.basis.starts.length);
    for (const { row } of registry.documents) if (done[row] === 0) yield* ringsFrom(registry, row, done);
  },
};

/** Walks down the bases without recursion, so that a long chain cannot exhaust the stack. */
function* ringsFrom({ at, basis: { starts, rows } }: Registry, start: number, done: Uint8Array): Iterable<Finding> {
  const trail = [{ row: start, next: starts[start] ?? 0 }];
  const onTrail = new Map([[start, 0]]);
  for (let top = trail[0]; top !== undefined; top = trail.at(-1)) {
    if (top.next === starts[top.row + 1]) {
      done[top.row] = 1;
      onTrail.delete(top.row);
      trail.pop();
      continue;
    }
    const target = rows[top.next++] ?? outside;
    if (target < 0 || done[target] === 1) continue;
    const from = onTrail.get(target);
    if (from === undefined) {
      onTrail.set(target, trail.length);
      trail.push({ row: target, next: starts[target] ?? 0 });
    } else
      yield* ring(
        trail.slice(from).flatMap(({ row, next }): readonly Step[] => {
          const document = at(row);
          return document === undefined ? [] : [{ document, index: next - 1 - (starts[row] ?? 0) }];
        }),
      );
  }
}

/**
 * A ring is reported at the step that goes most against time, where a document rests on a younger one:
 * that is the likeliest to be wrong. Without dates it is the first document by id.
 */
function* ring(steps: readonly Step[]): Iterable<Finding> {
  const ranked = steps.map((step, index) => ({ index, id: step.document.id, gap: gapOf(step, steps[(index + 1) % steps.length] ?? step) }));
  const [suspect] = ranked.sort((a, b) => compareText(b.gap, a.gap) || compareText(a.id, b.id));
  const start = suspect?.index ?? 0;
  const turned = [...steps.slice(start), ...steps.slice(0, start)];
  const [first, ...others] = turned;
  if (first === undefined) return;
  const path = [...turned, first].map(({ document }) => `\`${document.id}\``).join(' → ');
  yield {
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
