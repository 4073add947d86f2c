// How titles, numbers and ids are cut into what is searched for. Chinese has no blanks: two characters that stand together
// are a word, and the last one of a run stands by itself too, so that a single character finds it everywhere.

/** Runs of Chinese characters, of other letters, and of digits; brackets and dashes stand between them, of whatever form. */
const runs = /\p{Script=Han}+|(?:(?!\p{Script=Han})\p{L})+|\p{N}+/gu;

export function wordsIn(text: string): string[] {
  return runsIn(text).flatMap((run) => (isChinese(run) ? [...pairsIn(run), [...run].at(-1) ?? ''] : [run]));
}

/** What is asked for: of several Chinese characters their pairs alone. */
export function wordsAsked(text: string): string[] {
  return runsIn(text).flatMap((run) => (isChinese(run) && [...run].length > 1 ? pairsIn(run) : [run]));
}

/** Width and case do not count, nor does the stroke of GB/T. */
function runsIn(text: string): readonly string[] {
  const plain = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/(?<=\p{L})\/(?=\p{L})/gu, '');
  return plain.match(runs) ?? [];
}

function isChinese(run: string): boolean {
  return /^\p{Script=Han}/u.test(run);
}

function pairsIn(run: string): readonly string[] {
  const characters = [...run];
  return characters.slice(1).map((character, index) => `${characters[index]}${character}`);
}
