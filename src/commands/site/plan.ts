// The plan in full, as `mlx milestone` gives it.
import type { Page, Section } from '../../site.ts';
import { milestoneDrawing } from '../milestone/drawing.ts';
import { overviewBlocks } from '../milestone/overview.ts';
import type { Shown } from './ground.ts';

export function planPage({ ground, milestones, input }: Shown): Page | undefined {
  if (milestones === undefined) return undefined;
  const blocks = overviewBlocks(ground.registry, milestones).filter(({ kind }) => kind !== 'timeline');
  // The page's title says what the first heading says.
  const [first, ...sections] = blocks.reduce<Section[]>((made, block) => {
    const last = made.at(-1);
    if (block.kind === 'heading' && typeof block.text === 'object' && 'zh' in block.text) made.push({ heading: block.text, blocks: [] });
    else if (last !== undefined) made[made.length - 1] = { ...last, blocks: [...last.blocks, block] };
    return made;
  }, []);
  const document = ground.registry.byId.get(milestones.plan.document);
  return {
    path: 'plan.html',
    title: { zh: '方案进度', en: 'The plan' },
    lead: {
      zh: `${milestones.plan.title.zh}，${input.day}${document?.number === undefined ? '' : `，${document.number}`}`,
      en: `${milestones.plan.title.en}, ${input.day}`,
    },
    under: 'plan.html',
    sections: [{ blocks: [{ kind: 'drawing', drawing: milestoneDrawing(milestones) }, ...(first?.blocks ?? [])] }, ...sections],
  };
}
