// Is the registry sound?
import { type Checked, registryPathOf } from '../../check/check.ts';
import {
  compareText,
  type Diagnostic,
  type Place,
  type RuleData,
  type Severity,
  severities,
  type Text,
  UserError,
} from '../../diagnostic.ts';
import { fixAll } from '../../mend.ts';
import type { BaselineEntry } from '../../registry/registry.ts';
import { type Block, diagnosticData, type ExitCode, type Report, type Validation } from '../../report.ts';
import { rules } from '../../rules/index.ts';
import type { Rule } from '../../rules/rule.ts';
import { changeBlocks } from '../changes.ts';
import { checkedOf, head, type Input, isChosen, isWithin, registryOf } from '../command.ts';
import { plural } from '../words.ts';
import type { ValidateOptions } from './command.ts';

export function run(input: Input<ValidateOptions>): Report {
  const { updateBaseline, stdin, staged, fix, format = [] } = input.options;
  if (updateBaseline && format.some((each) => !/^(?:text|json)(?:=|$)/.test(each))) throw noFindings;
  if (stdin && (fix || updateBaseline)) throw noWriting;
  if (staged && (stdin || fix || updateBaseline)) throw onlyReading;
  if (updateBaseline) return baselineReport(input);
  return fix ? fixReport(input) : validationReport(input, checkedOf(input).checked, []);
}

const noWriting = new UserError({
  zh: '--stdin 不能与 --fix、--update-baseline 一起用',
  en: '--stdin does not go with --fix or --update-baseline',
});

const onlyReading = new UserError({
  zh: '--staged 不能与 --stdin、--fix、--update-baseline 一起用',
  en: '--staged does not go with --stdin, --fix or --update-baseline',
});

const noFindings = new UserError(
  {
    zh: '--update-baseline 不输出问题，不能用这种格式',
    en: '--update-baseline prints no findings and does not go with this format',
  },
  { zh: '可用的：text, json', en: 'known: text, json' },
);

function validationReport(input: Input<ValidateOptions>, checked: Checked, before: readonly Block[]): Report {
  // Without a taxonomy no record was checked, and the path that was asked about is not at fault.
  const diagnostics = reported(checked, checked.registry === undefined ? [] : input.within);
  const summary = summaryOf(checked, diagnostics, input.within);
  const { text, severity } = closing(summary);
  const failing = failingFrom(input.options.failOn ?? 'error');
  // Quiet is for hooks: what does not fail is not said.
  const said = input.options.quiet ? diagnostics.filter((each) => failing.includes(each.severity)) : diagnostics;
  const blocks: Block[] = [...before, { kind: 'diagnostics', diagnostics: said }, { kind: 'summary', text, severity }];
  const data = { ...head('validate', input), summary, diagnostics: diagnostics.map(diagnosticData) };
  const validation: Validation = {
    diagnostics,
    // Few formats ask for them.
    get files() {
      return filesOf(checked, diagnostics, input.within);
    },
    rules: rules.map(ruleData),
    failing,
    summary: text,
    version: input.version,
  };
  return answer(checked, { data, blocks, exit: exitOf(diagnostics, failing), validation });
}

/** Where the taxonomy is not sound no other file was checked, and none is said to have been. */
function filesOf(checked: Checked, diagnostics: readonly Diagnostic[], within: Input['within']): readonly string[] {
  const faulty = diagnostics.map(({ place }) => place.file);
  const read = checked.registry === undefined ? [] : checked.files.filter((file) => isWithin(registryPathOf(checked, file), within));
  return [...new Set([...read, ...faulty])].sort(compareText);
}

function ruleData({ name, severity, summary, why, mend, source, example }: Rule): RuleData {
  return { name, severity, summary, why, mend, source, example };
}

/** What is left after the fixes; with --dry-run what is there now, and the difference the fixes would make. */
function fixReport(input: Input<ValidateOptions>): Report {
  const { checked: before, workspace } = checkedOf(input);
  const { checked = before, changes, fixed } = fixAll(workspace, before, input.schemas, isChosen(input));
  const isDry = input.options.dryRun;
  const text = {
    zh: `${isDry ? '可' : '已'}修正 ${fixed} 个问题，${changes.length} 个文件`,
    en: `${isDry ? 'could mend' : 'mended'} ${fixed} findings in ${changes.length} files`,
  };
  const said: Block[] = [...(isDry ? changeBlocks(changes) : []), { kind: 'paragraph', text }];
  const report = validationReport(input, isDry ? before : checked, said);
  return isDry ? report : { ...report, changes };
}

