// The table of commands.
import type { Command } from './command.ts';
import { explain } from './explain.ts';
import { fmt } from './fmt.ts';
import { list } from './list.ts';
import { schema } from './schema.ts';
import { show } from './show.ts';
import { validate } from './validate.ts';

export const commands: readonly Command[] = [validate, list, show, explain, fmt, schema];
