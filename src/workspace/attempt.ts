// Trying what the system or the user may make fail.
import { UserError } from '../diagnostic.ts';

/** The result, or undefined where the system refuses or the user is mistaken. A mistake in the program is thrown. */
export function attempt<Value>(act: () => Value): Value | undefined {
  try {
    return act();
  } catch (error) {
    if (error instanceof UserError || isSystemError(error)) return undefined;
    throw error;
  }
}

/** Whether the system refused, with a code such as `ENOENT`. Codes of Node's own, such as `ERR_INVALID_ARG_TYPE`, are mistakes in the program. */
function isSystemError(error: unknown): error is Error & { readonly code: string } {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && /^(?:ERR_FS_|(?!ERR_))/.test(error.code);
}

/** The system's code of an error, such as `ENOENT`. Throws the error where it is none of the system. */
export function reasonOf(error: unknown): string {
  if (isSystemError(error)) return error.code;
  throw error;
}
