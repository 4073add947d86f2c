// Text that is no YAML document, or uses what the registry's profile leaves out.
import type { TextRule } from './rule.ts';

export const malformedYaml: TextRule = {
  name: 'malformed-yaml',
  severity: 'error',
  summary: { zh: 'YAML 语法有误', en: 'the text is not the YAML that a registry file may hold' },
  why: {
    zh: '语法不对，文件里写了什么就无法确定。语法错误一个文件只报第一处，后面的多由它引起。锚点、别名、标签、多份文档不使用：记录由人阅读，由工具逐处修改。',
    en: 'Where the syntax is off nobody can say what the file states. Only the first syntax error of a file is reported, as it tends to cause the rest. Anchors, aliases, tags and several documents are not used: a record is read by people and edited in place by tools.',
  },
  mend: {
    zh: '按提示改正该处：缩进只用空格，冒号后留空格，引号和括号成对。',
    en: 'Mend the place: indent with spaces, put a space after a colon, close quotes and brackets.',
  },
  source: { zh: 'YAML 1.2 规范', en: 'the YAML 1.2 specification' },
  example: { wrong: 'title: 办法: 试行', right: "title: '办法: 试行'" },
  isOfText: true,
};
