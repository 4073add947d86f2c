// Administrative normative documents (行政规范性文件): the one class of which registration and validity are asked.
import type { Day } from './day.ts';
import type { Document, Recorded } from './document.ts';
import type { Jurisdiction } from './jurisdiction.ts';
import type { Registry } from './registry.ts';
import { isOwnLevel } from './taxonomy.ts';

/** Whether it is an administrative normative document of the registry's own, and not another province's that is kept to learn from. */
export function isOwnAdministrative(registry: Pick<Registry, 'vocabulary'>, document: Document): boolean {
  return document.class === 'administrative' && isOwnNormative(registry, document);
}

/** Whether it is a normative document that the registry's own authorities made. */
export function isOwnNormative({ vocabulary }: Pick<Registry, 'vocabulary'>, { kind, rank, isReference }: Document): boolean {
  return kind === 'normative-document' && rank !== undefined && isOwnLevel(vocabulary, rank.level) && !isReference;
}

/** The day that decides which rules a document was made under: published, or signed where only that is known. */
export function issuedOn({ dates }: Document): Day | undefined {
  return dates.published ?? dates.adopted;
}

/** Whether it was issued on trial: marked so, or with a word for it in its title, outside the titles that it quotes. */
export function isOnTrial({ record: { trial, title } }: Recorded, jurisdiction: Jurisdiction): boolean {
  const own = title === undefined ? '' : withoutQuoted(title);
  return trial === true || (jurisdiction.trial_words?.words ?? []).some((word) => own.includes(word));
}

/** A title without the titles that it quotes, each from its 《 to the next 》. */
function withoutQuoted(title: string): string {
  let [own, at] = ['', 0];
  for (;;) {
    const open = title.indexOf('《', at);
    const close = open === -1 ? -1 : title.indexOf('》', open);
    if (close === -1) return own + title.slice(at);
    own += title.slice(at, open);
    at = close + 1;
  }
}
