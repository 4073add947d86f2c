// What the conformance run rests on, without the public suites: `npm run conformance` runs those.
import { describe, expect, it } from 'vitest';
import { judge, type Reason, referenceOf } from './conformance/reading.ts';
import { asAjvReads, byConfigured, byFindings, mapSchema, sourceOf, toDraft07 } from './conformance/schemas.ts';
import { explained } from './conformance/suite.ts';
import { decoded } from './conformance/yaml-suite.ts';
import { withPart } from './support/page.ts';
import { schemas } from './support/registry.ts';

describe('a page of several parts', () => {
  const page = '# 页\n\n<!-- a:start -->\n\n旧\n\n<!-- a:end -->\n\n别的\n';

  it('gets the part anew, and keeps all else', () => {
    expect(withPart(page, 'a', '新 $& $1\n')).toBe('# 页\n\n<!-- a:start -->\n\n新 $& $1\n\n<!-- a:end -->\n\n别的\n');
    expect(withPart(withPart(page, 'a', '新'), 'a', '旧')).toBe(page);
  });

  it('gets a part that it lacks at its end', () => {
    expect(withPart(page, 'b', '乙')).toBe(`${page}\n<!-- b:start -->\n\n乙\n\n<!-- b:end -->\n`);
    expect(withPart('', 'b', '乙')).toBe('<!-- b:start -->\n\n乙\n\n<!-- b:end -->\n');
  });

  it.each([
    ['a start without an end', '<!-- a:start -->\n'],
    ['an end without a start', '<!-- a:end -->\n'],
    ['the end first', '<!-- a:end -->\n<!-- a:start -->\n'],
    ['a part twice', `${page}${page}`],
  ])('with %s is left alone', (_, broken) => {
    expect(() => withPart(broken, 'a', '新')).toThrow('needs one');
  });
});

describe('explanations', () => {
  it('a deviation without one, and one without a deviation, are problems', () => {
    const found = new Map([
      ['A1', 'odd'],
      ['B2', 'odder'],
    ]);
    expect(explained(found, [{ cases: ['A1', 'C3'], reason: '有故' }])).toEqual({
      lines: ['- `A1`, `C3`: 有故'],
      problems: ['B2: odder', 'C3: explained as a deviation, and is none'],
    });
  });
});

describe('lists without repeats', () => {
  const unique = byConfigured(new Map([['x.json', { uniqueItems: true }]]));
  const generated = byFindings(new Map([['x.json', { uniqueItems: true }]]));

  it.each<[string, unknown[]]>([
    [
      'fields in another order',
      [
        { a: 1, b: 2 },
        { b: 2, a: 1 },
      ],
    ],
    ['fields in another order, further down', [[{ a: { b: 1, c: [] } }], [{ a: { c: [], b: 1 } }]]],
    ['numbers written differently', [1, 1.0]],
    ['zeroes', [0, -0]],
    ['the same text apart from each other', ['甲', '乙', '甲']],
    ['nulls', [null, null]],
  ])('are refused: %s', (_, items) => {
    expect(unique({ ...sourceOf(null), value: items })).toBe(false);
    expect(generated?.({ ...sourceOf(null), value: items })).toBe(false);
  });

  it.each<[string, unknown[]]>([
    ['values of other types', [1, '1', true, 'true', null, 'null', [], {}, '[]', '{}', 0, false]],
    ['nesting', [['甲'], [['甲']], ['甲', '乙'], ['甲,乙'], [['甲', '乙']]]],
    ['no number and no value', [null, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]],
    ['fields that look alike', [{ a: 1, b: 2 }, { 'a:1,b': 2 }, { '"a': '1' }, { a: '1', b: 2 }, JSON.parse('{"__proto__": 1}'), {}]],
  ])('are %s', (_, items) => {
    expect(unique({ ...sourceOf(null), value: items })).toBe(true);
    expect(generated?.({ ...sourceOf(null), value: items })).toBe(true);
  });

  it('take time as they are long', () => {
    const items = Array.from({ length: 100_000 }, (_, index) => ({ id: index, of: { part: String(index), in: [index] } }));
    expect(unique({ ...sourceOf(null), value: items })).toBe(true);
  });
});

