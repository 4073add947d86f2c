// Items of a list that are equal, by JSON Schema's idea of equal.
import { compareText } from '../diagnostic.ts';

/** Each item that an earlier one equals, with the first such; takes time as the list is long. */
export function repeatsIn(items: readonly unknown[]): readonly { readonly index: number; readonly first: number }[] {
  if (items.length < 2) return [];
  const seen = new Map<string, number>();
  return items.flatMap((item, index) => {
    const text = canonical(item);
    const first = seen.get(text);
    if (first !== undefined) return [{ index, first }];
    seen.set(text, index);
    return [];
  });
}

/** One text for all that JSON Schema calls equal: the order of fields does not count, `.inf` is not null, and -0 is 0. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return typeof value === 'number' ? String(value) : JSON.stringify(value);
  const fields = Object.entries(value).sort(([a], [b]) => compareText(a, b));
  return `{${fields.map(([key, field]) => `${JSON.stringify(key)}:${canonical(field)}`).join(',')}}`;
}
