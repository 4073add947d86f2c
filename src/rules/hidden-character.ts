// A character that nobody sees, or that makes what stands beside it read otherwise: in the text, or written as an escape.
import type { TextRule } from './rule.ts';

export const hiddenCharacter: TextRule = {
  name: 'hidden-character',
  severity: 'error',
  summary: { zh: '有看不见的字符', en: 'a character that nobody sees' },
  why: {
    zh: '零宽字符、控制字符、改变文字方向的字符等在屏幕上看不见，却使两个看来相同的名称、文号不相等，或使文字显示的次序与实际不同，审阅的人看到的不是实际登记的内容。多由网页、PDF 粘贴带入。汉字的异体选择符等正当用法不在此列。',
    en: 'Zero-width, control and direction characters do not show on a screen, but make two names or numbers differ that look alike, or show a text in another order than it has: whoever reviews it does not see what is recorded. They mostly come along when text is pasted from web pages and PDF files. Variation selectors of Chinese characters and the like are not meant.',
  },
  mend: {
    zh: '在所报的位置删去这个字符，并与原件核对。mlx 不代为删除：看不见的字符之下，原文是什么要由人来认定。',
    en: 'Delete the character at the place reported, and hold the text against its source. mlx does not delete it: what the text is without it, a person has to say.',
  },
  source: {
    zh: 'YAML 1.2 第 5.1 节（字符集）；Unicode 技术标准第 55 号（源代码中的双向控制字符等）',
    en: 'YAML 1.2, section 5.1 (character set); Unicode Technical Standard 55 (source code handling)',
  },
  example: { wrong: 'number: "国务院令第621\\u200b号"', right: 'number: 国务院令第621号' },
  isOfText: true,
};
