// How titles, numbers and ids are cut into what is searched for. Chinese has no blanks: two characters that stand together
// are a word, and the last one of a run stands by itself too, so that a single character finds it everywhere.
import { comparableNumber } from '../registry/number.ts';

/** Runs of Chinese characters, of other letters, and of digits. */
const runs = /\p{Script=Han}+|(?:(?!\p{Script=Han})\p{L})+|\p{N}+/gu;

/** Width, brackets, dashes and case do not count. */
export function wordsIn(text: string): string[] {
  return [...comparableNumber(text.replaceAll('-', ' ')).toLowerCase().matchAll(runs)].flatMap(([run]) =>
    /^\p{Script=Han}/u.test(run) ? pairsIn(run) : [run],
  );
}

function pairsIn(run: string): string[] {
  const characters = [...run];
  const pairs = characters.slice(1).map((character, index) => `${characters[index]}${character}`);
  return [...pairs, characters.at(-1) ?? ''];
}

/** What is asked for: a run of several characters is asked for by its pairs alone. */
export function wordsAsked(text: string): string[] {
  return [...comparableNumber(text.replaceAll('-', ' ')).toLowerCase().matchAll(runs)].flatMap(([run]) => {
    const isChinese = /^\p{Script=Han}/u.test(run);
    return isChinese && [...run].length > 1 ? pairsIn(run).slice(0, -1) : [run];
  });
}
