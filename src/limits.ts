// How much of anything is taken in: all limits on what a registry may hold, each far beyond what one has. Imports nothing.
//
// Together they bound the time that any file can take: a file of up to 1 MiB within a second, and a larger one is not read.

/** The largest file that is read, in bytes; real records are a thousandth of it. */
export const largestFile = 1024 * 1024;

/**
 * The longest text that the full parser reads, in UTF-16 code units: it takes milliseconds for a thousand of them, and
 * more than in proportion for some texts. The reader of records takes any text that is written as records are.
 */
export const longestInFull = 40_000;

/** Levels of nesting that a file may have; real records have four. The full parser recurses. */
export const deepestNesting = 100;

/** The longest single text, in UTF-16 code units: ten pages. Rules look for words in texts, messages quote them. */
export const longestText = 10_000;

/** Entries of one list or map. A baseline of the largest size has fewer; a record has dozens. */
export const mostEntries = 10_000;

/** Entries of each list of a taxonomy: what is counted for every domain or topic is counted so many times. */
export const mostTerms = 1000;

/** Findings of one rule in one file that are told one by one: nobody goes through more, and many tools that read them cannot. */
export const mostAlike = 1000;
