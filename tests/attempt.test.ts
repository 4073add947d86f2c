// What may fail is tried; a mistake in the program is never taken for such a failure.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { UserError } from '../src/diagnostic.ts';
import { attempt, reasonOf } from '../src/workspace/attempt.ts';
import { attempting } from '../src/workspace/write.ts';

const throwing = (error: unknown) => (): never => {
  throw error;
};
const missing = (): string => readFileSync('/no/such/file', 'utf8');
// What Node throws where a program calls it with the wrong argument has a code too.
const wrongArgument = (): string => readFileSync({} as string, 'utf8');
const mistakes = [new TypeError('not a function'), new RangeError('too deep'), new Error('no such state'), 'a text'];

describe('an attempt', () => {
  it('gives the result, and nothing where the system refuses or the user is mistaken', () => {
    expect(attempt(() => 1)).toBe(1);
    expect(attempt(missing)).toBeUndefined();
    expect(attempt(throwing(new UserError({ zh: '没有', en: 'none' })))).toBeUndefined();
  });

  it.each(mistakes)('passes on a mistake in the program: %s', (mistake) => {
    expect(() => attempt(throwing(mistake))).toThrow(mistake as Error);
    expect(() => reasonOf(mistake)).toThrow(mistake as Error);
    expect(() => attempting('x.yaml', throwing(mistake))).toThrow(mistake as Error);
  });

  it('takes a wrong argument for a mistake, though Node gives it a code', () => {
    expect(() => attempt(wrongArgument)).toThrow(TypeError);
    expect(() => attempting('x.yaml', wrongArgument)).toThrow(TypeError);
  });

  it('says what the system says where writing fails', () => {
    expect(() => attempting('x.yaml', missing)).toThrow('x.yaml cannot be written: there is no such folder (ENOENT)');
  });
});
