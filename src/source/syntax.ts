// What each syntax error of the `yaml` package means, in both languages, at the place that caused it.
import type { YAMLError } from 'yaml';
import type { Text } from '../diagnostic.ts';

export interface SyntaxMessage {
  readonly range: readonly [start: number, end: number];
  readonly message: Text;
  readonly hint?: Text;
}

export function syntaxMessage(text: string, error: YAMLError): SyntaxMessage {
  const [start, end] = error.pos;
  return (
    unclosed(text, error) ??
    overIndented(text, error) ??
    misplacedItem(text, error) ??
    fullWidth(text, error) ??
    unexpected(text, error) ?? { range: [start, endOnLine(text, start, end)], ...(messages[error.code] ?? fallback) }
  );
}

function unclosed(text: string, error: YAMLError): SyntaxMessage | undefined {
  if (!/quote|end with a? ?[\]}]/.test(error.message)) return undefined;
  const opener = openerBefore(text, error.pos[0]);
  const mark = text[opener ?? -1];
  if (opener === undefined || mark === undefined) return undefined;
  return {
    range: [opener, opener + 1],
    message: { zh: `这里的 ${mark} 没有闭合`, en: `the ${mark} that opens here is not closed` },
    hint: { zh: `补上 ${closers[mark]}`, en: `add the closing ${closers[mark]}` },
  };
}

const closers: Readonly<Record<string, string>> = { '[': ']', '{': '}', '"': '"', "'": "'" };

