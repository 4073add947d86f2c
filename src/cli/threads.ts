// Record files held by two threads: the second takes the later half while this one works on the earlier.
import type { HoldSlices } from '../check/files.ts';
import { holdSlice, type Slice } from '../check/slice.ts';
import { buildVocabulary, type Taxonomy } from '../registry/taxonomy.ts';
import { compileSchemas } from '../schema/schema.ts';
import { spareMemory } from '../workspace/engine.ts';
import { isBuilt, packageFolder } from '../workspace/package.ts';
import { readerOf } from '../workspace/read.ts';
import { answerThread, type Line, startThread } from '../workspace/thread.ts';
import type { Disk, Witness, WorkspaceFile } from '../workspace/workspace.ts';

/** Fewer files are read sooner than a thread starts. */
const fewestFiles = 3000;

/** With as many, memory is short before time is. */
const manyFiles = 30_000;

/** What the second thread is asked for. */
interface Task {
  readonly disk: Disk;
  readonly files: readonly WorkspaceFile[];
  readonly taxonomy: Taxonomy;
  readonly schemas: ReadonlyMap<string, string>;
}

/** What it answers: the stretch, and what was seen of its files. */
interface Answer {
  readonly slice: Slice;
  readonly seen: Witness;
}

/** Lets a second thread work where there are enough files, and they are read from disk. `note` is told what it has seen of them. */
export function holdInThreads(note: (seen: Witness) => void): HoldSlices {
  return (workspace, files, vocabulary, schemas, tick) => {
    const { disk } = workspace;
    if (files.length > manyFiles) spareMemory();
    if (disk === undefined || files.length < fewestFiles || !isBuilt()) return [holdSlice(workspace, files, vocabulary, schemas, tick)];
    const middle = Math.ceil(files.length / 2);
    const later = files.slice(middle);
    const task: Task = { disk, files: later, taxonomy: vocabulary.taxonomy, schemas: schemas.texts };
    const started = Date.now();
    const answered = startThread(`${packageFolder()}/bin/thread.js`, task);
    const slice = holdSlice(workspace, files.slice(0, middle), vocabulary, schemas, (done) => tick(done * 2));
    const answer = answered(10_000 + 5 * (Date.now() - started)) as Answer | undefined;
    if (answer !== undefined) note(answer.seen);
    return [slice, answer?.slice ?? holdSlice(workspace, later, vocabulary, schemas)];
  };
}

/** The second thread's work. What it throws is met by waiting in vain. */
export async function work({ task, ...line }: Line & { readonly task: Task }): Promise<void> {
  const schemas = await compileSchemas(task.schemas);
  const { read, witness } = readerOf(task.disk);
  const slice = holdSlice({ read }, task.files, buildVocabulary(task.taxonomy), schemas);
  const { starts, tokens, bytes } = slice.records;
  const answer: Answer = { slice, seen: witness() };
  answerThread(line, answer, [starts.buffer, tokens.buffer, bytes.buffer] as ArrayBuffer[]);
}
