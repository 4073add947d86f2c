// A record outside the folder of its kind.
import { listed } from '../diagnostic.ts';
import { type RecordRule, recordFormat, within } from './rule.ts';

export const misplacedDocument: RecordRule = {
  name: 'misplaced-document',
  severity: 'error',
  summary: { zh: '记录不在它那一类的目录里', en: 'a record lies outside the folder of its kind' },
  why: {
    zh: '目录就是类别：放错目录，编辑器会用错记录格式，人也找不到。',
    en: 'The folder is the kind: in the wrong one the editor applies the wrong schema, and nobody finds the file.',
  },
  mend: { zh: '把文件移到位阶所属类别的目录，或改正 rank。', en: "Move the file to the folder of its rank's kind, or correct `rank`." },
  source: recordFormat,
  example: { wrong: 'registry/rules/x.yaml:\n  rank: national-law', right: 'registry/laws/x.yaml:\n  rank: national-law' },
  screen: ({ rank, folderKind }) => rank?.kind !== folderKind,
  *checkRecord({ id, file, rank, record, folderKind }, { registry }) {
    if (rank === undefined || folderKind === undefined || rank.kind === folderKind || record.rank !== rank.id) return;
    const { folderOfKind } = registry.vocabulary;
    const target = `${folderOfKind.get(rank.kind)}/${id}.yaml`;
    yield {
      where: within({ file }, ['rank']),
      message: {
        zh: `位阶 \`${rank.id}\` 属于 \`${rank.kind}\`，文件却在 \`${folderOfKind.get(folderKind)}\` 目录`,
        en: `rank \`${rank.id}\` is of kind \`${rank.kind}\`, but the file lies in \`${folderOfKind.get(folderKind)}\``,
      },
      hint: { zh: `移到 ${target}`, en: `move it to ${target}` },
    };
  },
  *checkRegistry({ files, registry }) {
    const { kindOfFolder } = registry.vocabulary;
    const known = listed([...kindOfFolder.keys()]);
    for (const { file, folder } of files) {
      if (kindOfFolder.has(folder)) continue;
      yield {
        where: { file, path: [], part: 'key' },
        message: { zh: '记录不在类别目录里', en: "the record lies in no kind's folder" },
        hint: { zh: `类别目录：${known.zh}，其下不再分目录`, en: `the kinds' folders are ${known.en}, with none below them` },
      };
    }
  },
};
