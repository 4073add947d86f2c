// The figures of coverage as JSON has them.
import { issuerRows, rankRows } from '../../measures/breakdown.ts';
import type { Tallied } from '../../measures/counted.ts';
import { type Figures, type LevelView, type Row, seen, type TopicState } from '../../measures/coverage.ts';
import { type Fraction, percentOf } from '../../measures/fraction.ts';
import { type Gap, gapsOf, type Near } from '../../measures/gaps.ts';
import { titleOf } from '../../registry/document.ts';
import { notCounted } from './not-counted.ts';
import { inForceDocuments, type Picture, partTitle, termTitle } from './view.ts';

export function coverageData(picture: Picture): object {
  const { coverage, vocabulary, view } = picture;
  const { parts, domains, tiers, lead } = vocabulary.taxonomy;
  const inForce = inForceDocuments(picture);
  const undated = inForce.filter(({ standing }) => standing.undated);
  const row = (terms: Parameters<typeof termTitle>[0], each: Row): object => ({ id: each.id, title: termTitle(terms, each.id) });
  return {
    level: view,
    total: figuresData(coverage.total, view),
    parts: coverage.parts.map((each) => ({ id: each.id, title: partTitle(parts, each.id), ...figuresData(each, view) })),
    domains: [...coverage.domains, ...coverage.uncounted].map((each) => ({
      ...row(domains, each),
      part: vocabulary.domains.get(each.id)?.part,
      counted: vocabulary.domains.get(each.id)?.counted !== false,
      ...figuresData(each, view),
    })),
    lead: { filled: coverage.lead.count > 0, ...leadData(picture, lead) },
    tiers: coverage.tiers.map((each) => ({ ...row(tiers, each), cells: cellsData(each, view), documents: documentsData(each) })),
    ranks: rankRows(coverage, vocabulary.taxonomy.ranks).map(({ rank, documents }) => ({
      id: rank.id,
      title: rank.title,
      documents: countData(documents),
    })),
    issuers: issuerRows(coverage).map(({ issuer, documents }) => ({ issuer: issuer ?? null, documents: countData(documents) })),
    documents: {
      registered: coverage.tallied.length,
      ...countData(inForce),
      undated: undated.length,
    },
    undated: undated.map(({ document }) => document.id),
    traits: { showing: coverage.traits.count, total: coverage.traits.of },
    topics: coverage.topics.map(topicData),
    gaps: gapsOf(coverage, lead, view).map(gapData),
    notApplicable: coverage.cells
      .filter(({ state }) => state === 'not-applicable')
      .map(({ domain, tier }) => ({ domain: domain.id, tier, reason: domain.not_applicable?.find((each) => each.tier === tier)?.reason })),
    notCounted: notCounted(picture).map(({ document, reason, standing }) => ({
      document: document.id,
      reason,
      ...(standing.undated && { undated: true }),
    })),
  };
}

function leadData({ coverage }: Picture, lead: string): object {
  const found = coverage.tallied.find(({ document }) => document.id === lead);
  return found === undefined ? {} : { document: lead, standing: found.standing.state };
}

export function figuresData(figures: Figures, view: LevelView): object {
  const { topics } = seen(figures, view);
  return {
    topics: {
      covered: topics.count,
      own: figures.ownTopics.count,
      inProgress: figures.inProgress,
      total: topics.of,
      percent: percentOf(topics) ?? null,
    },
    cells: cellsData(figures, view),
    documents: documentsData(figures),
  };
}

function cellsData(figures: Figures, view: LevelView): object {
  const cells: Fraction = seen(figures, view).cells;
  return {
    filled: cells.count,
    own: figures.ownCells.count,
    total: cells.of,
    notApplicable: figures.notApplicable,
    percent: percentOf(cells) ?? null,
  };
}

function documentsData({ documents, ownDocuments }: Figures): object {
  return { inForce: documents, own: ownDocuments };
}

function countData(documents: readonly Tallied[]): { readonly inForce: number; readonly own: number } {
  return { inForce: documents.length, own: documents.filter(({ isOwn }) => isOwn).length };
}

function topicData({ topic, isCounted, state, own, upper, inProgress }: TopicState): object {
  const documents = state === 'in-progress' ? inProgress : [...own, ...upper];
  return {
    id: topic.id,
    title: topic.title,
    domain: topic.domain,
    ...(!isCounted && { counted: false }),
    state,
    documents: documents.map(({ document }) => document.id),
  };
}

function gapData(gap: Gap): object {
  return {
    kind: gap.kind,
    domain: gap.domain?.id ?? null,
    ...(gap.kind === 'topic' ? { topic: gap.topic.id } : { tier: gap.tier }),
    ...(!gap.isCounted && { counted: false }),
    ...(gap.nearest && { nearest: nearData(gap.nearest) }),
  };
}

function nearData({ kind, tallied }: Near): object {
  return { kind, document: tallied.document.id, title: titleOf(tallied.document), standing: tallied.standing.state };
}
