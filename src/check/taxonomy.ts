// What a taxonomy must hold beyond its shape: each id once, and every kind.
import { type Fault, listed, type Path } from '../diagnostic.ts';
import { mostTerms } from '../limits.ts';
import { kinds, type Taxonomy } from '../registry/taxonomy.ts';

export function taxonomyFaults(file: string, taxonomy: Taxonomy): readonly Fault[] {
  const lists: readonly (readonly [Path, string, readonly object[]])[] = [
    ...(['assumptions', 'kinds', 'levels', 'tiers', 'ranks', 'parts', 'domains', 'topics', 'quantities'] as const).map(
      (name) => [[name], 'id', taxonomy[name] ?? []] as const,
    ),
    ...kinds.map((kind) => [['stages', kind], 'id', taxonomy.stages[kind]] as const),
    [['kinds'], 'folder', taxonomy.kinds],
    [['aliases'], 'alias', taxonomy.aliases ?? []],
  ];
  const tooLong = lists.filter(([, , entries]) => entries.length > mostTerms);
  if (tooLong.length > 0) return tooLong.map(([path]) => tooManyTerms(file, path));
  return [...missingKinds(file, taxonomy), ...lists.flatMap(([path, key, entries]) => repeats(file, path, key, entries))];
}

function tooManyTerms(file: string, path: Path): Fault {
  return {
    rule: 'wrong-shape',
    where: { file, path, part: 'key' },
    message: { zh: `\`${path.join('.')}\` 超过 ${mostTerms} 项`, en: `\`${path.join('.')}\` has more than ${mostTerms} entries` },
    hint: { zh: '这里只列分类用的词，不逐件列文件', en: 'a taxonomy lists the words to class documents by, not the documents' },
  };
}

function missingKinds(file: string, taxonomy: Taxonomy): readonly Fault[] {
  const missing = kinds.filter((kind) => !taxonomy.kinds.some(({ id }) => id === kind));
  if (missing.length === 0) return [];
  const names = listed(missing);
  return [
    {
      rule: 'wrong-shape',
      where: { file, path: ['kinds'], part: 'key' },
      message: { zh: `\`kinds\` 缺少类别 ${names.zh}`, en: `\`kinds\` lacks ${names.en}` },
      hint: { zh: '四个类别都要写，各有目录', en: 'all four kinds are needed, each with its folder' },
    },
  ];
}

/** Entries of a list with a word that an earlier one has. */
export function repeats(file: string, path: Path, key: string, entries: readonly object[]): readonly Fault[] {
  const first = new Map<string, number>();
  return entries.flatMap((entry, index): readonly Fault[] => {
    const word = String((entry as Readonly<Record<string, unknown>>)[key]);
    const held = first.get(word);
    if (held === undefined) {
      first.set(word, index);
      return [];
    }
    return [
      {
        rule: 'duplicate-id',
        where: { file, path: [...path, index, key] },
        message: { zh: `\`${path.join('.')}\` 里 \`${word}\` 写了两次`, en: `\`${word}\` stands twice in \`${path.join('.')}\`` },
        hint: { zh: '改名，或删去重复的一条', en: 'rename it, or delete the one that was entered twice' },
        related: [{ where: { file, path: [...path, held, key] }, message: { zh: '第一次出现在这里', en: 'it first stands here' } }],
      },
    ];
  });
}
