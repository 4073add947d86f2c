// The JSON Schema of a file, whole and with the taxonomy's ids filled in, for editors.
import { didYouMean, listed, UserError } from '../../diagnostic.ts';
import { dataFiles } from '../../registry/registry.ts';
import { type Kind, kinds, type Vocabulary } from '../../registry/taxonomy.ts';
import type { Report } from '../../report.ts';
import { type Definitions, parseSchema, type Schema } from '../../schema/parse.ts';
import { head, type Input, registryOf } from '../command.ts';

const names: readonly string[] = [...kinds, ...dataFiles];

export function run(input: Input): Report {
  const { registry } = registryOf(input);
  const name = input.args[0];
  if (name === undefined) {
    const rows = names.map((each) => [each, String(parseSchema(`${each}.json`, input.schemas.texts.get(`${each}.json`) ?? '').title)]);
    const columns = [{ title: { zh: '名称', en: 'Name' } }, { title: { zh: '内容', en: 'What it describes' } }];
    return {
      data: { ...head('schema', input), schemas: rows.map(([id, title]) => ({ name: id, title })) },
      blocks: [{ kind: 'table', columns, rows: rows.map((cells) => ({ cells })) }],
      exit: 0,
    };
  }
  const whole = wholeSchema(registry.vocabulary, input.schemas.texts, name);
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
  const kind = kinds.find((each) => each === name);
  if (kind === undefined) return parseSchema(`${name}.json`, text);
  // References into the shared file become references into the schema itself.
  const own = parseSchema(`${name}.json`, text.replaceAll('"document.json#', '"#'));
  const { definitions: shared = {} } = parseSchema('document.json', schemas.get('document.json') ?? '');
  return { ...own, definitions: { ...shared, ...enumerated(vocabulary, shared, kind) } };
}

/** The shared definitions whose values the taxonomy lists, with those values as enums. */
function enumerated(vocabulary: Vocabulary, { domains, topics, project, rank }: Definitions, kind: Kind): Definitions {
  const { taxonomy } = vocabulary;
  const oneOf = (ids: readonly string[]): Schema => ({ type: 'string', enum: ids });
  const stages = oneOf(taxonomy.stages[kind].map(({ id }) => id));
  const ranks = taxonomy.ranks.filter((rank) => rank.kind === kind).map(({ id }) => id);
  const staged = (owner: Schema | undefined): Definitions => ({
    ...owner?.properties,
    stage: { description: owner?.properties?.stage?.description, ...stages },
  });
  const event = project?.properties?.events?.items;
  const events = { ...project?.properties?.events, items: { ...event, properties: staged(event) } };
  return {
    rank: { description: rank?.description, ...oneOf(ranks) },
    domains: { ...domains, else: { ...domains?.else, items: oneOf([...vocabulary.domains.keys()]) } },
    topics: { ...topics, items: oneOf([...vocabulary.topics.keys()]) },
    project: { ...project, properties: { ...staged(project), events } },
  };
}
