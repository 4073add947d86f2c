// One order of keys, one style of quoting, nothing else.
import { registryPathOf } from '../../check/check.ts';
import type { Diagnostic, FaultRule, Text } from '../../diagnostic.ts';
import type { Block, Report } from '../../report.ts';
import { changeBlocks, changeData } from '../changes.ts';
import { head, type Input, isWithin } from '../command.ts';

export function run(input: Input): Report {
  const { changes } = input.mend('format');
  const isWriting = input.options.check !== true && input.options.dryRun !== true;
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
      ...(input.options.dryRun === true ? changeBlocks(changes) : changes.length > 0 ? [list] : []),
      { kind: 'diagnostics', diagnostics: faults },
      { kind: 'summary', text: closing(changes.length, unread.length, isWriting), severity: unread.length > 0 ? 'error' : 'ok' },
    ],
    exit: unread.length > 0 ? 2 : input.options.check === true && changes.length > 0 ? 1 : 0,
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
  const files = (count: number): string => `${count} file${count === 1 ? '' : 's'}`;
  const left =
    unread === 0 ? { zh: '', en: '' } : { zh: `，${unread} 个文件无法读取，保持原样`, en: `, left ${files(unread)} that cannot be read` };
  return isWriting
    ? { zh: `已整理 ${changes} 个文件${left.zh}`, en: `formatted ${files(changes)}${left.en}` }
    : { zh: `${changes} 个文件需要整理${left.zh}`, en: `${files(changes)} would change${left.en}` };
}
