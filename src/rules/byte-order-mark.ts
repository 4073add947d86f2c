// A byte order mark at the head of a file: harmless here, a nuisance to other tools.
import type { TextRule } from './rule.ts';

export const byteOrderMark: TextRule = {
  name: 'byte-order-mark',
  severity: 'info',
  summary: { zh: '文件以字节顺序标记（BOM）开头', en: 'a file begins with a byte order mark' },
  why: {
    zh: 'mlx 照常读取；有的工具会把它当成第一个键的一部分。记事本和 Excel 另存时常会加上。',
    en: 'mlx reads the file all the same; other tools take the mark for part of the first key. Notepad and Excel often add it.',
  },
  mend: { zh: '另存为不带 BOM 的 UTF-8。', en: 'Save the file as UTF-8 without BOM.' },
  source: { zh: 'YAML 1.2 第 5.2 节（字符编码）', en: 'YAML 1.2, section 5.2 (character encodings)' },
  example: { wrong: '\\uFEFFtitle: 机关事务管理条例', right: 'title: 机关事务管理条例' },
  isOfText: true,
};
