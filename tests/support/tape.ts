// Values on tapes for tests, with texts as they come or left in their file.
import type { Span } from '../../src/diagnostic.ts';
import { newStrings, textOf } from '../../src/source/strings.ts';
import { addValue, LIST, MAP, newTape, put, RAW, type Tape, TEXT } from '../../src/source/tape.ts';

const nowhere: Span = { line: 1, column: 1, endLine: 1, endColumn: 1 };

export interface OnTape {
  readonly tape: Tape;
  readonly at: number;
  readonly bytes: Buffer;
}

export function onTape(tape: Tape, value: unknown): OnTape {
  const at = tape.end;
  addValue(tape, value, () => nowhere);
  return { tape, at, bytes: Buffer.alloc(0) };
}

export function tapeWith(words: readonly string[]): Tape {
  return newTape(newStrings(words));
}

/** The value once more, with the chosen texts as RAW. `isRaw` gets the last key on the way to a text. */
export function withRaw({ tape, at }: OnTape, isRaw: (key: string) => boolean): OnTape {
  const [start, parts] = [tape.end, [] as Buffer[]];
  let length = 0;
  const copy = (from: number, key: string): number => {
    const { tokens } = tape;
    const token = tokens[from] as number;
    const isMap = (token & 7) === MAP;
    if (isMap || (token & 7) === LIST) {
      put(tape, token);
      put(tape, 0);
      const begin = tape.end;
      let next = from + 2;
      for (let left = token >>> 3; left > 0; left--) {
        if (isMap) put(tape, tape.tokens[next] as number);
        next = isMap ? copy(next + 1, textOf(tape.strings, tape.tokens[next] as number)) : copy(next, key);
      }
      tape.tokens[begin - 1] = tape.end - begin;
      return next;
    }
    if ((token & 7) === TEXT && isRaw(key)) {
      const text = Buffer.from(textOf(tape.strings, token >>> 3));
      put(tape, (text.length << 3) | RAW);
      put(tape, length);
      length += text.length;
      parts.push(text);
    } else put(tape, token);
    return from + 1;
  };
  copy(at, '');
  return { tape, at: start, bytes: Buffer.concat(parts) };
}
