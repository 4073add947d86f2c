// Changes of files as a report shows them.
import type { Block, FileChange } from '../report.ts';

export function changeBlocks(changes: readonly FileChange[]): readonly Block[] {
  const text = (bytes: Uint8Array | undefined): string => new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  return changes.map(({ shown, before, after }) => ({ kind: 'diff', file: shown, before: text(before), after: text(after) }));
}

export function changeData({ shown }: FileChange): unknown {
  return { file: shown };
}
