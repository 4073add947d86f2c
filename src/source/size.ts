// What is said of a file that is too large to be read.
import type { Text } from '../diagnostic.ts';
import { largestFile } from '../limits.ts';

/** Says that a file of so many bytes is larger than `largestFile`. */
export function tooLarge(bytes: number): Text {
  const size = (bytes / largestFile).toFixed(1);
  return { zh: `文件有 ${size} MiB，登记文件不应超过 1 MiB`, en: `the file has ${size} MiB, a registry file has 1 MiB at most` };
}
