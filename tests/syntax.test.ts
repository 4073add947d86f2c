// What is said of a text that is no YAML: the place that caused it, what is wrong there, and how to mend it.
import { describe, expect, it } from 'vitest';
import { parseSource } from '../src/source/source.ts';
import { placeOf, saidOf } from './support/faults.ts';

/** Texts, and what is said of each in English. */
const cases: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  'what is not closed': [
    ['a: [1\n', '1:4-1:5 the [ that opens here is not closed (add the closing ])'],
    ['a: [1, [2]\nb: 3\n', '1:4-1:5 the [ that opens here is not closed (add the closing ])'],
    ['a: {x: 1\nb: 2\n', '1:4-1:5 the { that opens here is not closed (add the closing })'],
    ['a: "x\nb: 1\n', '1:4-1:5 the " that opens here is not closed (add the closing ")'],
    ["a: 'x\nb: 1\n", "1:4-1:5 the ' that opens here is not closed (add the closing ')"],
    ["a: 'it''s\n", "1:4-1:5 the ' that opens here is not closed (add the closing ')"],
    ['a: "x\\"y\n', '1:4-1:5 the " that opens here is not closed (add the closing ")'],
    ['# [ "\na: [1\n', '2:4-2:5 the [ that opens here is not closed (add the closing ])'],
    ['a: x#[\nb: [1\n', '2:4-2:5 the [ that opens here is not closed (add the closing ])'],
    ["a: [1, 'x]\n", "1:8-1:9 the ' that opens here is not closed (add the closing ')"],
    ['a: ["x", {y: 1]\n', '1:10-1:11 the { that opens here is not closed (add the closing })'],
    ['a: [{x: "}"}, 2\n', '1:4-1:5 the [ that opens here is not closed (add the closing ])'],
    ['[a\n', '1:1-1:2 the [ that opens here is not closed (add the closing ])'],
    ['{\n', '1:1-1:2 the { that opens here is not closed (add the closing })'],
    ['"\n', '1:1-1:2 the " that opens here is not closed (add the closing ")'],
    ['a: {b: [1}\n', '1:8-1:9 the [ that opens here is not closed (add the closing ])'],
    ['a: ["b]",\n# ]\nc\n', '1:4-1:5 the [ that opens here is not closed (add the closing ])'],
    ["a: [',', 1\n", '1:4-1:5 the [ that opens here is not closed (add the closing ])'],
    ['a:\n  - [x\n  - "y"\n', '2:5-2:6 the [ that opens here is not closed (add the closing ])'],
  ],
  'what Chinese typing puts in the place of signs': [
    ['title：甲\nrank: a\n', '1:6-1:7 ： here is a full-width or no-break character (use a colon and a space)'],
    ['title: 甲\nrank：a\n', '2:5-2:6 ： here is a full-width or no-break character (use a colon and a space)'],
    ['a: 1\n  b：2\nc\n', '3:1-3:2 a colon is missing after the key (a key is followed by a colon and a space)'],
    ['a: 甲\nb，c\nd: 1\n', '2:2-2:3 ， here is a full-width or no-break character (use a comma)'],
    ['a: 1\nb\u3000c\nd: 1\n', '2:2-2:3 U+3000 here is a full-width or no-break character (use an ordinary space)'],
    ['a: 1\nb\u00a0c\nd: 1\n', '2:2-2:3 U+00A0 here is a full-width or no-break character (use an ordinary space)'],
    ['a: 1\n"甲：乙\nb: 2\n', '2:1-2:5 there is no “key: value” on this line (a key is followed by a colon and a space)'],
    ['a: 1\n甲 # ：\nb: 2\n', '2:1-2:2 a colon is missing after the key (a key is followed by a colon and a space)'],
    ["a: 1\n'甲'：乙\nb: 2\n", '2:1-2:4 a colon is missing after the key (a key is followed by a colon and a space)'],
  ],
  indentation: [
    ['a: 1\n  b: 2\n', '2:3-2:7 indented too far (check the indentation: keys of one level begin in one column, with spaces only)'],
    [
      'a: 1\n\n # c\n  b: 2\nd: 3\n',
      '4:1-4:2 the indentation is off (check the indentation: keys of one level begin in one column, with spaces only)',
    ],
    ['- a: 1\n    b: 2\n', '2:5-2:9 indented too far (check the indentation: keys of one level begin in one column, with spaces only)'],
    [
      'a:\n  b: 1\n c: 2\n',
      '3:1-3:2 the indentation is off (check the indentation: keys of one level begin in one column, with spaces only)',
    ],
    [
      'a:\n  - b\n - c\n',
      '3:2-3:5 the indentation is off (check the indentation: keys of one level begin in one column, with spaces only)',
    ],
    [
      'a:\n  - b: 1\n - c: 2\n',
      '3:2-3:8 the indentation is off (check the indentation: keys of one level begin in one column, with spaces only)',
    ],
    ['a: |\n  x\n y\n', '3:1-3:2 the indentation is off (check the indentation: keys of one level begin in one column, with spaces only)'],
    ['a:\n\tb: 1\n', '2:1-2:2 a tab in the indentation (use spaces)'],
    [
      ' a: 1\n b: 2\nc: 3\n',
      '3:1-3:2 this should not stand here (check the indentation: keys of one level begin in one column, with spaces only)',
    ],
    ['\u00a0a: 1\n b: 2\n', '2:2-2:6 indented too far (check the indentation: keys of one level begin in one column, with spaces only)'],
    [
      'a: 1\n  b: 2 # c\nd: 3\n',
      '2:3-2:11 indented too far (check the indentation: keys of one level begin in one column, with spaces only)',
    ],
    [
      'a: 1\n   # c\n\n  b:\n',
      '3:1-4:1 the indentation is off (check the indentation: keys of one level begin in one column, with spaces only)',
    ],
    ['- - a: 1\n     b: 2\n', '2:6-2:10 indented too far (check the indentation: keys of one level begin in one column, with spaces only)'],
    ['a: x\n  y: 1\n', '2:3-2:7 indented too far (check the indentation: keys of one level begin in one column, with spaces only)'],
  ],
  keys: [
    ['a: b: c\n', '1:4-1:5 a second “key: value” on one line (put a value that holds “: ” in single quotes)'],
    ['a: 1\nb\nc: 2\n', '2:1-2:2 a colon is missing after the key (a key is followed by a colon and a space)'],
    ['a: 1\nbc\n', '2:1-2:3 a colon is missing after the key (a key is followed by a colon and a space)'],
    ['? a\n? b\n:c\n', '3:1-3:3 a colon is missing after the key (a key is followed by a colon and a space)'],
    ['a: 1\n- b\n', '2:1-2:2 there is no “key: value” on this line (a key is followed by a colon and a space)'],
    ['- a\nb: 1\n', '2:1-2:2 this should not stand here (check the indentation: keys of one level begin in one column, with spaces only)'],
    ['a: - b\n', '1:4-1:5 this should not stand here (put the whole value in single quotes)'],
    ['a: 1\nb c d\ne: 2\n', '2:1-2:6 a colon is missing after the key (a key is followed by a colon and a space)'],
  ],
  values: [
    ['a: @b\n', '1:4-1:5 a value without quotes cannot begin with this character (put the value in single quotes)'],
    ['a: `b\n', '1:4-1:5 a value without quotes cannot begin with this character (put the value in single quotes)'],
    ['a: % b\n', '1:4-1:5 a value without quotes cannot begin with this character (put the value in single quotes)'],
    ['a: ,b\n', '1:4-1:5 a value without quotes cannot begin with this character (put the value in single quotes)'],
    ['a: "\\q"\n', '1:5-1:6 malformed escape in double quotes (use single quotes, or write \\ as \\\\)'],
    ['a: "x" y\n', '1:8-1:9 this should not stand here (put the whole value in single quotes)'],
    ["a: 'x' y\n", '1:8-1:9 this should not stand here (put the whole value in single quotes)'],
    ['a: [1] x\n', '1:8-1:9 this should not stand here (put the whole value in single quotes)'],
    ['{a: 1} b\n', '1:8-1:9 this should not stand here (put the whole value in single quotes)'],
    [
      'a: >-2x\n b\n',
      '1:7-1:8 this should not stand here (check the indentation: keys of one level begin in one column, with spaces only)',
    ],
    ['a: ]\n', '1:4-1:5 this should not stand here (put the whole value in single quotes)'],
    [
      'key: |x\n y\n',
      '1:7-1:8 this should not stand here (check the indentation: keys of one level begin in one column, with spaces only)',
    ],
    ['a: "x" [1\n', '1:8-1:9 this should not stand here (put the whole value in single quotes)'],
  ],
  'what a record does not use': [
    ['a: *x\n', '1:4-1:6 aliases (*) are not used in a registry file (write the content out)'],
    ['a: *\n', '1:4-1:5 malformed alias (*) or anchor (&) (put the value in single quotes)'],
    ['a: &x *y\n', '1:7-1:9 an alias (*) takes no anchor or tag (put the value in single quotes)'],
    ['a: &x &y 1\n', '1:7-1:9 two anchors on one value'],
    ['a: !x !y 1\n', '1:7-1:9 two tags on one value'],
    ['a: !!foo 1\n', '1:4-1:9 tags (!) are not used in a registry file (put the value in single quotes)'],
    ['a: !<x y\n', '1:4-1:7 tags (!) are not used in a registry file (put the value in single quotes)'],
    ['a: &\n', '1:4-1:5 malformed alias (*) or anchor (&) (put the value in single quotes)'],
    ['&a\n&b c: 1\n', '2:1-2:3 anchors (&) are not used in a registry file (write the content out)'],
    ['%YAML x\n---\na: 1\n', '1:7-1:8 malformed directive (%)'],
    ['a: 1\n---\nb: 2\n', '2:1-2:4 several YAML documents in one file (one record a file: split it)'],
    ['a: 1\n...\n%TAG\n---\nb: 2\n', '4:1-4:4 several YAML documents in one file (one record a file: split it)'],
  ],
};

describe.each(Object.entries(cases))('%s', (_, texts) => {
  it.each(texts)('%j', (text, said) => {
    const { value, faults } = parseSource('x.yaml', new TextEncoder().encode(text));
    for (const { message } of faults) expect(message.zh).toMatch(/[\u4e00-\u9fff]/);
    const told = faults.map((fault) => `${placeOf(fault)} ${saidOf(fault)}`);
    expect(told).toEqual([said]);
    expect(value).toBeUndefined();
  });
});
