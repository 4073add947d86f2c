// What presses most: late work, bases that no longer carry, what ends soon, what is missing. The worst of each kind first,
// and no kind hides the others.
import type { Diagnostic, Text } from '../../diagnostic.ts';
import { gapsOf } from '../../measures/gaps.ts';
import { lateItems } from '../../measures/milestone.ts';
import type { Row } from '../../report.ts';
import { nearText, whatText } from '../coverage/gaps.ts';
import { stateCell } from '../milestone/words.ts';
import { documentLink, domainPage, rulePage } from '../pages.ts';
import type { Shown } from './ground.ts';

interface Kind {
  readonly title: Text;
  readonly rules: readonly string[];
}

/** The most pressing first; what the plan asks for comes before the others of the first kind. */
const overdueTitle: Text = { zh: '逾期', en: 'Overdue' };

const kinds: readonly Kind[] = [
  { title: overdueTitle, rules: ['overdue-project', 'overdue-implementing-measure'] },
  { title: { zh: '依据失效', en: 'Dead basis' }, rules: ['dead-basis', 'expired-but-in-force'] },
  { title: { zh: '将到期', en: 'Ends soon' }, rules: ['expiring-soon'] },
  { title: { zh: '复审到期', en: 'Review due' }, rules: ['standard-review-overdue'] },
  { title: { zh: '依据已修改', en: 'Basis amended' }, rules: ['stale-basis'] },
];

const gapKind: Text = { zh: '空缺', en: 'Gap' };

export function pressingRows(shown: Shown, most: number): readonly Row[] {
  const [overdue = [], ...others] = kinds.map((kind) => findingRows(shown, kind));
  return fairly([[...planRows(shown), ...overdue], ...others, gapRows(shown)], most);
}

/** Turn by turn one of each group, until there are enough; in the order of the groups. */
function fairly(groups: readonly (readonly Row[])[], most: number): readonly Row[] {
  const taken = groups.map(() => 0);
  let left = most;
  for (let turn = 0; left > 0 && groups.some((group) => group.length > turn); turn++) {
    for (const [index, group] of groups.entries()) {
      if (left === 0 || group.length <= turn) continue;
      taken[index] = turn + 1;
      left--;
    }
  }
  return groups.flatMap((group, index) => group.slice(0, taken[index]));
}

function findingRows(shown: Shown, { title, rules }: Kind): readonly Row[] {
  const found = (shown.input.checked?.diagnostics ?? []).filter(({ rule }) => rules.includes(rule));
  return found.map((each) => ({
    cells: [[{ text: title, tone: 'bad', href: rulePage(each.rule) }], subjectOf(shown, each), each.message],
  }));
}

/** What the plan asks for and is late, the longest first. */
function planRows({ ground: { registry }, milestones }: Shown): readonly Row[] {
  const late = milestones === undefined ? [] : lateItems(registry, milestones, 'overdue').map(({ status }) => status);
  return [...late]
    .sort((a, b) => (b.daysLate ?? 0) - (a.daysLate ?? 0))
    .map((status) => ({
      cells: [
        [{ text: overdueTitle, tone: 'bad', href: rulePage('overdue-task') }],
        [{ text: status.item.title, tone: 'plain', href: `plan.html#${status.item.id}` }],
        [...stateCell(status), { text: ` ${status.verdict.progress.have}/${status.verdict.progress.want}`, tone: 'plain' }],
      ],
    }));
}

/** The document that a finding is about, or its file. */
function subjectOf({ documents }: Shown, { place }: Diagnostic): Row['cells'][number] {
  const found = documents.find(({ document }) => document.file === place.file);
  return found === undefined ? place.file : [documentLink(found.document)];
}

function gapRows(shown: Shown): readonly Row[] {
  return gapsOf(shown.coverage, shown.vocabulary.taxonomy.lead, shown.view)
    .filter(({ isCounted }) => isCounted)
    .map((gap) => {
      const text = whatText(shown, gap);
      const href = gap.domain && domainPage(gap.domain.id, gap.kind === 'topic' ? `topic-${gap.topic.id}` : gap.tier);
      return {
        cells: [
          [{ text: gapKind, tone: 'bad', href: 'gaps.html' }],
          [{ text, tone: 'plain', ...(href !== undefined && { href }) }],
          nearText(gap.nearest),
        ],
      };
    });
}
