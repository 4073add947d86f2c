// The table of formats.
import type { Reporter } from '../report.ts';
import { csv } from './csv.ts';
import { github, jobSummary } from './github.ts';
import { gitlab } from './gitlab.ts';
import { json } from './json.ts';
import { junit } from './junit.ts';
import { markdown } from './markdown.ts';
import { sarif } from './sarif.ts';
import { svg } from './svg.ts';
import { text } from './text.ts';

export const reporters: Readonly<Record<string, Reporter>> = { text, json, markdown, csv, github, gitlab, sarif, junit, svg };

export { jobSummary };
