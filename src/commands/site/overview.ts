// The first page: the system as the plan draws it, the plan in time, its targets, and what presses most.
import type { Row } from '../../report.ts';
import type { Page } from '../../site.ts';
import { coverageDrawing } from '../coverage/drawing.ts';
import { pictureReport } from '../coverage/picture.ts';
import { milestoneDrawing } from '../milestone/drawing.ts';
import { columns, groupWords, itemRow } from '../milestone/overview.ts';
import { errorBlocks } from '../sound.ts';
import type { Shown } from './ground.ts';
import { pressingRows } from './pressing.ts';

const mostPressing = 10;

export function overviewPage(shown: Shown): Page {
  const { ground, milestones } = shown;
  const facts = pictureReport(shown).blocks.filter(({ kind }) => kind === 'fields');
  return {
    path: 'index.html',
    title: { zh: '总览', en: 'Overview' },
    under: 'index.html',
    sections: [
      { blocks: [...errorBlocks(ground), ...facts] },
      {
        place: 'system',
        heading: { zh: '体系覆盖', en: 'How far the system reaches' },
        blocks: [{ kind: 'drawing', drawing: coverageDrawing(shown) }],
      },
      {
        place: 'pressing',
        heading: { zh: '最紧迫的十项', en: 'The ten most pressing' },
        blocks: [
          {
            kind: 'table',
            columns: [
              { title: { zh: '种类', en: 'Kind' } },
              { title: { zh: '事项', en: 'What' }, look: 'subject' },
              { title: { zh: '情况', en: 'How it stands' }, look: 'long' },
            ],
            rows: pressingRows(shown, mostPressing),
          },
        ],
      },
      ...(milestones === undefined
        ? []
        : [
            {
              place: 'plan',
              heading: { zh: '方案进度', en: 'Where the plan stands' },
              blocks: [{ kind: 'drawing', drawing: milestoneDrawing(milestones, []) } as const],
            },
            {
              place: 'targets',
              heading: groupWords.targets,
              blocks: [
                { kind: 'table', columns, rows: milestones.targets.map((target) => brief(itemRow(ground.registry, target))) } as const,
              ],
            },
          ]),
    ],
  };
}

/** What meets an item, and what is missing, stands on the page of the plan, which the row leads to. */
function brief({ cells, place }: Row): Row {
  const [title] = cells.slice(-1);
  const said = typeof title === 'object' && !('zh' in title) ? title[0] : undefined;
  return { cells: [...cells.slice(0, -1), [{ text: said?.text ?? '', tone: 'plain', href: `plan.html#${place}` }]] };
}
