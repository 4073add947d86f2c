// The names of standings and dates, in both languages, for everyone who speaks of them.
import type { Text } from '../diagnostic.ts';
import type { DateField } from './document.ts';

/**
 * What a document can be on a day. `nonexistent` before an undated document's year · `planned` and
 * `drafting` as recorded · `in-the-making` before publication · the rest as in the domain's section 3.
 */
export const standings = [
  'nonexistent',
  'planned',
  'drafting',
  'in-the-making',
  'not-yet-effective',
  'in-force',
  'superseded',
  'expired',
  'repealed',
] as const;
export type StandingState = (typeof standings)[number];

export const standingWords: Readonly<Record<StandingState, Text>> = {
  nonexistent: { zh: '尚不存在', en: 'not yet in existence' },
  planned: { zh: '拟制定', en: 'planned' },
  drafting: { zh: '起草中', en: 'drafting' },
  'in-the-making': { zh: '制定中', en: 'in the making' },
  'not-yet-effective': { zh: '尚未施行', en: 'not yet effective' },
  'in-force': { zh: '现行有效', en: 'in force' },
  superseded: { zh: '已被代替', en: 'superseded' },
  expired: { zh: '已失效', en: 'expired' },
  repealed: { zh: '已废止', en: 'repealed' },
};

export const dateWords: Readonly<Record<DateField, Text>> = {
  adopted: { zh: '通过（成文）', en: 'adopted' },
  published: { zh: '公布（发布）', en: 'published' },
  effective: { zh: '施行', en: 'effective' },
  expires: { zh: '有效期至', en: 'expires' },
  repealed: { zh: '废止', en: 'repealed' },
};
