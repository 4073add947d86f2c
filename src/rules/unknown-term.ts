// A domain, topic, rank or other word that the taxonomy does not have.
import { compareText, didYouMean, type Finding, listed, type Path, type Text, type Where } from '../diagnostic.ts';
import { type Document, hasField, type Recorded } from '../registry/document.ts';
import { type Filter, planConditions, planItems } from '../registry/plan.ts';
import type { Registry, Terms } from '../registry/registry.ts';
import { kinds, type TermKind, termMeantBy, termsOf } from '../registry/taxonomy.ts';
import { standings } from '../registry/words.ts';
import { type RecordRule, within } from './rule.ts';

/** Words that can be asked for one and gone through: a set of them, or a map from them. */
type Words = Pick<ReadonlyMap<string, unknown>, 'has' | 'keys'>;

/** A word, where it stands, and the words that could stand there. */
interface Use {
  readonly where: Where;
  readonly word: string;
  readonly what: Text;
  readonly allowed: Words;
  /** The id that the word is another name of. */
  readonly meant?: string | undefined;
}

export const unknownTerm: RecordRule = {
  name: 'unknown-term',
  severity: 'error',
  summary: { zh: '分类体系里没有这个词', en: 'a word that the taxonomy does not have' },
  why: {
    zh: '方面、内容、位阶、阶段都取自 taxonomy.yaml。写成别的词，这份文件就不进任何统计。别名（如住房管理）能识别，但要改成标识再入库。',
    en: 'Domains, topics, ranks and stages come from taxonomy.yaml; under another word the document enters no figure. Other names (such as 住房管理) are understood, but the id is what is stored.',
  },
  mend: {
    zh: '改成提示的标识；确需新词的，先加进 taxonomy.yaml。',
    en: 'Use the id in the hint; a word that is really new goes into taxonomy.yaml first.',
  },
  source: { zh: '试点工作方案三（一）、三（三）；立法法（位阶）', en: 'sections 3(1) and 3(3) of the pilot plan; Legislation Law (ranks)' },
  example: { wrong: 'domains: [住房管理]', right: 'domains: [staff-housing]' },
  screen: (document, { registry }) =>
    !document.usesIds || hasField(document, 'waivers') || (document.project !== undefined && !areStages(registry, document)),
  checkRecord: (document, { registry, ruleNames }) => findings(usesIn(registry, document, ruleNames)),
  *checkRegistry({ registry, ruleNames }) {
    yield* findings(usesInSettings(registry, ruleNames));
    yield* findings(usesInTaxonomy(registry));
    yield* findings(usesInPlan(registry));
  },
};

/** Whether the taxonomy has the stages that the document's project names. */
function areStages({ vocabulary }: Pick<Terms, 'vocabulary'>, { kind, project }: Document): boolean {
  const stages = vocabulary.taxonomy.stages[kind];
  const named = [project?.stage, ...(project?.events ?? []).map(({ stage }) => stage)];
  return named.every((stage) => stages.some(({ id }) => id === stage));
}

function* findings(uses: Iterable<Use>): Iterable<Finding> {
  for (const use of uses) if (!use.allowed.has(use.word)) yield finding(use);
}

function finding({ where, word, what, allowed, meant }: Use): Finding {
  if (meant !== undefined) {
    return {
      where,
      message: {
        zh: `\`${word}\` 是${what.zh} \`${meant}\` 的名称或别名，不是标识`,
        en: `\`${word}\` is a name of ${what.en} \`${meant}\`, not its id`,
      },
      hint: { zh: `写成 ${meant}`, en: `write ${meant}` },
    };
  }
  const choices = listed([...allowed.keys()].sort(compareText));
  return {
    where,
    message: { zh: `没有${what.zh} \`${word}\``, en: `there is no ${what.en} \`${word}\`` },
    hint: didYouMean(word, allowed.keys()) ?? { zh: `可用的：${choices.zh}`, en: `known: ${choices.en}` },
  };
}

function termUse(registry: Pick<Terms, 'vocabulary'>, kind: TermKind, where: Where, word: string): Use {
  const { vocabulary } = registry;
  return {
    where,
    word,
    what: termNames[kind],
    allowed: termsOf(vocabulary, kind),
    meant: termMeantBy(vocabulary, kind, word),
  };
}

const termNames: Readonly<Record<TermKind, Text>> = {
  rank: { zh: '位阶', en: 'rank' },
  domain: { zh: '方面', en: 'domain' },
  topic: { zh: '内容', en: 'topic' },
};
const stageName: Text = { zh: '阶段', en: 'stage' };
const ruleName: Text = { zh: '规则', en: 'rule' };

