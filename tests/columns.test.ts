// The columns that a text takes are those that the library says, whichever way they were counted.
import fc from 'fast-check';
import stringWidth from 'string-width';
import { expect, it } from 'vitest';
import { columnsOf } from '../src/reporters/columns.ts';

it('counts as string-width does', () => {
  const plain = fc.constantFrom(...'aZ 09~·—‘’“”…一鿿、〈〗〠！～（', '\u3000', '\u3021', '\u302a', '〿');
  const rare = fc.constantFrom('e\u0301', '\u200b', '👩‍👩‍👧', '\u001b[31m', '\ufe0f', '\ud800', 'ｱ', '한', '\t', '√', '︒');
  fc.assert(
    fc.property(fc.string({ unit: fc.oneof({ weight: 9, arbitrary: plain }, rare), maxLength: 20 }), (text) => {
      expect(columnsOf(text)).toBe(stringWidth(text));
    }),
    { numRuns: 3000, seed: 20261125 },
  );
});

it('counts every character of the basic plane as string-width does', () => {
  for (let unit = 0; unit < 0x10000; unit++) {
    const text = String.fromCharCode(unit);
    if (columnsOf(text) !== stringWidth(text)) expect.fail(`U+${unit.toString(16)}`);
  }
});
