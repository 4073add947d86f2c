// Edits on source text: a change of bytes that leaves every other byte alone.
import { isScalar, type Scalar } from 'yaml';
import type { Fix } from '../diagnostic.ts';
import { longestInFull } from '../limits.ts';
import { isPlainIn, singleQuoted } from './quote.ts';
import { nodeAt, parseTree } from './yaml.ts';

/** The text between two offsets becomes another. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The text with the edits made. Edits that overlap an earlier one are left out: they are made on the next pass. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  const ordered = [...edits].sort((a, b) => a.start - b.start || a.end - b.end);
  let [done, at] = ['', 0];
  for (const { start, end, text: into } of ordered) {
    if (start < at) continue;
    done += text.slice(at, start) + into;
    at = end;
  }
  return done + text.slice(at);
}

/**
 * The edits that make the scalars at the paths say other texts, in the quotes they have. There is none where there is
 * no such scalar, nor in a text that is too long to be read in full.
 */
export function scalarEdits(text: string, changes: readonly Fix[]): readonly Edit[] {
  if (changes.length === 0 || text.length > longestInFull) return [];
  const { contents } = parseTree(text);
  return changes.flatMap(({ path, to }) => {
    const { node, isInFlow } = nodeAt(contents, path);
    if (!isScalar(node) || !isOneLine(text, node)) return [];
    const [start = 0, end = 0] = node.range ?? [];
    return [{ start, end, text: written(to, node.type, isInFlow) }];
  });
}

function isOneLine(text: string, { range }: Scalar): boolean {
  return range != null && !text.slice(range[0], range[1]).includes('\n');
}

function written(value: string, style: Scalar['type'], isInFlow: boolean): string {
  if (style === 'QUOTE_DOUBLE') return JSON.stringify(value);
  return style !== 'QUOTE_SINGLE' && isPlainIn(value, isInFlow) ? value : singleQuoted(value);
}

/** The bytes of a file with its text changed; a byte order mark stays. */
export function editedBytes(bytes: Uint8Array, change: (text: string) => string): Uint8Array {
  const mark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? '\ufeff' : '';
  return new TextEncoder().encode(mark + change(new TextDecoder('utf-8').decode(bytes)));
}
