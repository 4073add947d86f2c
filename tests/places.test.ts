// What is read onto the tape by the quick reader gives the same findings, places and records as what the full parser reads.
import { describe, expect, it } from 'vitest';
import { type Checked, check } from '../src/check/check.ts';
import type { Schemas } from '../src/schema/schema.ts';
import { readFast } from '../src/source/source.ts';
import type { Workspace } from '../src/workspace/workspace.ts';
import { type Case, fixtureCases, mixedCase, seededCases, shippedCases } from './support/cases.ts';
import { type Files, schemas, workspaceOfAll } from './support/registry.ts';

/** Without quick checks of shape. */
const inFull: Schemas = { ...schemas, shapesFor: () => undefined };

/** As long as one another. The quick reader takes no text with the second, and nothing is wrong with it: it selects a form of the character. */
const ends = ['\n# 葛\u{20bb7}\n', '\n# 葛\u{e0100}\n'];

/** The files for the quick reader and for the full parser: they differ in a comment at the end of each record that the quick one takes. */
function twofold(files: Files): readonly [Files, Files] {
  const [ones, others]: [Record<string, Uint8Array>, Record<string, Uint8Array>] = [{}, {}];
  for (const [name, content] of Object.entries(files)) {
    const bytes = Buffer.from(content);
    const [one, other] = ends.map((end) => Buffer.concat([bytes, Buffer.from(end)])) as [Buffer, Buffer];
    const isTaken = readFast(one, false) !== undefined;
    if (isTaken) expect(readFast(other, false), name).toBeUndefined();
    [ones[name], others[name]] = isTaken ? [one, other] : [bytes, bytes];
  }
  return [ones, others];
}

let quick = 0;
const counted: Schemas = {
  ...schemas,
  shapesFor: (tape) =>
    new Map(
      [...(schemas.shapesFor(tape) ?? [])].map(([name, shape]) => [
        name,
        (at, bytes) => {
          const isSound = shape(at, bytes);
          if (isSound) quick++;
          return isSound;
        },
      ]),
    ),
};

/** All that is found, and what is known of each document; rows of the tape and what lies on it may differ. */
function said({ diagnostics, waived, baselined, registry }: Checked): string {
  const documents = registry?.documents.map((document) => ({
    ...document,
    faulty: [...document.faulty],
    record: registry.recordOf(document),
    basis: registry.fieldOf(document, 'basis'),
  }));
  return JSON.stringify({ diagnostics, waived, baselined, documents, basis: registry?.basis }, undefined, 1);
}

describe('the quick reader and the full parser say the same of whole registries', () => {
  it.each<[string, readonly Case[], number]>([
    ['the shipped one', shippedCases.slice(0, 1), 289],
    ['the fixtures of all rules', fixtureCases.filter((_, index) => index % 2 === 0), 300],
    ['those with faults put in', seededCases, 100],
    ['those that are mixed at random', Array.from({ length: 150 }, (_, seed) => mixedCase(seed + 1)), 800],
  ])('%s', { timeout: 180_000 }, (_, cases, least) => {
    quick = 0;
    for (const { name, files, day } of cases) {
      const [ones, others] = twofold(files).map((each) => workspaceOfAll(each)) as [Workspace, Workspace];
      expect(said(check(ones, counted, day)), name).toBe(said(check(others, inFull, day)));
    }
    expect(quick).toBeGreaterThanOrEqual(least);
  });
});
