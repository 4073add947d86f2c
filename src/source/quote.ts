// How a text is written as a YAML scalar: plain where it reads back as itself, else in single quotes.
import { isScalar, isSeq, parseDocument } from 'yaml';

/** Whether the text, written without quotes, is read back as the same text. */
export function isPlainIn(value: string, isInFlow: boolean): boolean {
  if (value === '' || /[\n\r\t]|^\s|\s$/.test(value)) return false;
  const written = isInFlow ? `[${value}]` : `- ${value}\n`;
  const document = parseDocument(written, { schema: 'core', logLevel: 'error' });
  if (document.errors.length > 0 || document.warnings.length > 0 || !isSeq(document.contents)) return false;
  const [item] = document.contents.items;
  return (
    document.contents.items.length === 1 && isScalar(item) && item.value === value && item.type === 'PLAIN' && item.comment === undefined
  );
}

export function singleQuoted(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}

/** The one way a text is written: plain, else single quotes, else double ones for what only escapes can say. */
export function canonicalScalar(value: string, isInFlow: boolean): string {
  if (isPlainIn(value, isInFlow)) return value;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what single quotes cannot say
  return /[\u0000-\u001f\u007f-\u009f\u2028\u2029\ufeff]/.test(value) ? JSON.stringify(value) : singleQuoted(value);
}
