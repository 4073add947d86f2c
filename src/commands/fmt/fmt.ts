// One order of keys, one style of quoting, nothing else.
import type { Block, Report } from '../../report.ts';
import { changeBlocks, changeData } from '../changes.ts';
import { head, type Input } from '../command.ts';

export function run(input: Input): Report {
  const { changes } = input.mend('format');
  const isWriting = input.options.check !== true && input.options.dryRun !== true;
  const list: Block = { kind: 'paragraph', text: changes.map(({ shown }) => shown).join('\n') };
  const said = isWriting
    ? { zh: `已整理 ${changes.length} 个文件`, en: `formatted ${changes.length} file${changes.length === 1 ? '' : 's'}` }
    : { zh: `${changes.length} 个文件需要整理`, en: `${changes.length} file${changes.length === 1 ? '' : 's'} would change` };
  return {
    data: { ...head('fmt', input), written: isWriting, changes: changes.map(changeData) },
    blocks: [
      ...(input.options.dryRun === true ? changeBlocks(changes) : changes.length > 0 ? [list] : []),
      { kind: 'summary', text: said, severity: 'ok' },
    ],
    exit: input.options.check === true && changes.length > 0 ? 1 : 0,
    ...(isWriting && { changes }),
  };
}
