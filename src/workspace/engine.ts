// What is asked of V8 while the program runs.
import { setFlagsFromString } from 'node:v8';

/** Memory is collected when it has grown by half, not when it has doubled: a tenth of the time for nearly half of the memory. */
export function spareMemory(): void {
  setFlagsFromString('--heap-growing-percent=50');
}
