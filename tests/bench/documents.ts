// Which documents a generated registry has: how many of which rank and standing, what replaces what, what rests on what.
import { addDays, addYears, type Day } from '../../src/registry/day.ts';
import type { Basis, Status } from '../../src/registry/document.ts';
import { type Kind, kinds } from '../../src/registry/taxonomy.ts';
import { type Class, identities, type Rank, type Subject } from './identity.ts';
import { type Random, randomFrom } from './random.ts';
import { isAnnounced, type Life, outsideBasis, recordOf, type Surroundings, type Task } from './record.ts';
import type { Ground, Shipped } from './shipped.ts';
import { type Fields, yamlOf } from './yaml.ts';

export interface Made {
  /** Path in the registry. */
  readonly path: string;
  readonly text: string;
}

/** How the ranks of a kind are spread, about as in the shipped registry. */
const ranksOf: Readonly<Record<Kind, Partial<Readonly<Record<Rank, number>>>>> = {
  law: { 'national-law': 35, 'administrative-regulation': 40, 'local-regulation': 25 },
  rule: { 'party-regulation': 18, 'departmental-rule': 45, 'provincial-government-rule': 37 },
  'normative-document': { 'state-council-document': 7, 'departmental-document': 41, 'provincial-document': 32, 'bureau-document': 20 },
  standard: { 'national-standard': 44, 'industry-standard': 4, 'local-standard': 47, 'association-standard': 3, 'enterprise-standard': 2 },
};

/** What a document may rest on; nothing that ranks below it. */
const groundsOf: Readonly<Record<Rank, readonly [Rank, ...Rank[]]>> = {
  'national-law': ['national-law'],
  'administrative-regulation': ['national-law'],
  'local-regulation': ['national-law', 'administrative-regulation'],
  'party-regulation': ['party-regulation'],
  'departmental-rule': ['national-law', 'administrative-regulation'],
  'provincial-government-rule': ['national-law', 'administrative-regulation', 'local-regulation'],
  'state-council-document': ['national-law', 'administrative-regulation'],
  'departmental-document': ['administrative-regulation', 'departmental-rule', 'state-council-document', 'party-regulation'],
  'provincial-document': ['administrative-regulation', 'local-regulation', 'provincial-government-rule', 'departmental-document'],
  'bureau-document': ['provincial-government-rule', 'local-regulation', 'administrative-regulation', 'provincial-document'],
  'national-standard': ['national-law', 'national-standard'],
  'industry-standard': ['national-law', 'national-standard'],
  'local-standard': ['local-regulation', 'national-standard'],
  'association-standard': ['national-standard'],
  'enterprise-standard': ['local-standard', 'national-standard'],
};

const schemaOf = (kind: Kind): string => `# yaml-language-server: $schema=../../schemas/${kind}.json`;

/** As many documents beside the shipped ones, one after another; few are held at a time. */
export function* documentsBeside(shipped: Shipped, count: number, day: Day): Iterable<Made> {
  const random = randomFrom(20_221_201);
  const names = identities();
  const pool = grounds(shipped.grounds, random);
  const around: Surroundings = {
    day,
    taxonomy: shipped.taxonomy,
    random,
    registration: names.registration,
    bases: (subject, published, newest) => basesFor(subject, published, newest, pool, random),
    anyInForce: () => pool.pick(random.pick(['departmental-document', 'provincial-document', 'departmental-rule']))?.id,
  };
  const folders = new Map(shipped.taxonomy.kinds.map(({ id, folder }) => [id, folder]));
  const made: Record<Kind, number> = { law: 0, rule: 0, 'normative-document': 0, standard: 0 };
  let left = count;
  while (left > 0) {
    const kind = scarcest(made, shipped.countOf);
    for (const task of tasksOf(kind, left, names, around)) {
      const record = recordOf(task, around);
      if (task.status === 'in-force' && record.reference !== true && (task.subject.class ?? 'administrative') === 'administrative')
        pool.add({
          id: task.edition.id,
          rank: task.subject.rank,
          since: task.life.effective,
          amended: record.amendments?.at(-1)?.date,
        });
      yield { path: `${folders.get(kind)}/${task.edition.id}.yaml`, text: yamlOf(record as Fields, random, schemaOf(kind)) };
      made[kind]++;
      left--;
    }
  }
}

/** The kind that lags most behind its share in the shipped registry. */
function scarcest(made: Readonly<Record<Kind, number>>, shares: Readonly<Record<Kind, number>>): Kind {
  return kinds.reduce((best, kind) => (made[kind] * shares[best] < made[best] * shares[kind] ? kind : best));
}

