// The rooms whose code is changed, and the tests that must notice: those written for the room, not all that happen to run it.

/** Names of files in `tests`, quickest first. */
export const rooms: Readonly<Record<string, readonly string[]>> = {
  rules: ['rules', 'docs'],
  measures: ['standing', 'stage', 'coverage', 'milestone', 'gaps', 'rules'],
  source: ['source', 'format', 'strict', 'rules'],
};