/** The last bracket or quote before the offset that is still open there. */
function openerBefore(text: string, offset: number): number | undefined {
  const open: number[] = [];
  for (let i = 0; i < offset; i++) {
    const mark = text[i] ?? '';
    const previous = text[i - 1] ?? '\n';
    if (mark === '#' && /\s/.test(previous)) i = endOfLine(text, i);
    else if ((mark === '"' || mark === "'") && /[\s[{,]/.test(previous)) {
      const close = closingQuote(text, i);
      if (close === undefined || close >= offset) return i;
      i = close;
    } else if (mark === '[' || mark === '{') open.push(i);
    else if (mark === ']' || mark === '}') open.pop();
  }
  return open.at(-1);
}

function closingQuote(text: string, opener: number): number | undefined {
  const mark = text[opener];
  for (let i = opener + 1; i < text.length; i++) {
    if (mark === '"' && text[i] === '\\') i++;
    else if (text[i] === mark && mark === "'" && text[i + 1] === mark) i++;
    else if (text[i] === mark) return i;
  }
  return undefined;
}

/** Characters of Chinese typing that look like YAML's own: what a message calls them, and what YAML needs instead. */
const lookalikes: Readonly<Record<string, { readonly name: string; readonly meant: Text }>> = {
  '：': { name: '：', meant: { zh: '英文冒号加空格', en: 'a colon and a space' } },
  '，': { name: '，', meant: { zh: '英文逗号', en: 'a comma' } },
  '\u3000': { name: 'U+3000', meant: { zh: '半角空格', en: 'an ordinary space' } },
  '\u00a0': { name: 'U+00A0', meant: { zh: '半角空格', en: 'an ordinary space' } },
};

const widthCodes = new Set([
  'MISSING_CHAR',
  'MULTILINE_IMPLICIT_KEY',
  'BLOCK_IN_FLOW',
  'BLOCK_AS_IMPLICIT_KEY',
  'BAD_INDENT',
  'UNEXPECTED_TOKEN',
]);

/** A line that YAML cannot read, with such a character outside quotes: that is the likely cause. */
function fullWidth(text: string, { code, pos }: YAMLError): SyntaxMessage | undefined {
  if (!widthCodes.has(code)) return undefined;
  const start = text.lastIndexOf('\n', pos[0] - 1) + 1;
  const found = /^([^"'#]*?)([：，\u3000\u00a0])/.exec(text.slice(start, endOfLine(text, start)));
  const known = lookalikes[found?.[2] ?? ''];
  if (found === null || known === undefined) return undefined;
  const at = start + (found[1]?.length ?? 0);
  return {
    range: [at, at + 1],
    message: { zh: `这里的 ${known.name} 是全角或不间断字符`, en: `${known.name} here is a full-width or no-break character` },
    hint: { zh: `改用${known.meant.zh}`, en: `use ${known.meant.en}` },
  };
}

/** A key that begins further right than the one above it, which has a value already: the lower line is the culprit. */
function overIndented(text: string, { code, pos }: YAMLError): SyntaxMessage | undefined {
  if (code !== 'BLOCK_AS_IMPLICIT_KEY' && code !== 'MULTILINE_IMPLICIT_KEY') return undefined;
  const lineStart = text.lastIndexOf('\n', pos[0] - 1) + 1;
  const keyColumn = /^(?:- +| )*/.exec(text.slice(lineStart, endOfLine(text, lineStart)))?.[0].length ?? 0;
  const below = /^\n(?:[ \t]*(?:#.*)?\n)*( *)[^\s#].*?:(?:\s|$)/.exec(text.slice(endOfLine(text, lineStart)));
  const indent = below?.[1];
  if (below === null || indent === undefined || indent.length <= keyColumn) return undefined;
  const lower = text.lastIndexOf('\n', endOfLine(text, lineStart) + below[0].trimEnd().length - 1) + 1 + indent.length;
  return { range: [lower, endOfLine(text, lower)], message: { zh: '缩进过多', en: 'indented too far' }, hint: alignIt };
}

/** An entry of a list that begins left of those above it, which the parser takes for the beginning of a key. */
function misplacedItem(text: string, { code, pos }: YAMLError): SyntaxMessage | undefined {
  const start = text.lastIndexOf('\n', pos[0] - 1) + 1;
  const item = /^ *-(?=\s)/.exec(text.slice(start, endOfLine(text, start)))?.[0];
  if (code !== 'BLOCK_AS_IMPLICIT_KEY' || item === undefined || pos[0] >= start + item.length) return undefined;
  return {
    range: [start + item.length - 1, endOfLine(text, start)],
    message: { zh: '缩进有误', en: 'the indentation is off' },
    hint: alignIt,
  };
}

/** What stands behind a value that is whole already, or where one begins: the value wants quotes, and not another place. */
function unexpected(text: string, { code, pos }: YAMLError): SyntaxMessage | undefined {
  const before = text.slice(text.lastIndexOf('\n', pos[0] - 1) + 1, pos[0]).trimEnd();
  if (code !== 'UNEXPECTED_TOKEN' || !/["'\]}:]$/.test(before)) return undefined;
  return {
    range: [pos[0], endOnLine(text, pos[0], pos[1])],
    message: { zh: '这里不该有这些内容', en: 'this should not stand here' },
    hint: { zh: '整个值放进单引号', en: 'put the whole value in single quotes' },
  };
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end === -1 ? text.length : end;
}

/** An error that runs over several lines is shown on its first. */
function endOnLine(text: string, start: number, end: number): number {
  return Math.max(start + 1, Math.min(end, endOfLine(text, start)));
}

interface Known {
  readonly message: Text;
  readonly hint?: Text;
}

const quoteIt: Text = { zh: '把这个值放进单引号', en: 'put the value in single quotes' };
const alignIt: Text = {
  zh: '检查缩进：同一层的键从同一列开始，只用空格',
  en: 'check the indentation: keys of one level begin in one column, with spaces only',
};

const fallback: Known = { message: { zh: 'YAML 语法有误', en: 'the YAML is malformed' } };

const messages: Readonly<Record<string, Known>> = {
  BAD_ALIAS: { message: { zh: '别名（*）或锚点（&）有误', en: 'malformed alias (*) or anchor (&)' }, hint: quoteIt },
  ALIAS_PROPS: { message: { zh: '别名（*）不能带锚点或标签', en: 'an alias (*) takes no anchor or tag' }, hint: quoteIt },
  BAD_DIRECTIVE: { message: { zh: '% 指令有误', en: 'malformed directive (%)' } },
  BAD_DQ_ESCAPE: {
    message: { zh: '双引号中的转义有误', en: 'malformed escape in double quotes' },
    hint: { zh: '改用单引号，或把 \\ 写成 \\\\', en: 'use single quotes, or write \\ as \\\\' },
  },
  BAD_INDENT: { message: { zh: '缩进有误', en: 'the indentation is off' }, hint: alignIt },
  BAD_PROP_ORDER: { message: { zh: '锚点或标签的位置有误', en: 'an anchor or tag stands in the wrong place' } },
  BAD_SCALAR_START: {
    message: { zh: '不加引号的值不能以这个字符开头', en: 'a value without quotes cannot begin with this character' },
    hint: quoteIt,
  },
  BLOCK_AS_IMPLICIT_KEY: {
    message: { zh: '一行里有两个“键: 值”', en: 'a second “key: value” on one line' },
    hint: { zh: '值里有“: ”时，把值放进单引号', en: 'put a value that holds “: ” in single quotes' },
  },
  BLOCK_IN_FLOW: { message: { zh: '方括号或花括号里不能换成缩进写法', en: 'no indented block inside brackets' } },
  MISSING_CHAR: {
    message: { zh: '键后面缺少冒号', en: 'a colon is missing after the key' },
    hint: { zh: '键后面要有英文冒号和空格', en: 'a key is followed by a colon and a space' },
  },
  MULTILINE_IMPLICIT_KEY: {
    message: { zh: '这一行没有“键: 值”', en: 'there is no “key: value” on this line' },
    hint: { zh: '键后面要有英文冒号和空格', en: 'a key is followed by a colon and a space' },
  },
  MULTIPLE_ANCHORS: { message: { zh: '一个值有两个锚点', en: 'two anchors on one value' } },
  MULTIPLE_DOCS: {
    message: { zh: '一个文件里有多份 YAML 文档', en: 'several YAML documents in one file' },
    hint: { zh: '一份文件一条记录：拆成几个文件', en: 'one record a file: split it' },
  },
  MULTIPLE_TAGS: { message: { zh: '一个值有两个标签', en: 'two tags on one value' } },
  RESOURCE_EXHAUSTION: { message: { zh: '嵌套过深', en: 'nested too deeply' } },
  TAB_AS_INDENT: { message: { zh: '缩进用了制表符', en: 'a tab in the indentation' }, hint: { zh: '改用空格', en: 'use spaces' } },
  TAG_RESOLVE_FAILED: { message: { zh: '登记文件不使用标签（!）', en: 'tags (!) are not used in a registry file' }, hint: quoteIt },
  UNEXPECTED_TOKEN: { message: { zh: '这里不该有这些内容', en: 'this should not stand here' }, hint: alignIt },
};
