// One phase, task, target or measure in full.
import type { Text } from '../../diagnostic.ts';
import type { ItemStatus, PhaseStatus } from '../../measures/milestone.ts';
import type { Registry } from '../../registry/registry.ts';
import type { Block, Cell, Field } from '../../report.ts';
import { columns, phaseRows } from './overview.ts';
import { conditionTexts, foundTexts, isBestEffort, missingTexts, stateCell } from './words.ts';

function field(zh: string, en: string, ...values: readonly (Cell | undefined)[]): Field {
  return { name: { zh, en }, values: values.filter((value) => value !== undefined) };
}

function filled(fields: readonly Field[]): readonly Field[] {
  return fields.filter(({ values }) => values.length > 0);
}

export function phaseBlocks(registry: Registry, status: PhaseStatus): readonly Block[] {
  const { phase, due, metOn, progress } = status;
  const done: Text = { zh: `${progress.have}/${progress.want} 项任务完成`, en: `${progress.have}/${progress.want} tasks met` };
  return [
    { kind: 'heading', text: phase.title },
    {
      kind: 'fields',
      fields: filled([
        field('标识', 'id', phase.id),
        field('出处', 'clause', phase.clause),
        field('期限', 'due', due),
        field('情况', 'state', stateCell(status)),
        field('完成日期', 'met on', metOn),
        field('进度', 'progress', done),
      ]),
    },
    { kind: 'table', columns, rows: phaseRows(registry, status, 0).slice(1) },
  ];
}

export function itemBlocks(registry: Registry, status: ItemStatus): readonly Block[] {
  const { item, due, metOn, verdict } = status;
  const assumption = registry.vocabulary.taxonomy.assumptions?.find(({ id }) => id === item.assumption)?.statement;
  return [
    { kind: 'heading', text: item.title },
    {
      kind: 'fields',
      fields: filled([
        field('标识', 'id', item.id),
        field('出处', 'clause', item.clause),
        field('责任处室', 'owner', item.owner),
        field('期限', 'due', due),
        field('情况', 'state', stateCell(status, isBestEffort(status))),
        field('完成日期', 'met on', metOn),
        field('完成标准', 'done when', ...conditionTexts(registry, verdict)),
        field('已具备', 'there is', ...foundTexts(verdict)),
        field('尚缺', 'missing', ...missingTexts(registry, verdict)),
        field('推定', 'assumption', assumption),
        field('说明', 'note', item.note),
      ]),
    },
  ];
}