describe('schemas', () => {
  it('that fail for `not` alone give a finding', () => {
    const holds = byFindings(new Map([['x.json', { properties: { a: { not: { type: 'string' } } } }]]));
    expect([{ a: 1 }, { a: '甲' }].map((value) => holds?.(sourceOf(value)))).toEqual([true, false]);
  });

  it('ignore what stands beside a reference, and fields that a map only inherits', () => {
    const definitions = { list: { type: 'array' } };
    const beside = byConfigured(new Map([['x.json', { properties: { a: { $ref: '#/definitions/list', maxItems: 1 } }, definitions }]]));
    expect([{ a: [1, 2] }, { a: '甲' }].map((value) => beside(sourceOf(value)))).toEqual([true, false]);
    const named = byConfigured(new Map([['x.json', { required: ['constructor'], properties: { toString: { type: 'string' } } }]]));
    expect([{}, { constructor: 1 }, { constructor: 1, toString: 1 }].map((value) => named(sourceOf(value)))).toEqual([false, true, false]);
  });

  it('of the registry hold nothing that ajv takes amiss', () => {
    for (const [name, text] of schemas.texts) {
      const schema: unknown = JSON.parse(text);
      expect(asAjvReads(schema), name).toEqual(schema);
      mapSchema(schema, (fields) => {
        if ('$ref' in fields)
          expect(
            Object.keys(fields).filter((key) => !['$ref', 'description', '$comment'].includes(key)),
            name,
          ).toEqual([]);
        return fields;
      });
    }
  });

  it('are written so that ajv reads them: ids beside references, and a property `__proto__`', () => {
    const schema = JSON.parse('{"$id": "a", "not": {"$id": "b", "$ref": "c"}, "properties": {"__proto__": {"type": "number"}, "a": true}}');
    expect(asAjvReads(schema)).toEqual({
      $id: 'a',
      not: { $ref: 'c' },
      properties: { a: true },
      patternProperties: { '^__proto__$': { type: 'number' } },
    });
  });

  it('of draft-04 are written over: ids and exclusive limits, and no field of that name', () => {
    const old = {
      id: 'x',
      properties: { id: { minimum: 1, exclusiveMinimum: true, maximum: 2, exclusiveMaximum: false } },
      enum: [{ id: 'y' }],
    };
    expect(toDraft07(old)).toEqual({
      $schema: 'http://json-schema.org/draft-07/schema#',
      $id: 'x',
      properties: { id: { exclusiveMinimum: 1, maximum: 2 } },
      enum: [{ id: 'y' }],
    });
  });
});

describe('marks of the YAML Test Suite', () => {
  it('stand for what is hard to see', () => {
    expect(decoded('⇔a:␣␣\n—»b——»c»←\n↵\nd∎\n')).toBe('\ufeffa:  \n\tb\tc\t\r\n\nd');
  });
});

