// One document with its basis, what rests on it, its standing and its findings.
import { didYouMean, type Text, UserError } from '../../diagnostic.ts';
import { standingOf } from '../../measures/standing.ts';
import { type Basis, type Document, type DocumentRecord, dateFields, type FullRecord, titleOf } from '../../registry/document.ts';
import type { Registry } from '../../registry/registry.ts';
import { dateWords } from '../../registry/words.ts';
import { type Block, type Cell, diagnosticData, type Field, type Report } from '../../report.ts';
import { head, type Input, registryOf } from '../command.ts';
import { documentPage } from '../pages.ts';
import { domainsText, joined, rankText, standingText } from '../words.ts';

export function run(input: Input): Report {
  const { checked, registry } = registryOf(input);
  const document = documentOf(registry, input.args[0] ?? '');
  const record = checked.recordOf(document);
  const diagnostics = checked.diagnostics.filter(({ place }) => place.file === document.file);
  const standing = standingOf(registry, document, input.day);
  const links = linksOf(registry, document, input);
  const blocks: Block[] = [
    { kind: 'heading', text: titleOf(document) },
    { kind: 'fields', fields: fieldsOf(registry, document, record, input, links) },
    ...(diagnostics.length > 0 ? [{ kind: 'diagnostics', diagnostics } as const] : []),
  ];
  const data = {
    ...head('show', input),
    id: document.id,
    kind: document.kind,
    file: document.file,
    record,
    standing: standing.state,
    undated: standing.undated,
    basis: links.basis.map(linkData),
    restsOnIt: links.restsOnIt.map(linkData),
    replacedBy: links.replacedBy.map(linkData),
    diagnostics: diagnostics.map(diagnosticData),
  };
  return { data, blocks, exit: 0 };
}

/** By id, number or whole title. Throws UserError where nothing, or more than one document, is meant. */
function documentOf(registry: Registry, word: string): Document {
  const found = registry.find(word);
  if (found !== undefined) return found;
  const titled = registry.documents.filter(({ title }) => title === word.replace(/^《|》$/g, ''));
  if (titled.length === 1 && titled[0] !== undefined) return titled[0];
  if (titled.length > 1) {
    const ids = joined(titled.map(({ id }) => ({ zh: id, en: id })));
    throw new UserError(
      { zh: `标题 ${word} 有 ${titled.length} 份文件`, en: `${titled.length} documents have the title ${word}` },
      { zh: `用标识：${ids.zh}`, en: `use an id: ${ids.en}` },
    );
  }
  if (registry.isId(word)) {
    throw new UserError(
      { zh: `${word} 的文件有误，无法显示`, en: `the file of ${word} is not sound and cannot be shown` },
      { zh: '先运行 mlx validate', en: 'run mlx validate first' },
    );
  }
  throw new UserError(
    { zh: `登记库里没有 ${word}`, en: `the registry has no ${word}` },
    didYouMean(word, registry.nearestId) ?? { zh: '用 mlx list --text 查找', en: 'look for it with mlx list --text' },
  );
}

/** A document at the other end, or a title outside the registry. */
interface Link {
  readonly id?: string;
  readonly title: string;
  readonly standing?: Text;
  readonly state?: string;
  readonly version?: string;
}

interface Links {
  readonly basis: readonly Link[];
  readonly restsOnIt: readonly Link[];
  readonly replacedBy: readonly Link[];
}

export function linksOf(registry: Registry, document: Document, { day }: Input): Links {
  const to = (other: Document): Link => {
    const standing = standingOf(registry, other, day);
    return { id: other.id, title: titleOf(other), standing: standingText(standing), state: standing.state };
  };
  const basis = (each: Basis): Link => {
    if (typeof each === 'object' && 'title' in each) return { title: each.title };
    const id = typeof each === 'string' ? each : each.document;
    const target = registry.byId.get(id);
    return target === undefined ? { id, title: id } : { ...to(target), ...(typeof each === 'object' && { version: each.version }) };
  };
  return {
    basis: (registry.fieldOf(document, 'basis') ?? []).map(basis),
    restsOnIt: registry.dependentsOf(document.id).map(to),
    replacedBy: registry.successorsOf(document.id).map(({ document: successor }) => to(successor)),
  };
}

function linkData({ id, title, state, version }: Link): unknown {
  return {
    ...(id !== undefined && { id }),
    title,
    ...(state !== undefined && { standing: state }),
    ...(version !== undefined && { version }),
  };
}

function linkCell({ id, title, standing, version }: Link): Cell {
  if (standing === undefined) return id === undefined ? { zh: `${title}（未入库）`, en: `${title} (outside the registry)` } : id;
  const cited = version === undefined ? { zh: '', en: '' } : { zh: `，引用 ${version} 版`, en: `, version of ${version}` };
  const href = id === undefined ? undefined : documentPage(id);
  return [
    { text: title, tone: 'plain', ...(href !== undefined && { href }) },
    { text: { zh: `（${standing.zh}${cited.zh}） ${id}`, en: ` (${standing.en}${cited.en}) ${id}` }, tone: 'plain' },
  ];
}

export function fieldsOf(registry: Registry, document: Document, record: FullRecord, { day }: Input, links: Links): readonly Field[] {
  const { vocabulary } = registry;
  const standing = standingText(standingOf(registry, document, day));
  const field = (zh: string, en: string, ...values: readonly (Cell | undefined)[]): Field => ({
    name: { zh, en },
    values: values.filter((value) => value !== undefined),
  });
  const topics = document.topics.map((id) => vocabulary.topics.get(id)?.title ?? { zh: id, en: id });
  return [
    field('标识', 'id', document.id),
    field('位阶', 'rank', rankText(document)),
    field('编号', 'number', record.number),
    field('制定机关', 'issuers', record.issuers?.join('、')),
    field('状态', 'standing', { zh: `${standing.zh}（${day}）`, en: `${standing.en} on ${day}` }),
    field('日期', 'dates', datesCell(record)),
    field('修改', 'amended', ...(record.amendments ?? []).map(({ date, by }) => (by === undefined ? date : `${date} ${by}`))),
    field('方面', 'domains', domainsText(vocabulary, document.domains)),
    field('内容', 'topics', topics.length > 0 ? joined(topics) : undefined),
    field('依据', 'basis', ...links.basis.map(linkCell)),
    field('被依据', 'rests on it', ...links.restsOnIt.map(linkCell)),
    field('代替', 'replaces', ...(record.replaces ?? []).map((each) => (typeof each === 'string' ? each : each.title))),
    field('被代替', 'replaced by', ...links.replacedBy.map(linkCell)),
    field(
      '参考',
      'reference',
      record.reference === true ? { zh: '外省文件，不计数', en: "another province's document, not counted" } : undefined,
    ),
    field('责任处室', 'owner', record.owner),
    field('未核实', 'unverified', record.unverified?.join(', ')),
    field('说明', 'note', record.note),
    field('来源', 'sources', ...(record.sources ?? [])),
    field('文件', 'file', document.file),
  ].filter(({ values }) => values.length > 0);
}

function datesCell({ dates }: DocumentRecord): Text | undefined {
  if (dates === undefined) return undefined;
  return joined(
    dateFields
      .filter((name) => dates[name] !== undefined)
      .map((name) => ({ zh: `${dateWords[name].zh} ${dates[name]}`, en: `${dateWords[name].en} ${dates[name]}` })),
  );
}
