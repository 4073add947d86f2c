// The command's figures a second time, straight from the YAML and by the slow way: one question at a time, no index, no
// code of the program.
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { run } from './support/cli.ts';
import { filesUnder, project, shipped } from './support/registry.ts';

describe('the shipped registry, counted by hand', () => {
  interface Raw {
    readonly id: string;
    readonly rank: string;
    readonly number?: string;
    readonly status?: string;
    readonly reference?: boolean;
    readonly domains: 'all' | string[];
    readonly topics?: string[];
    readonly replaces?: unknown[];
    readonly issuers?: string[];
    readonly traits?: object;
    readonly dates?: Partial<Record<'adopted' | 'published' | 'effective' | 'expires' | 'repealed', string>>;
  }
  const texts = Object.entries(filesUnder(shipped)).map(([name, bytes]) => [name, new TextDecoder().decode(bytes as Uint8Array)] as const);
  const raw: Raw[] = texts
    .filter(([name]) => name.includes('/'))
    .map(([name, text]) => ({ ...parse(text), id: name.replace(/^.*\/|\.yaml$/g, '') }));
  const taxonomy = parse(texts.find(([name]) => name === 'taxonomy.yaml')?.[1] ?? '');
  const rankOf = (document: Raw) => taxonomy.ranks.find((rank: { id: string }) => rank.id === document.rank);

  function beganBy(document: Raw, on: string): boolean {
    const { effective, published, adopted } = document.dates ?? {};
    const start = effective ?? published ?? adopted;
    if (start !== undefined) return start <= on;
    const year = /〔(\d{4})〕|-(\d{4})$|令(\d{4})年/
      .exec(document.number ?? '')
      ?.slice(1)
      .find(Boolean);
    if (year !== undefined && on < `${year}-01-01`) return false;
    return document.status !== 'planned' && document.status !== 'drafting' && document.status !== 'not-yet-effective';
  }
  function isReplaced(document: Raw, on: string): boolean {
    const isItself = (each: unknown): boolean => each === document.id || (document.number !== undefined && each === document.number);
    const successors = raw.filter((other) => other !== document && !other.reference && other.replaces?.some(isItself));
    return successors.some(
      (other) => beganBy(other, on) && !(other.dates?.repealed !== undefined && !beganBy(other, other.dates.repealed)),
    );
  }
  function isInForce(document: Raw, on: string): boolean {
    const { repealed, expires, effective, published, adopted } = document.dates ?? {};
    if (repealed !== undefined && repealed <= on) return false;
    if (isReplaced(document, on)) return false;
    if (expires !== undefined && expires < on) return false;
    if (!beganBy(document, on)) return false;
    return (effective ?? published ?? adopted) !== undefined || document.status === 'in-force';
  }

  const inForce = (on: string): Raw[] => raw.filter((document) => !document.reference && isInForce(document, on));
  const isOwn = (document: Raw): boolean => rankOf(document).level !== 'national';

  interface Answer {
    readonly asOf: string;
    readonly total: Figures;
    readonly parts: readonly (Figures & { readonly id: string })[];
    readonly domains: readonly (Figures & { readonly id: string; readonly counted: boolean })[];
    readonly tiers: readonly { readonly id: string; readonly cells: Figures['cells']; readonly documents: Figures['documents'] }[];
    readonly topics: readonly { readonly id: string; readonly state: string; readonly documents: readonly string[] }[];
    readonly lead: { readonly filled: boolean };
    readonly documents: { readonly registered: number; readonly inForce: number; readonly own: number };
    readonly traits: { readonly showing: number; readonly total: number };
    readonly ranks: readonly { readonly id: string; readonly documents: Figures['documents'] }[];
    readonly issuers: readonly { readonly issuer: string | null; readonly documents: Figures['documents'] }[];
    readonly notCounted: readonly { readonly document: string; readonly reason: string }[];
  }
  interface Figures {
    readonly topics: { readonly covered: number; readonly own: number; readonly total: number; readonly percent: number | null };
    readonly cells: { readonly filled: number; readonly own: number; readonly total: number; readonly percent: number | null };
    readonly documents: { readonly inForce: number; readonly own: number };
  }

  async function answer(...argv: readonly string[]): Promise<Answer> {
    const { exit, stdout, stderr } = await run(['coverage', '--format', 'json', ...argv], { cwd: project });
    expect([exit, stderr]).toEqual([0, '']);
    return JSON.parse(stdout);
  }

  const line = ({ topics, cells, documents }: Figures): string =>
    `${topics.covered}(${topics.own})/${topics.total} ${topics.percent}% ${cells.filled}(${cells.own})/${cells.total} ${cells.percent}% ${documents.inForce}(${documents.own})`;

  function percent(count: number, of: number): number {
    for (let whole = 100; whole > 1; whole--) if (whole * of <= count * 100) return whole;
    return count > 0 ? 1 : 0;
  }

  /** Topics, cells and documents of some domains, each asked of every document. */
  function slowly(domains: readonly string[], on: string, level: 'any' | 'own'): string {
    const sum = { covered: 0, own: 0, topics: 0, filled: 0, ownFilled: 0, cells: 0, documents: 0, ownDocuments: 0 };
    for (const domain of domains) {
      for (const topic of taxonomy.topics) {
        if (topic.domain !== domain) continue;
        const dealing = inForce(on).filter((document) => document.topics?.includes(topic.id));
        sum.topics += 1;
        if (dealing.some(isOwn)) sum.own += 1;
        if (dealing.some((document) => level === 'any' || isOwn(document))) sum.covered += 1;
      }
      const naming = inForce(on).filter((document) => document.domains !== 'all' && document.domains.includes(domain));
      for (const tier of ['core', 'base', 'support']) {
        const filling = naming.filter((document) => rankOf(document).tier === tier);
        sum.cells += 1;
        if (filling.some(isOwn)) sum.ownFilled += 1;
        if (filling.some((document) => level === 'any' || isOwn(document))) sum.filled += 1;
      }
      sum.documents += naming.length;
      sum.ownDocuments += naming.filter(isOwn).length;
    }
    const topics = `${sum.covered}(${sum.own})/${sum.topics} ${percent(sum.covered, sum.topics)}%`;
    const cells = `${sum.filled}(${sum.ownFilled})/${sum.cells} ${percent(sum.filled, sum.cells)}%`;
    return `${topics} ${cells} ${sum.documents}(${sum.ownDocuments})`;
  }

  const counted: string[] = taxonomy.domains
    .filter((domain: { counted?: boolean }) => domain.counted !== false)
    .map(({ id }: { id: string }) => id);
  /** No day is today. */
  const days: readonly (string | undefined)[] = ['2022-12-01', '2023-12-31', '2024-12-31', undefined];
  const onDay = (on: string | undefined): readonly string[] => (on === undefined ? [] : ['--as-of', on]);

  it.each(days.flatMap((on) => (['any', 'own'] as const).map((level) => ({ on, level }))))(
    'by domain, part and in all on $on, level $level',
    async ({ on, level }) => {
      const { asOf, domains, parts, total } = await answer(...onDay(on), '--level', level);
      expect(domains.length).toBe(9);
      for (const domain of domains) {
        expect(line(domain), domain.id).toBe(slowly([domain.id], asOf, level));
        expect(domain.counted).toBe(counted.includes(domain.id));
      }
      for (const part of parts) {
        const mine = taxonomy.domains.filter((domain: { part?: string }) => domain.part === part.id).map(({ id }: { id: string }) => id);
        expect(line(part), part.id).toBe(slowly(mine, asOf, level));
      }
      expect(line(total)).toBe(slowly(counted, asOf, level));
    },
  );

  it.each(days)('by tier, rank, issuer and topic on %s', async (on) => {
    const { asOf, tiers, ranks, issuers, topics, lead, documents, traits, notCounted } = await answer(...onDay(on));
    const all = inForce(asOf);
    expect(tiers.map(({ id }) => id)).toEqual(['core', 'base', 'support']);
    for (const tier of tiers) {
      const ofTier = all.filter((document) => rankOf(document).tier === tier.id);
      const naming = counted.map((domain) => ofTier.filter((document) => document.domains !== 'all' && document.domains.includes(domain)));
      const filled = naming.filter(({ length }) => length > 0).length;
      expect(tier.cells, tier.id).toMatchObject({
        filled,
        own: naming.filter((each) => each.some(isOwn)).length,
        total: counted.length,
        percent: percent(filled, counted.length),
      });
      expect(tier.documents.inForce).toBe(naming.flat().length);
    }
    for (const { id, documents: of } of ranks) expect(of.inForce, id).toBe(all.filter(({ rank }) => rank === id).length);
    for (const { issuer, documents: of } of issuers)
      expect(of.inForce, String(issuer)).toBe(all.filter(({ issuers: [first] = [] }) => (first ?? null) === issuer).length);
    const counts = issuers.map(({ documents: of }) => of.inForce);
    expect(counts, 'most documents first').toEqual([...counts].sort((a, b) => b - a));
    for (const topic of topics) {
      const dealing = all.filter((document) => document.topics?.includes(topic.id));
      expect([...topic.documents].sort(), topic.id).toEqual(dealing.map(({ id }) => id).sort());
      expect(topic.state).toBe(dealing.some(isOwn) ? 'own' : dealing.length > 0 ? 'upper' : 'gap');
    }
    const own = all.filter(isOwn);
    expect(documents).toMatchObject({ registered: raw.length, inForce: all.length, own: own.length });
    expect([ranks, issuers].map((rows) => rows.reduce((sum, row) => sum + row.documents.inForce, 0))).toEqual([all.length, all.length]);
    expect(traits).toEqual({ showing: own.filter(({ traits: shown }) => Object.keys(shown ?? {}).length === 4).length, total: own.length });
    expect(lead.filled).toBe(all.some(({ id }) => id === taxonomy.lead));
    const elsewhere = raw.filter(
      (document) =>
        !all.includes(document) || document.domains === 'all' || !document.domains.some((domain: string) => counted.includes(domain)),
    );
    expect(notCounted.map(({ document }) => document).sort()).toEqual(elsewhere.map(({ id }) => id).sort());
  });

  it('stands where it stood on 2026-11-23', async () => {
    const { domains, total, lead, traits } = await answer('--as-of', '2026-11-23');
    expect(Object.fromEntries(domains.map((domain) => [domain.id, line(domain)]))).toEqual({
      'finance-assets': '2(2)/2 100% 3(2)/3 100% 51(15)',
      'office-premises': '4(4)/4 100% 3(2)/3 100% 25(8)',
      'official-vehicles': '2(2)/3 66% 3(3)/3 100% 22(11)',
      'energy-conservation': '4(3)/4 100% 3(3)/3 100% 69(23)',
      'social-affairs': '1(0)/2 50% 1(1)/3 33% 3(1)',
      'official-reception': '3(2)/3 100% 2(2)/3 66% 14(5)',
      'staff-housing': '1(0)/1 100% 2(2)/3 66% 11(2)',
      'logistics-service': '2(2)/3 66% 3(3)/3 100% 38(15)',
      construction: '1(1)/1 100% 3(3)/3 100% 37(11)',
    });
    expect(line(total)).toBe('19(15)/22 86% 20(18)/24 83% 233(80)');
    expect([lead.filled, traits.showing]).toEqual([false, 0]);
  });
});
