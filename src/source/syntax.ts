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
  const opener = /quote|end with a? ?[\]}]/.test(error.message) ? openerBefore(text, start) : undefined;
  if (opener !== undefined) {
    const mark = text[opener] ?? '';
    return {
      range: [opener, opener + 1],
      message: { zh: `这里的 ${mark} 没有闭合`, en: `the ${mark} that opens here is not closed` },
      hint: { zh: `补上 ${closers[mark]}`, en: `add the closing ${closers[mark]}` },
    };
  }
  const known = messages[error.code] ?? fallback;
  return {
    range: [start, Math.max(end, start + 1)],
    message: { zh: known.zh, en: error.message },
    ...(known.hint && { hint: known.hint }),
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

function endOfLine(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end === -1 ? text.length : end;
}

interface Known {
  readonly zh: string;
  readonly hint?: Text;
}

const fallback: Known = { zh: 'YAML 语法有误' };

const quoteIt: Text = { zh: '把这个值放进单引号', en: 'put the value in single quotes' };
const alignIt: Text = {
  zh: '检查缩进：同一层的键从同一列开始，只用空格',
  en: 'check the indentation: keys of one level begin in one column, with spaces only',
};

const messages: Readonly<Record<string, Known>> = {
  BAD_ALIAS: { zh: '别名有误' },
  ALIAS_PROPS: { zh: '别名不能带锚点或标签' },
  BAD_DIRECTIVE: { zh: '% 指令有误' },
  BAD_DQ_ESCAPE: { zh: '双引号中的转义有误', hint: { zh: '改用单引号，或把 \\ 写成 \\\\', en: 'use single quotes, or write \\ as \\\\' } },
  BAD_INDENT: { zh: '缩进有误', hint: alignIt },
  BAD_PROP_ORDER: { zh: '锚点或标签的位置有误' },
  BAD_SCALAR_START: { zh: '不加引号的值不能以这个字符开头', hint: quoteIt },
  BLOCK_AS_IMPLICIT_KEY: {
    zh: '一行里有两个冒号，或缩进有误',
    hint: { zh: '值里有“: ”时放进单引号；否则检查缩进', en: 'put a value that holds “: ” in single quotes; else check the indentation' },
  },
  BLOCK_IN_FLOW: { zh: '方括号或花括号里不能换成缩进写法' },
  MISSING_CHAR: { zh: '缺少字符', hint: { zh: '键后面要有英文冒号和空格', en: 'a key is followed by a colon and a space' } },
  MULTILINE_IMPLICIT_KEY: {
    zh: '键必须写在一行里',
    hint: { zh: '可能漏写了英文冒号，或缩进有误', en: 'a colon may be missing, or the indentation is off' },
  },
  MULTIPLE_ANCHORS: { zh: '一个值有两个锚点' },
  MULTIPLE_DOCS: { zh: '一个文件只能有一份 YAML 文档', hint: { zh: '一份文件一条记录：拆成几个文件', en: 'one record a file: split it' } },
  MULTIPLE_TAGS: { zh: '一个值有两个标签' },
  RESOURCE_EXHAUSTION: { zh: '嵌套过深' },
  TAB_AS_INDENT: { zh: '缩进不能用制表符', hint: { zh: '改用空格', en: 'use spaces' } },
  TAG_RESOLVE_FAILED: { zh: '不认识的标签（!）', hint: quoteIt },
  UNEXPECTED_TOKEN: { zh: '这里不该有这些内容', hint: alignIt },
};
