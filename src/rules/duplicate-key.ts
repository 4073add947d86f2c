// One key twice in one map.
import type { TextRule } from './rule.ts';

export const duplicateKey: TextRule = {
  name: 'duplicate-key',
  severity: 'error',
  summary: { zh: '同一个键写了两次', en: 'a key stands twice in one map' },
  why: { zh: '两个值只能留下一个，不同的工具取舍不同。', en: 'Only one of the two values can survive, and tools differ in which.' },
  mend: { zh: '两处只留一处。', en: 'Keep one of the two.' },
  source: { zh: 'YAML 1.2 第 3.2.1.1 节（键唯一）', en: 'YAML 1.2, section 3.2.1.1 (keys are unique)' },
  example: { wrong: 'status: in-force\nstatus: repealed', right: 'status: repealed' },
  isOfText: true,
};
