// Is the registry sound?
import { type Checked, registryPathOf } from '../check.ts';
import { type Diagnostic, type Severity, severities, type Text, UserError } from '../diagnostic.ts';
import { type Block, diagnosticData, type ExitCode, type Report } from '../report.ts';
import { type Command, head, type Input } from './command.ts';

export const validate: Command = {
  name: 'validate',
  argument: '[path...]',
  summary: {
    zh: '检查登记库；路径只限定报告范围，检查总是全库',
    en: 'check the registry; paths limit what is reported, never what is read',
  },
  examples: [
    { line: 'mlx validate', says: { zh: '检查整个登记库', en: 'check the whole registry' } },
    { line: 'mlx validate registry/standards', says: { zh: '只报告标准', en: 'report on the standards alone' } },
    {
      line: 'mlx validate --fail-on warning --format json',
      says: { zh: '有警告也算不通过，输出 JSON', en: 'fail on warnings too, print JSON' },
    },
    {
      line: 'cat x.yaml | mlx validate --stdin --stdin-filepath registry/laws/x.yaml',
      says: { zh: '检查编辑器里尚未保存的内容', en: 'check a buffer that is not saved yet' },
    },
  ],
  options: [
    {
      flags: '--fail-on <level>',
      summary: { zh: '到哪一级算不通过（默认 error）', en: 'the level that fails (default: error)' },
      choices: severities,
    },
    { flags: '--stdin', summary: { zh: '从标准输入读一个文件的内容', en: "read one file's content from standard input" } },
    { flags: '--stdin-filepath <file>', summary: { zh: '标准输入的内容属于哪个文件', en: 'the file that standard input stands for' } },
  ],
  takesPaths: true,
  needsRegistry: true,
  run: (input) => {
    const checked = input.checked as Checked;
    const diagnostics = reported(checked, input.within);
    const summary = summaryOf(checked, diagnostics, input.within);
    const blocks: Block[] = [{ kind: 'diagnostics', diagnostics }, closing(summary)];
    const data = { ...head('validate', input), summary, diagnostics: diagnostics.map(diagnosticData) };
    return answer(checked, { data, blocks, exit: exitOf(diagnostics, (input.options.failOn as Severity | undefined) ?? 'error') });
  },
};

/** Nothing that could be checked is no answer, and never passes. */
function answer(checked: Checked, report: Report): Report {
  if (checked.registry === undefined) {
    const notice = { zh: 'taxonomy.yaml 有误，记录没有检查', en: 'taxonomy.yaml is not sound: the records were not checked' };
    return { ...report, exit: 2, notice };
  }
  if (checked.registry.ids.size === 0) {
    throw new UserError({ zh: `${checked.root} 里没有任何记录`, en: `${checked.root} holds no record` });
  }
  return report;
}

function reported(checked: Checked, within: Input['within']): readonly Diagnostic[] {
  if (within.length === 0) return checked.diagnostics;
  return checked.diagnostics.filter(({ place }) => isWithin(checked, place.file, within));
}

function isWithin(checked: Checked, file: string, within: Input['within']): boolean {
  const path = registryPathOf(checked, file).normalize('NFC');
  return within.some((each) => each === '' || path === each || path.startsWith(`${each}/`));
}

interface Summary {
  readonly files: number;
  readonly documents: number;
  readonly errors: number;
  readonly warnings: number;
  readonly infos: number;
  readonly waived: number;
}

function summaryOf(checked: Checked, diagnostics: readonly Diagnostic[], within: Input['within']): Summary {
  const count = (severity: Severity): number => diagnostics.filter((each) => each.severity === severity).length;
  return {
    files: checked.files,
    documents: checked.registry?.ids.size ?? 0,
    errors: count('error'),
    warnings: count('warning'),
    infos: count('info'),
    waived:
      within.length === 0 ? checked.waived.length : checked.waived.filter(({ place }) => isWithin(checked, place.file, within)).length,
  };
}

function closing({ documents, errors, warnings, infos, waived }: Summary): Block {
  const plural = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;
  const text: Text = {
    zh: `${documents} 份文件：${errors} 个错误，${warnings} 个警告，${infos} 个提示${waived > 0 ? `，${waived} 个已豁免` : ''}`,
    en: `${plural(documents, 'document')}: ${plural(errors, 'error')}, ${plural(warnings, 'warning')}, ${plural(infos, 'info')}${waived > 0 ? `, ${waived} waived` : ''}`,
  };
  return { kind: 'summary', text, severity: errors > 0 ? 'error' : warnings > 0 ? 'warning' : 'ok' };
}

function exitOf(diagnostics: readonly Diagnostic[], failOn: Severity): ExitCode {
  const failing = severities.slice(0, severities.indexOf(failOn) + 1);
  return diagnostics.some(({ severity }) => failing.includes(severity)) ? 1 : 0;
}
