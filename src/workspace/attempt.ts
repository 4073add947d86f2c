// Trying what may fail, where failing means that there is nothing.

/** What it gives, or undefined where it throws. */
export function attempt<Value>(act: () => Value): Value | undefined {
  try {
    return act();
  } catch {
    return undefined;
  }
}
