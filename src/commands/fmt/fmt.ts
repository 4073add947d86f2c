// One order of keys, one style of quoting, nothing else.
import { registryPathOf } from '../../check/check.ts';
import type { Diagnostic, FaultRule, Text } from '../../diagnostic.ts';
import { formatAll } from '../../mend.ts';
import type { Block, Report } from '../../report.ts';
import { changeBlocks, changeData } from '../changes.ts';
import { checkedOf, head, type Input, isChosen, isWithin } from '../command.ts';
import { plural } from '../words.ts';
import type { FmtOptions } from './command.ts';

export function run(input: Input<FmtOptions>): Report {
  const { checked, workspace } = checkedOf(input);
  const { changes } = formatAll(workspace, checked, input.schemas.texts, isChosen(input));
  const { check, dryRun } = input.options;
  const isWriting = !check && !dryRun;
  const list: Block = { kind: 'paragraph', text: changes.map(({ shown }) => shown).join('\n') };
  const faults = unreadable(input);
  const unread = [...new Set(faults.map(({ place }) => place.file))];
  return {
    data: {
      ...head('fmt', input),
      written: isWriting,
      changes: changes.map(changeData),
      unread: unread.map((file) => ({ file })),
    },
    blocks: [
      ...(dryRun ? changeBlocks(changes) : changes.length > 0 ? [list] : []),
      { kind: 'diagnostics', diagnostics: faults },
      { kind: 'summary', text: closing(changes.length, unread.length, isWriting), severity: unread.length > 0 ? 'error' : 'ok' },
    ],
    exit: unread.length > 0 ? 2 : check && changes.length > 0 ? 1 : 0,
    ...(isWriting && { changes }),
  };
}

const ofReading: ReadonlySet<string> = new Set<FaultRule>(['unreadable-file', 'malformed-yaml', 'duplicate-key']);

/** What is wrong with the files that could not be formatted. */
function unreadable({ checked, within }: Input): readonly Diagnostic[] {
  if (checked === undefined) return [];
  // A file that is accepted in the baseline cannot be formatted either.
  return [...checked.diagnostics, ...checked.baselined].filter(
    ({ rule, place }) => ofReading.has(rule) && isWithin(registryPathOf(checked, place.file), within),
  );
}

function closing(changes: number, unread: number, isWriting: boolean): Text {
  const left =
    unread === 0
      ? { zh: '', en: '' }
      : { zh: `，${unread} 个文件无法读取，保持原样`, en: `, left ${plural(unread, 'file')} that cannot be read` };
  return isWriting
    ? { zh: `已整理 ${changes} 个文件${left.zh}`, en: `formatted ${plural(changes, 'file')}${left.en}` }
    : { zh: `${changes} 个文件需要整理${left.zh}`, en: `${plural(changes, 'file')} would change${left.en}` };
}
