// Differences between the old build and the new one that are wanted, each with its reason.

export interface Wanted {
  readonly why: string;
  /** Where it is: `case: command line → part`. */
  readonly where: RegExp;
  /** Each line that was added or removed there must be one of these. */
  readonly line: RegExp;
}

export const wanted: readonly Wanted[] = [
  {
    why: '`validate --staged` checks what is staged in Git',
    where: /validate --help|help validate/,
    line: /--staged/,
  },
];