function* usesIn(registry: Terms, document: Recorded, ruleNames: readonly string[]): Iterable<Use> {
  const { rank, domains, topics, project, waivers } = document.record;
  if (rank !== undefined) yield termUse(registry, 'rank', within(document, ['rank']), rank);
  if (domains !== 'all')
    for (const [i, word] of (domains ?? []).entries()) yield termUse(registry, 'domain', within(document, ['domains', i]), word);
  for (const [i, word] of (topics ?? []).entries()) yield termUse(registry, 'topic', within(document, ['topics', i]), word);
  if (project !== undefined) {
    const allowed = new Set(registry.vocabulary.taxonomy.stages[document.kind].map(({ id }) => id));
    yield { where: within(document, ['project', 'stage']), word: project.stage, what: stageName, allowed };
    for (const [i, { stage }] of (project.events ?? []).entries())
      yield { where: within(document, ['project', 'events', i, 'stage']), word: stage, what: stageName, allowed };
  }
  if (waivers === undefined) return;
  const allowed = new Set(ruleNames);
  for (const [i, { rule }] of waivers.entries())
    yield { where: within(document, ['waivers', i, 'rule']), word: rule, what: ruleName, allowed };
}

function* usesInSettings({ settings }: Registry, ruleNames: readonly string[]): Iterable<Use> {
  const allowed = new Set(ruleNames);
  for (const word of Object.keys(settings?.value.rules ?? {}))
    yield {
      where: { file: settings?.file ?? '', path: ['rules', word], part: 'key' },
      word,
      what: ruleName,
      allowed,
    };
}

function* usesInTaxonomy({ vocabulary, taxonomyFile: file }: Registry): Iterable<Use> {
  const { taxonomy } = vocabulary;
  const at = (...path: Path): Where => ({ file, path, part: 'value' });
  const parts = new Set(taxonomy.parts.map(({ id }) => id));
  const assumptions = new Set((taxonomy.assumptions ?? []).map(({ id }) => id));
  for (const [i, { part }] of taxonomy.domains.entries())
    if (part !== undefined) yield { where: at('domains', i, 'part'), word: part, what: partName, allowed: parts };
  for (const [i, { domain }] of taxonomy.topics.entries())
    yield { where: at('topics', i, 'domain'), word: domain, what: termNames.domain, allowed: vocabulary.domains };
  for (const [i, alias] of (taxonomy.aliases ?? []).entries())
    for (const kind of ['domain', 'topic', 'rank'] as const) {
      const word = alias[kind];
      if (word !== undefined) yield { where: at('aliases', i, kind), word, what: termNames[kind], allowed: termsOf(vocabulary, kind) };
    }
  for (const list of ['ranks', 'domains', 'quantities', 'aliases'] as const)
    for (const [i, { assumption }] of (taxonomy[list] ?? []).entries())
      if (assumption !== undefined)
        yield { where: at(list, i, 'assumption'), word: assumption, what: assumptionName, allowed: assumptions };
}

const assumptionName: Text = { zh: '推定', en: 'assumption' };
const partName: Text = { zh: '部分', en: 'part' };
const quantityName: Text = { zh: '数量', en: 'quantity' };

function* usesInPlan(registry: Registry): Iterable<Use> {
  if (registry.plan === undefined) return;
  const { file, value: plan } = registry.plan;
  const { taxonomy } = registry.vocabulary;
  const at = (path: Path, ...rest: Path): Where => ({ file, path: [...path, ...rest], part: 'value' });
  const idsOf = (terms: readonly { readonly id: string }[] | undefined): ReadonlySet<string> => new Set((terms ?? []).map(({ id }) => id));
  const filterWords: readonly (readonly [name: Exclude<keyof Filter, 'owned'>, what: Text, allowed: Words])[] = [
    ['kind', { zh: '类别', en: 'kind' }, new Set(kinds)],
    ['rank', termNames.rank, idsOf(taxonomy.ranks)],
    ['level', { zh: '层级', en: 'level' }, idsOf(taxonomy.levels)],
    ['tier', { zh: '层次', en: 'tier' }, idsOf(taxonomy.tiers)],
    ['domain', termNames.domain, idsOf(taxonomy.domains)],
    ['topic', termNames.topic, idsOf(taxonomy.topics)],
  ];
  const reachable = new Set<string>([...kinds.flatMap((kind) => taxonomy.stages[kind].map(({ id }) => id)), ...standings]);
  for (const { path, value } of planItems(plan))
    if (value.assumption !== undefined)
      yield { where: at(path, 'assumption'), word: value.assumption, what: assumptionName, allowed: idsOf(taxonomy.assumptions) };
  for (const { path, value } of planConditions(plan)) {
    if ('count' in value)
      for (const [name, what, allowed] of filterWords)
        for (const [i, word] of (value.count[name] ?? []).entries()) yield { where: at(path, 'count', name, i), word, what, allowed };
    if ('reached' in value && value.reached !== undefined)
      yield { where: at(path, 'reached'), word: value.reached, what: stageName, allowed: reachable };
    if ('at_least' in value && typeof value.at_least === 'string')
      yield { where: at(path, 'at_least'), word: value.at_least, what: quantityName, allowed: idsOf(taxonomy.quantities) };
    if (!('coverage' in value)) continue;
    const { domain, part } = value.coverage;
    if (domain !== undefined)
      yield { where: at(path, 'coverage', 'domain'), word: domain, what: termNames.domain, allowed: idsOf(taxonomy.domains) };
    if (part !== undefined) yield { where: at(path, 'coverage', 'part'), word: part, what: partName, allowed: idsOf(taxonomy.parts) };
  }
}
