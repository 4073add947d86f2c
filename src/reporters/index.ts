// The table of formats.
import type { Reporter } from '../report.ts';
import { json } from './json.ts';
import { text } from './text.ts';

export const reporters: Readonly<Record<string, Reporter>> = { text, json };
