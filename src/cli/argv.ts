// argv → Request: commander, built from the table of commands, speaking both languages.
import { type Argument, Command as Commander, CommanderError, type HelpConfiguration, Option } from 'commander';
import type { Command, GlobalOptions, OptionSpec, OptionSpecs, Options, rev } from '../commands/command.ts';
import { formatsOf } from '../commands/command.ts';
import { commands } from '../commands/index.ts';
import type { ValidateOptions } from '../commands/validate/command.ts';
import { type Lang, type Text, UserError } from '../diagnostic.ts';
import { isDay } from '../registry/day.ts';

export interface Output {
  readonly format: string;
  /** Undefined for standard output. */
  readonly file: string | undefined;
}

/** The options that the program itself looks at: the global ones, and some of single commands. */
type Given = ValidateOptions & Options<{ readonly rev: typeof rev }>;

export interface Request {
  readonly command: Command;
  readonly args: readonly string[];
  readonly options: Given;
  readonly outputs: readonly Output[];
  /** Undefined for today. */
  readonly day: string | undefined;
}

/** Help or the version: something to print, and no command to run. */
export interface Told {
  readonly told: string;
  readonly exit: 0 | 2;
}

const globals = (formats: readonly string[], more?: Text): Readonly<Record<keyof GlobalOptions, OptionSpec>> => ({
  registry: {
    flags: '--registry <dir>',
    summary: {
      zh: '登记库目录（默认从当前目录往上找 registry/）',
      en: "the registry's folder (default: registry/ found upward from here)",
    },
  },
  asOf: {
    flags: '--as-of <date>',
    summary: { zh: '按哪一天（默认今天，北京时间）', en: 'the day to speak of (default: today in Asia/Shanghai)' },
  },
  format: {
    flags: '--format <fmt[=file]>',
    summary: {
      zh: `输出格式：${formats.join('、')}${more?.zh ?? ''}；可多次给出`,
      en: `output format: ${formats.join(', ')}${more?.en ?? ''}; may be given again`,
    },
    isRepeatable: true,
  },
  lang: { flags: '--lang <lang>', summary: { zh: '语言', en: 'language' }, choices: ['zh', 'en'] },
  color: { flags: '--color <when>', summary: { zh: '颜色', en: 'colour' }, choices: ['auto', 'always', 'never'] },
  cache: { flags: '--no-cache', summary: { zh: '不用记住的结果，也不记', en: 'neither use what is remembered nor remember' } },
  quiet: {
    flags: '-q, --quiet',
    summary: { zh: '不输出小结；validate 只输出不通过级别的问题', en: 'no closing line; validate prints only what fails' },
  },
  verbose: { flags: '-v, --verbose', summary: { zh: '在标准错误上说明读了什么', en: 'say on standard error what was read' } },
});

