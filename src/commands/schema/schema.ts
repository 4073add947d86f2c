// The JSON Schema of a file, whole and with the taxonomy's ids filled in, for editors.
import { didYouMean, listed, UserError } from '../../diagnostic.ts';
import { dataFiles } from '../../registry/registry.ts';
import type { Vocabulary } from '../../registry/taxonomy.ts';
import { kinds } from '../../registry/taxonomy.ts';
import type { Report } from '../../report.ts';
import { parseSchema, type Schema } from '../../schema/parse.ts';
import { head, type Input, registryOf } from '../command.ts';

const names: readonly string[] = [...kinds, ...dataFiles];

export function run(input: Input): Report {
  const { registry } = registryOf(input);
  const name = input.args[0];
  if (name === undefined) {
    const rows = names.map((each) => [each, String(parseSchema(`${each}.json`, input.schemas.get(`${each}.json`) ?? '').title)]);
    const columns = [{ title: { zh: '名称', en: 'Name' } }, { title: { zh: '内容', en: 'What it describes' } }];
    return {
      data: { ...head('schema', input), schemas: rows.map(([id, title]) => ({ name: id, title })) },
      blocks: [{ kind: 'table', columns, rows: rows.map((cells) => ({ cells })) }],
      exit: 0,
    };
  }
  const whole = wholeSchema(registry.vocabulary, input.schemas, name);
  return { data: whole, blocks: [{ kind: 'paragraph', text: JSON.stringify(whole, null, 2) }], exit: 0 };
}

function wholeSchema(vocabulary: Vocabulary, schemas: ReadonlyMap<string, string>, name: string): Schema {
  const text = names.includes(name) ? schemas.get(`${name}.json`) : undefined;
  if (text === undefined) {
    const known = listed(names);
    throw new UserError(
      { zh: `没有 ${name} 的 schema`, en: `there is no schema ${name}` },
      didYouMean(name, names) ?? { zh: `可用的：${known.zh}`, en: `known: ${known.en}` },
    );
  }
  const own = parseSchema(`${name}.json`, text);
  if (!(kinds as readonly string[]).includes(name)) return own;
  const shared = parseSchema('document.json', schemas.get('document.json') ?? '').definitions as Record<string, Schema>;
  const definitions = { ...shared, ...enumerated(vocabulary, shared, name) };
  return { ...(inlined(own) as Schema), definitions };
}

/** References into the shared file become references into the schema itself. */
function inlined(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inlined);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [
      key,
      key === '$ref' && typeof each === 'string' ? each.replace('document.json#', '#') : inlined(each),
    ]),
  );
}

/** The shared definitions whose values the taxonomy lists, with those values as enums. */
function enumerated(vocabulary: Vocabulary, shared: Readonly<Record<string, Schema>>, kind: string): Readonly<Record<string, Schema>> {
  const { taxonomy } = vocabulary;
  const oneOf = (ids: readonly string[]): Schema => ({ type: 'string', enum: ids });
  const stages = oneOf((taxonomy.stages[kind as keyof typeof taxonomy.stages] ?? []).map(({ id }) => id));
  const ranks = taxonomy.ranks.filter((rank) => rank.kind === kind).map(({ id }) => id);
  const { domains, topics, project, rank } = shared as Record<'domains' | 'topics' | 'project' | 'rank', Schema>;
  const properties = project.properties as Record<'stage' | 'events', Schema>;
  const event = properties.events.items as Schema;
  const events = {
    ...properties.events,
    items: { ...event, properties: { ...(event.properties as object), stage: described(event, 'stage', stages) } },
  };
  return {
    rank: { description: rank.description, ...oneOf(ranks) },
    domains: { ...domains, else: { ...(domains.else as object), items: oneOf([...vocabulary.domains.keys()]) } },
    topics: { ...topics, items: oneOf([...vocabulary.topics.keys()]) },
    project: { ...project, properties: { ...properties, stage: described(project, 'stage', stages), events } },
  };
}

function described(owner: Schema, name: string, values: Schema): Schema {
  return { description: ((owner.properties as Record<string, Schema>)[name] as Schema).description, ...values };
}
