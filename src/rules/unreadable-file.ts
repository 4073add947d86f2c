// A file that gives no text to read.
import type { TextRule } from './rule.ts';

export const unreadableFile: TextRule = {
  name: 'unreadable-file',
  severity: 'error',
  summary: { zh: '文件读不出来', en: 'a file cannot be read as text' },
  why: {
    zh: '读不出的文件不会被检查。编码不对（如 GBK）、文件过大、没有读取权限、指向登记库之外的链接，都属于这一类。',
    en: 'A file that cannot be read is not checked: the wrong encoding (such as GBK), too large, no permission, or a link that leaves the registry.',
  },
  mend: { zh: '另存为 UTF-8 编码的普通文件，放在登记库之内。', en: 'Save it as an ordinary UTF-8 file inside the registry.' },
  source: { zh: 'YAML 1.2 第 5.2 节（字符编码）', en: 'YAML 1.2, section 5.2 (character encodings)' },
  example: { wrong: '# GBK 编码的字节', right: 'title: 机关事务管理条例' },
  isOfText: true,
};
