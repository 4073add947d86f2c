// What falls due in the next two years: ends of validity, reviews, what the law or the plan asks for.
import type { Text } from '../../diagnostic.ts';
import { implementingDue, reviewDueOf } from '../../measures/due.ts';
import { itemsOf } from '../../measures/milestone.ts';
import { addMonths, type Day } from '../../registry/day.ts';
import { titleOf } from '../../registry/document.ts';
import type { Cell } from '../../report.ts';
import type { Page, Section } from '../../site.ts';
import { documentLink } from '../pages.ts';
import type { Shown } from './ground.ts';

/** Months ahead. */
const span = 24;

export interface Due {
  readonly day: Day;
  readonly kind: Text;
  /** What falls due, in words. */
  readonly subject: Text;
  /** The same as it stands on the page. */
  readonly cell: Cell;
  /** Names it among all that fall due on the day. */
  readonly key: string;
}

export function duesOf(shown: Shown): readonly Due[] {
  const { day } = shown.input;
  const last = addMonths(day, span);
  return [...documentDues(shown), ...planDues(shown)]
    .filter((due) => due.day >= day && due.day <= last)
    .sort((a, b) => compare(a.day, b.day) || compare(a.key, b.key));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function documentDues(shown: Shown): readonly Due[] {
  const { registry } = shown.ground;
  const { day } = shown.input;
  return shown.documents.flatMap(({ document, standing }): readonly Due[] => {
    if (document.isReference) return [];
    const due = (on: Day | undefined, kind: Text, key: string, subject: Text = name): readonly Due[] =>
      on === undefined
        ? []
        : [
            {
              day: on,
              kind,
              subject,
              cell: [documentLink(document), ...(subject === name ? [] : [{ text: subject, tone: 'plain' } as const])],
              key: `${document.id} ${key}`,
            },
          ];
    const name: Text = { zh: `《${titleOf(document)}》`, en: `《${titleOf(document)}》` };
    const { implementing_measures: measures = [], waivers = [], project } = registry.recordOf(document);
    const isInForce = standing.state === 'in-force';
    return [
      ...due(isInForce ? document.dates.expires : undefined, { zh: '有效期届满', en: 'validity ends' }, 'expires'),
      ...due(
        standing.state === 'not-yet-effective' ? document.dates.effective : undefined,
        { zh: '开始施行', en: 'comes into force' },
        'effective',
      ),
      ...due(reviewDueOf(registry, document, day)?.due, { zh: '标准复审', en: 'review of a standard' }, 'review'),
      ...due(standing.state === 'in-force' ? undefined : project?.due, { zh: '项目应完成', en: 'project due' }, 'project'),
      ...measures.flatMap((measure, index) =>
        due(
          isInForce ? implementingDue(registry, document, measure) : undefined,
          { zh: '配套规定应出台', en: 'implementing measure due' },
          `measure ${index}`,
          {
            zh: `${measure.clause}：《${measure.title}》`,
            en: `${measure.clause}: 《${measure.title}》`,
          },
        ),
      ),
      ...waivers.flatMap((waiver, index) =>
        due(waiver.until, { zh: '豁免到期', en: 'waiver ends' }, `waiver ${index}`, { zh: `（${waiver.rule}）`, en: ` (${waiver.rule})` }),
      ),
    ];
  });
}

function planDues({ milestones }: Shown): readonly Due[] {
  if (milestones === undefined) return [];
  return itemsOf(milestones)
    .filter(({ state }) => state !== 'met')
    .map(({ item, due }) => ({
      day: due,
      kind: { zh: '方案事项到期', en: 'item of the plan due' },
      subject: item.title,
      cell: [{ text: item.title, tone: 'plain', href: `plan.html#${item.id}` }],
      key: `plan ${item.id}`,
    }));
}

export const calendarPath = 'calendar.ics';

export function calendarPage(shown: Shown, dues: readonly Due[]): Page {
  const { day } = shown.input;
  const months = [...new Set(dues.map((due) => due.day.slice(0, 7)))];
  const sections = months.map((month): Section => {
    const mine = dues.filter((due) => due.day.startsWith(month));
    return {
      place: `month-${month}`,
      heading: { zh: `${month.slice(0, 4)}年${Number(month.slice(5))}月`, en: month },
      blocks: [
        {
          kind: 'table',
          columns: [
            { title: { zh: '日期', en: 'Day' } },
            { title: { zh: '到期事项', en: 'What falls due' } },
            { title: { zh: '文件', en: 'Of what' }, look: 'subject' },
          ],
          rows: mine.map((due) => ({ cells: [due.day, due.kind, due.cell] })),
        },
      ],
    };
  });
  return {
    path: 'calendar.html',
    title: { zh: '到期日历', en: 'Calendar' },
    lead: {
      zh: `${day} 起 ${span} 个月内到期的 ${dues.length} 项`,
      en: `${dues.length} things fall due within ${span} months from ${day}`,
    },
    under: 'calendar.html',
    sections: [
      { blocks: [{ kind: 'download', path: calendarPath, text: { zh: '下载日历文件（calendar.ics）', en: 'Download as calendar.ics' } }] },
      ...sections,
    ],
  };
}
