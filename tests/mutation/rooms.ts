// The rooms whose code is changed, and the tests that must notice: those written for a file, not all that happen to run it.

/** Names of files in `tests`, by the file that is changed; `''` for all others of the room. */
export const rooms: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  rules: { '': ['rules', 'docs'], 'status-contradicts-dates.ts': ['status', 'rules'] },
  measures: {
    '': ['milestone', 'coverage'],
    'basis.ts': ['basis'],
    'breakdown.ts': ['coverage-by-hand'],
    'change.ts': ['change'],
    'counted.ts': ['coverage', 'coverage-by-hand'],
    'coverage.ts': ['coverage', 'coverage-by-hand'],
    'due.ts': ['due'],
    'fraction.ts': ['coverage'],
    'gaps.ts': ['gaps', 'coverage'],
    'stage.ts': ['stage', 'milestone'],
    'standing.ts': ['standing', 'stage', 'status'],
    'trend.ts': ['figures'],
    'validity.ts': ['rules'],
  },
  source: {
    '': ['format'],
    'characters.ts': ['reader', 'tape'],
    'hidden.ts': ['hidden'],
    'lines.ts': ['source'],
    'size.ts': ['encoding'],
    'source.ts': ['encoding', 'source'],
    'reader.ts': ['reader'],
    'strings.ts': ['reader', 'tape'],
    'tape.ts': ['reader', 'tape'],
    'syntax.ts': ['syntax'],
    'yaml.ts': ['profile', 'source', 'syntax', 'reader', 'rules'],
  },
};

/** The tests for a file of a room. */
export function testsFor(room: string, file: string): readonly string[] {
  const tests = rooms[room] ?? {};
  return tests[file] ?? tests[''] ?? [];
}