describe('YAML', () => {
  const verdictOf = (text: string) => judge(new TextEncoder().encode(text), referenceOf(text));

  it.each<[string, string, unknown]>([
    ['a plain value on several lines', '说明: 第一行\n  第二行\n\n  第三行\n', { 说明: '第一行 第二行\n第三行' }],
    ['a folded block that keeps deeper lines', '注: >\n  甲\n  乙\n\n    丙\n  丁\n', { 注: '甲 乙\n\n  丙\n丁\n' }],
    ['blocks with all three endings', 'a: |\n  甲\n\nb: |-\n  甲\n\nc: |+\n  甲\n\n', { a: '甲\n', b: '甲', c: '甲\n\n' }],
    ['a block whose indentation is written out', '诗: |2\n    首行缩进\n  次行\n', { 诗: '  首行缩进\n次行\n' }],
    ['a list in the column of its key', '依据:\n- 甲\n- 乙\n次: 丙\n', { 依据: ['甲', '乙'], 次: '丙' }],
    ['lists in lists', '- - 甲\n  - 乙\n-\n  - 丙\n- []\n', [['甲', '乙'], ['丙'], []]],
    ['a map behind a dash, with a list in it', '- 名: 甲\n  号:\n  - 1\n- 名: 乙\n', [{ 名: '甲', 号: [1] }, { 名: '乙' }]],
    ['brackets on several lines, with comments', '{甲: [一, # 注\n  二], 乙:\n  {丙: },}\n', { 甲: ['一', '二'], 乙: { 丙: null } }],
    ['a colon without a blank, and a hash without one', '网址: https://例.cn/a#b:c\n', { 网址: 'https://例.cn/a#b:c' }],
    ['quotes with quotes and escapes', `'it''s': "\\u7532\\t\\"\\\n  乙"\n`, { "it's": '甲\t"乙' }],
    ['a quoted key in brackets, with the colon close', '{"甲":1, "乙":"二"}\n', { 甲: 1, 乙: '二' }],
    ['one pair in brackets', '[甲: 1, 乙]\n', [{ 甲: 1 }, '乙']],
    ['a key behind a question mark', '? 甲\n: 1\n? 乙\n', { 甲: 1, 乙: null }],
    ['marks of beginning and end', '--- # 注\n甲: 1\n...\n# 完\n', { 甲: 1 }],
    [
      'numbers, and what only looks like one',
      '[0o17, 0x1F, 1e3, .5, 017, 1_000, 12:30, 2024-02-30, +1]\n',
      [15, 31, 1000, 0.5, 17, '1_000', '12:30', '2024-02-30', 1],
    ],
    ['words of older YAML', '[yes, No, on, OFF, y, ~, Null, TRUE]\n', ['yes', 'No', 'on', 'OFF', 'y', null, null, true]],
    ['a text that begins like a list or a comment', '[-甲, "#乙"]\n', ['-甲', '#乙']],
    ['line ends of Windows', '甲: |\r\n  一\r\n  二\r\n乙: 三\r\n', { 甲: '一\n二\n', 乙: '三' }],
    ['nothing but comments', '# 空\n\n# 的\n', null],
  ])('%s is read as the package reads it', (_, text, value) => {
    expect(verdictOf(text)).toMatchObject({ kind: 'read', value });
  });

  it.each<[Reason, string]>([
    ['alias', '甲: &a: 1\n乙: *a:\n'],
    ['anchor', '甲: &a 1\n乙: *a\n'],
    ['anchor', '甲: &a\n'],
    ['tag', '甲: !!str 1\n'],
    ['tag', '甲: ! 1\n'],
    ['tag', '甲: !x/y 1\n'],
    ['tag', '!!str 甲: 1\n'],
    ['tag', '? !!int 3\n: 1\n'],
    ['directive', '%YAML 1.2\n---\n甲: 1\n'],
    ['several documents', '甲: 1\n---\n乙: 2\n'],
    ['key that is no text', '? [甲, 乙]\n: 1\n'],
    ['key that is no text', '{甲: 1}: 2\n'],
    ['duplicate key', '甲: 1\n乙: {丙: 1, 丙: 2}\n'],
    ['control character', '甲: "一\u0007"\n'],
    ['control character', '甲: "一\r二"\n'],
    ['depth', `${'['.repeat(101)}${']'.repeat(101)}\n`],
  ])('is refused for the profile: %s', (reason, text) => {
    expect(verdictOf(text)).toEqual({ kind: 'refused', reason });
  });

  it.each([
    ['a tab that indents', '甲:\n\t乙: 1\n'],
    ['a bracket that stays open', '甲: [1, 2\n乙: 3\n'],
    ['a quote that stays open', '甲: "一\n乙: 二\n'],
    ['text behind a quote', '甲: "一" 二\n'],
    ['two pairs on one line', '甲: 乙: 丙\n'],
    ['a key that is out of line', '甲:\n    乙: 1\n  丙: 2\n'],
    ['an unknown escape', '甲: "\\q"\n'],
    ['a reserved sign', '甲: @乙\n'],
    ['a list below a quoted value', '甲: "一"\n- 二\n'],
    ['an alias of nothing', '甲: *乙\n'],
    ['a comma that stands first', '[ , 甲]\n'],
  ])('%s is rejected, as the package does', (_, text) => {
    expect(referenceOf(text).error).toBeDefined();
    expect(verdictOf(text)).toEqual({ kind: 'rejected' });
  });
});
