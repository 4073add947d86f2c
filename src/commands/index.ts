// The table of commands.
import type { Command } from './command.ts';
import { coverage } from './coverage/coverage.ts';
import { explain } from './explain.ts';
import { fmt } from './fmt.ts';
import { list } from './list.ts';
import { milestone } from './milestone/milestone.ts';
import { schema } from './schema.ts';
import { show } from './show.ts';
import { validate } from './validate.ts';

export const commands: readonly Command[] = [validate, coverage, milestone, list, show, explain, fmt, schema];