/** The baseline holds everything that is found now, whether new or accepted before. */
function baselineReport(input: Input<ValidateOptions>): Report {
  const { checked, registry } = registryOf(input);
  const kept = [...checked.diagnostics, ...checked.baselined].filter(({ rule }) => rule !== 'stale-baseline');
  const findings = kept.map(({ fingerprint, rule, place }) => ({ fingerprint, rule, file: registryPathOf(checked, place.file) }));
  const lines = findings.sort((a, b) => compareText(a.file, b.file) || compareText(a.fingerprint, b.fingerprint)).map(entryLines);
  const text = `# yaml-language-server: $schema=../schemas/baseline.json\nfindings:${lines.length === 0 ? ' []\n' : `\n${lines.join('')}`}`;
  const shown = checked.root === '.' ? 'baseline.yaml' : `${checked.root}/baseline.yaml`;
  const before = registry.baseline === undefined ? undefined : bytesOf(input, 'baseline.yaml');
  // A working tree may have the line ends of Windows throughout.
  const isCrlf = before?.includes(13) === true;
  const change = { shown, before, after: new TextEncoder().encode(isCrlf ? text.replaceAll('\n', '\r\n') : text) };
  const said = { zh: `${shown}：${findings.length} 个问题`, en: `${shown}: ${findings.length} findings` };
  const isDry = input.options.dryRun;
  return {
    data: { ...head('validate', input), baseline: findings },
    blocks: [...(isDry ? changeBlocks([change]) : []), { kind: 'summary', text: said, severity: 'ok' }],
    exit: 0,
    ...(!isDry && { changes: [change] }),
  };
}

function bytesOf({ workspace }: Input<ValidateOptions>, path: string): Uint8Array | undefined {
  const file = workspace?.files.find((each) => each.path === path);
  const content = file && workspace?.read(file);
  return content !== undefined && 'bytes' in content ? content.bytes : undefined;
}

function entryLines({ fingerprint, rule, file }: BaselineEntry): string {
  return `  - fingerprint: '${fingerprint}'\n    rule: ${rule}\n    file: '${file.replaceAll("'", "''")}'\n`;
}

/** Nothing that could be checked is no answer, and never passes. */
function answer(checked: Checked, report: Report): Report {
  if (checked.registry === undefined) {
    const notice = { zh: 'taxonomy.yaml 有误，记录没有检查', en: 'taxonomy.yaml is not sound: the records were not checked' };
    return { ...report, exit: 2, notice };
  }
  if (checked.records === 0) {
    throw new UserError({ zh: `${checked.root} 里没有任何记录`, en: `${checked.root} holds no record` });
  }
  return report;
}

function reported(checked: Checked, within: Input['within']): readonly Diagnostic[] {
  // A duplicate or a ring lies in several files: whoever asks about one of them is told.
  return checked.diagnostics.filter((diagnostic) =>
    placesOf(diagnostic).some(({ file }) => isWithin(registryPathOf(checked, file), within)),
  );
}

function placesOf({ place, related }: Diagnostic): readonly Place[] {
  return [place, ...related.map((each) => each.place)];
}

interface Summary {
  readonly files: number;
  readonly documents: number;
  readonly errors: number;
  readonly warnings: number;
  readonly infos: number;
  readonly waived: number;
  readonly baselined: number;
}

function summaryOf(checked: Checked, diagnostics: readonly Diagnostic[], within: Input['within']): Summary {
  const among = (accepted: readonly Diagnostic[]): number =>
    accepted.filter(({ place }) => isWithin(registryPathOf(checked, place.file), within)).length;
  const count = (severity: Severity): number => diagnostics.filter((each) => each.severity === severity).length;
  return {
    files: checked.files.length,
    documents: checked.records,
    errors: count('error'),
    warnings: count('warning'),
    infos: count('info'),
    waived: among(checked.waived),
    baselined: among(checked.baselined),
  };
}

function closing({ documents, errors, warnings, infos, waived, baselined }: Summary): { text: Text; severity: Severity | 'ok' } {
  const text: Text = {
    zh: `${documents} 份文件：${errors} 个错误，${warnings} 个警告，${infos} 个提示${waived > 0 ? `，${waived} 个已豁免` : ''}${baselined > 0 ? `，${baselined} 个在基线内` : ''}`,
    en: `${plural(documents, 'document')}: ${plural(errors, 'error')}, ${plural(warnings, 'warning')}, ${plural(infos, 'info')}${waived > 0 ? `, ${waived} waived` : ''}${baselined > 0 ? `, ${baselined} in the baseline` : ''}`,
  };
  return { text, severity: errors > 0 ? 'error' : warnings > 0 ? 'warning' : 'ok' };
}

function failingFrom(level: Severity): readonly Severity[] {
  return severities.slice(0, severities.indexOf(level) + 1);
}

function exitOf(diagnostics: readonly Diagnostic[], failing: readonly Severity[]): ExitCode {
  return diagnostics.some(({ severity }) => failing.includes(severity)) ? 1 : 0;
}