/** Throws UserError for words that mean nothing here. */
export function parseArgv(argv: readonly string[], lang: Lang, version: () => string): Request | Told {
  let request: Request | undefined;
  let told = '';
  const program = programOf(
    lang,
    version,
    (text) => (told += text),
    (command, args, options) => (request = requestOf(command, args, options)),
  );
  try {
    if (argv.length === 0) {
      program.outputHelp();
      return { told, exit: 2 };
    }
    program.parse(argv, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return { told, exit: 0 };
    if (error.code === 'commander.help') return { told, exit: 2 };
    throw usageError(error, lang);
  }
  return request ?? { told, exit: 2 };
}

type Chosen = (command: Command, args: readonly string[], options: Given) => void;

function programOf(lang: Lang, version: () => string, tell: (text: string) => void, chosen: Chosen): Commander {
  const program = new Commander('mlx');
  program
    .description(
      { zh: '法规制度标准登记库：检查、查询', en: 'a registry of laws, rules, normative documents and standards: check it, ask it' }[lang],
    )
    .helpOption('-h, --help', words.help[lang])
    .helpCommand('help [command]', words.help[lang])
    .addOption(new Option('--version', words.version[lang]))
    .exitOverride()
    .configureOutput({ writeOut: tell, writeErr: (text) => (isHelp(text) ? tell(text) : undefined) })
    .configureHelp(helpIn(lang))
    .on('option:version', () => {
      tell(`${version()}\n`);
      throw new CommanderError(0, 'mlx.version', 'version');
    })
    .addHelpText(
      'before',
      `${exampleText(
        commands.flatMap(({ examples }) => examples.slice(0, 1)),
        lang,
      )}`,
    )
    .addHelpText('after', `\n${exitText[lang]}`);
  addOptions(program, globals(formatsOf({}), words.moreFormats), lang);
  for (const command of commands) addCommand(program, command, lang, chosen);
  return program;
}

/** Commander writes help that nobody asked for where it writes complaints; complaints are made anew in both languages. */
function isHelp(text: string): boolean {
  return !text.startsWith('error: ') && !text.startsWith('(');
}

/** Commander's own words in the chosen language. */
function helpIn(lang: Lang): HelpConfiguration {
  return {
    styleTitle: (title) => titles[title]?.[lang] ?? title,
    styleUsage: (usage) => (lang === 'en' ? usage : usage.replace('[options]', '[选项]').replace('[command]', '[命令]')),
    subcommandTerm: (command) => [command.name(), ...command.registeredArguments.map(argumentTerm)].join(' '),
    optionDescription: ({ description, argChoices }) =>
      argChoices === undefined
        ? description
        : `${description}${{ zh: `（${argChoices.join('、')}）`, en: ` (${argChoices.join(', ')})` }[lang]}`,
  };
}

function argumentTerm(argument: Argument): string {
  const name = `${argument.name()}${argument.variadic ? '...' : ''}`;
  return argument.required ? `<${name}>` : `[${name}]`;
}

function addCommand(program: Commander, command: Command, lang: Lang, chosen: Chosen): void {
  const sub = program
    .command([command.name, command.argument].filter(Boolean).join(' '))
    .description(command.summary[lang])
    .addHelpOption(new Option('-h, --help', words.help[lang]).helpGroup(words.globals[lang]))
    .allowExcessArguments(false)
    .addHelpText('before', exampleText(command.examples, lang))
    .addHelpText('after', `\n${exitText[lang]}`)
    .action(() => chosen(command, sub.args, sub.optsWithGlobals()));
  addOptions(sub, command.options, lang);
  addOptions(sub, globals(formatsOf(command)), lang, words.globals[lang]);
}

function addOptions(commander: Commander, options: OptionSpecs, lang: Lang, group?: string): void {
  for (const { flags, summary, choices, isRepeatable } of Object.values(options)) {
    const option = new Option(flags, summary[lang]);
    // `--no-decrease-from REV` takes a value: it is no negation of another option.
    if (option.required) option.negate = false;
    if (choices !== undefined) option.choices(choices);
    if (isRepeatable) option.argParser((value: string, before: readonly string[] | undefined) => [...(before ?? []), value]);
    if (group !== undefined) option.helpGroup(group);
    commander.addOption(option);
  }
}

function requestOf(command: Command, args: readonly string[], options: Given): Request {
  const { asOf: day, format: formats = ['text'] } = options;
  if (day !== undefined && !isDay(day)) {
    throw new UserError(
      { zh: `--as-of ${day} 不是日期`, en: `--as-of ${day} is no day` },
      { zh: '写成 2024-12-31 的样子', en: 'write it like 2024-12-31' },
    );
  }
  return { command, args, options, outputs: formats.map((written) => outputOf(command, written)), day };
}

/** Throws UserError for a format that the command's answer does not have. */
function outputOf(command: Command, written: string): Output {
  const [format = '', ...rest] = written.split('=');
  if (!formatsOf(command).includes(format)) {
    const known = formatsOf(command).join(', ');
    throw new UserError(
      { zh: `mlx ${command.name} 没有格式 ${format}`, en: `mlx ${command.name} has no format ${format}` },
      { zh: `可用的：${known}`, en: `known: ${known}` },
    );
  }
  if (rest.length > 0 && rest.join('=') === '')
    throw new UserError({ zh: `--format ${written} 没有写文件名`, en: `--format ${written} names no file` });
  return { format, file: rest.length > 0 ? rest.join('=') : undefined };
}

/** Commander's complaints, each with the words it quotes, in both languages. */
const complaints: Readonly<Record<string, (quoted: readonly string[]) => string>> = {
  'commander.unknownCommand': ([name]) => `没有命令 ${name}`,
  'commander.unknownOption': ([name]) => `没有选项 ${name}`,
  'commander.missingArgument': ([name]) => `缺少参数 ${name}`,
  'commander.optionMissingArgument': ([name]) => `选项 ${name} 缺少值`,
  'commander.excessArguments': () => '参数太多',
  'commander.invalidArgument': ([name, value]) => `选项 ${name} 的值 ${value} 不对`,
};

function usageError(error: CommanderError, lang: Lang): UserError {
  const [first = '', suggestion] = error.message.replace(/^error: /, '').split('\n');
  const quoted = [...first.matchAll(/'([^']*)'/g)].map(([, word = '']) => word);
  const near = /Did you mean (?:one of )?(.*)\?/.exec(suggestion ?? '')?.[1];
  const choices = /Allowed choices are (.*)\./.exec(first)?.[1];
  const zh = complaints[error.code]?.(quoted) ?? first;
  const hint: Text =
    near !== undefined
      ? { zh: `是否想写 ${near}？`, en: `did you mean ${near}?` }
      : choices !== undefined
        ? { zh: `可用的：${choices}`, en: `known: ${choices}` }
        : { zh: '运行 mlx --help 查看用法', en: 'run mlx --help for usage' };
  return new UserError({ zh, en: lang === 'en' ? first.replace(/\.? Allowed choices are .*/, '') : first }, hint);
}

function exampleText(examples: Command['examples'], lang: Lang): string {
  const lines = examples.map(({ line, says }) => `  # ${says[lang]}\n  ${line}`);
  return `${words.examples[lang]}\n${lines.join('\n')}\n`;
}

const words = {
  help: { zh: '显示帮助', en: 'show help' },
  version: { zh: '显示版本', en: 'show the version' },
  examples: { zh: '例子：', en: 'Examples:' },
  globals: { zh: '通用选项：', en: 'Global options:' },
  moreFormats: { zh: '，有的命令还有别的', en: ', and more of some commands' },
} as const;

const titles: Readonly<Record<string, Text>> = {
  'Usage:': { zh: '用法:', en: 'Usage:' },
  'Arguments:': { zh: '参数:', en: 'Arguments:' },
  'Options:': { zh: '选项:', en: 'Options:' },
  'Commands:': { zh: '命令:', en: 'Commands:' },
};

const exitText: Text = {
  zh: '退出码：\n  0  已回答，没有达到不通过级别的问题\n  1  有问题，或没有达到门槛\n  2  无法回答：用法、配置、没有可检查的内容、读不出登记库、内部错误\n',
  en: 'Exit codes:\n  0  answered; nothing at or above the failing level\n  1  findings, or a threshold missed\n  2  no answer: usage, configuration, nothing to check, unreadable registry, internal error\n',
};