/** One document, or all editions of one, the oldest first. */
function tasksOf(kind: Kind, left: number, names: ReturnType<typeof identities>, { day, random }: Surroundings): readonly Task[] {
  const rank = random.weighted(ranksOf[kind] as Record<Rank, number>);
  const isOwnDocument = rank === 'provincial-document' || rank === 'bureau-document';
  const nature: Class | undefined = isOwnDocument ? random.weighted({ administrative: 60, internal: 12, plan: 18, other: 10 }) : undefined;
  const isReference = (rank === 'local-standard' && random.chance(0.65)) || (rank === 'local-regulation' && random.chance(0.06));
  const subject = names.subject(rank, nature, isReference, random);
  const status = statusFor(kind, subject, random);
  const editions = status === 'in-force' && random.chance(0.07) ? Math.min(random.between(2, 4), left) : 1;
  const lives = livesOf(subject, status, editions, day, random);
  const named = lives.map((life) => ({ life, edition: names.edition(subject, life.published, life.adopted, editions > 1) }));
  return named.map(({ life, edition }, index) => ({
    kind,
    subject,
    edition,
    life,
    status: index < editions - 1 ? (kind === 'standard' || random.chance(0.3) ? 'superseded' : 'repealed') : status,
    predecessor: named[index - 1]?.edition,
    successor: named[index + 1]?.edition,
  }));
}

function statusFor(kind: Kind, { class: nature, province }: Subject, random: Random): Status {
  const ends = kind === 'normative-document' && nature !== 'internal' && nature !== 'other';
  if (province !== undefined) return 'in-force';
  return random.weighted({ 'in-force': 86, 'not-yet-effective': 2, planned: 2, drafting: 2, repealed: 3, expired: ends ? 8 : 0 });
}

/** The lives of all editions, the newest last; each ends when the next one begins. */
function livesOf(subject: Subject, status: Status, editions: number, day: Day, random: Random): readonly Life[] {
  const lives: Life[] = [];
  let ended: Day | undefined;
  let effective = startOf(subject, status, day, random);
  if (status === 'expired') ended = addDays(addYears(effective, 5), 0);
  if (status === 'repealed') ended = addDays(effective, random.between(400, 900));
  for (let edition = 0; edition < editions; edition++) {
    lives.unshift({ ...beforeEffect(subject, status, effective, random), effective, ended });
    ended = effective;
    effective = addDays(effective, -random.between(800, 2_500)) ?? effective;
  }
  return lives;
}

function startOf({ rank, class: nature }: Subject, status: Status, day: Day, random: Random): Day {
  const daysAgo = ((): number => {
    if (status === 'not-yet-effective') return -random.between(5, 25);
    if (status === 'expired') return random.between(2_000, 4_000);
    if (status === 'repealed') return random.between(1_000, 6_000);
    if (nature === 'administrative') return random.between(60, random.chance(0.1) ? 3_500 : 1_700);
    return random.between(40, rank === 'national-law' || rank === 'administrative-regulation' ? 9_000 : 5_000);
  })();
  return addDays(day, -daysAgo) ?? day;
}

/** When it was adopted and published, so long before it took effect as is asked of its rank, or at once with a reason. */
function beforeEffect(subject: Subject, status: Status, effective: Day, random: Random): Pick<Life, 'adopted' | 'published'> {
  const isAtOnce = status !== 'not-yet-effective' && isAnnounced(subject) && random.chance(0.06);
  const published = addDays(effective, -(isAtOnce ? random.between(0, 20) : random.between(31, 150))) ?? effective;
  return { published, adopted: random.chance(0.6) ? (addDays(published, -random.between(0, 40)) ?? published) : undefined };
}

interface Pool {
  readonly add: (ground: Ground) => void;
  readonly pick: (rank: Rank) => Ground | undefined;
}

/** For each rank some documents that are in force; younger ones take the place of older ones by and by. */
function grounds(first: readonly Ground[], random: Random): Pool {
  const size = 200;
  const byRank = new Map<string, Ground[]>();
  const add = (ground: Ground): void => {
    const list = byRank.get(ground.rank) ?? [];
    byRank.set(ground.rank, list);
    if (list.length < size) list.push(ground);
    else list[random.below(size)] = ground;
  };
  for (const ground of first) add(ground);
  return {
    add,
    pick: (rank) => {
      const list = byRank.get(rank);
      return list?.[random.below(list.length)];
    },
  };
}

function basesFor(subject: Subject, published: Day, newest: Day, pool: Pool, random: Random): readonly Basis[] {
  const found = new Map<string, Basis>();
  const wanted = random.pick([1, 1, 2, 2, 3]);
  for (let attempt = 0; attempt < wanted * 4 && found.size < wanted; attempt++) {
    const ground = pool.pick(random.pick(groundsOf[subject.rank]));
    if (ground === undefined || ground.since > published) continue;
    const { id, since, amended } = ground;
    // What was amended since is cited as it now stands, or not at all.
    if (amended !== undefined && amended > newest) {
      if (random.chance(0.2)) found.set(id, { document: id, version: amended });
    } else found.set(id, random.chance(0.06) ? { document: id, version: amended ?? since } : id);
  }
  const isBare = subject.class === 'administrative' && found.size === 0;
  return [...found.values(), ...(isBare || random.chance(0.12) ? [outsideBasis(random)] : [])];
}
