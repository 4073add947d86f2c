// The table of commands.

import { cache } from './cache/command.ts';
import type { Command } from './command.ts';
import { coverage } from './coverage/command.ts';
import { explain } from './explain/command.ts';
import { fmt } from './fmt/command.ts';
import { list } from './list/command.ts';
import { milestone } from './milestone/command.ts';
import { schema } from './schema/command.ts';
import { show } from './show/command.ts';
import { site } from './site/command.ts';
import { validate } from './validate/command.ts';

export const commands: readonly Command[] = [validate, coverage, milestone, site, list, show, explain, fmt, schema, cache];
