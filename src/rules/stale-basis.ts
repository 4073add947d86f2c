// A document in force whose basis was amended after it was made or last reviewed.
import type { Text } from '../diagnostic.ts';
import { amendedSince, newestAmendment } from '../measures/basis.ts';
import { standingOf } from '../measures/standing.ts';
import { basesOf, hasBasis } from '../registry/bases.ts';
import { type Day, lastDayOf } from '../registry/day.ts';
import { type Dates, hasField, type Recorded } from '../registry/document.ts';
import { type Facts, type RelationRule, within } from './rule.ts';

export const staleBasis: RelationRule = {
  name: 'stale-basis',
  severity: 'warning',
  summary: { zh: '依据在文件制定或清理之后又有修改', en: 'a basis was amended after the document was made or last reviewed' },
  why: {
    zh: '上位依据修改后，依据旧文本制定的规定可能与新文本不一致，应当及时清理。',
    en: 'After a basis was amended, what was made under its old text may contradict the new one and has to be checked.',
  },
  mend: {
    zh: '对照修改后的依据清理：没有抵触的写 review（result: keep）；需要改的启动修改，改后写 amendments。',
    en: 'Check the document against the amended basis: record a `review` with result: keep where they agree; where they do not amend the document and record it under `amendments`.',
  },
  source: { zh: '立法法第一百零七条、第一百一十六条', en: 'Legislation Law, art. 107 and 116' },
  example: {
    wrong: 'dates:\n  published: 2018-09-19\nbasis:\n  - dangzheng-jiguan-lixing-jieyue-fandui-langfei-tiaoli # 2025-05-02',
    right:
      'dates:\n  published: 2018-09-19\nbasis:\n  - dangzheng-jiguan-lixing-jieyue-fandui-langfei-tiaoli\nreview:\n  date: 2025-09-30\n  result: keep',
  },
  fields: ['basis'],
  screen: (document, { registry, day, once }) => {
    const newest = once(newestAmendments);
    const known = latestOf(document.dates, day);
    return hasBasis(registry, document, (row, _, citesVersion) => (newest.get(row) ?? '') > (citesVersion ? '' : known));
  },
  *checkRelations(document, { registry, day }) {
    if (document.record.basis === undefined || document.isReference || standingOf(registry, document, day).state !== 'in-force') return;
    for (const { document: basis, path, version } of basesOf(registry, document)) {
      const stale = amendedSince(registry, document, basis, version, day);
      if (stale === undefined) continue;
      const { amended, known } = stale;
      yield {
        where: within(document, path),
        message:
          version === undefined
            ? {
                zh: `依据 \`${basis.id}\` 已于 ${amended.date} 修改，本文件制定、修改或清理不晚于 ${known}`,
                en: `basis \`${basis.id}\` was amended on ${amended.date}; this document was made, amended or reviewed no later than ${known}`,
              }
            : {
                zh: `依据 \`${basis.id}\` 已于 ${amended.date} 修改，本文件引用的是 ${known} 的版本`,
                en: `basis \`${basis.id}\` was amended on ${amended.date}; this document cites the version of ${known}`,
              },
        hint: hintFor(document, amended.date),
        related: [
          {
            where: within(basis, ['amendments', amended.index, 'date']),
            message: { zh: '依据的修改在这里', en: 'the amendment stands here' },
          },
        ],
      };
    }
  },
};

/** Where the record itself was last verified before, the document may have been amended since: that is looked up first. */
function hintFor({ record: { verified } }: Recorded, amended: Day): Text {
  const check: Text = {
    zh: '对照修改后的依据清理，写 review 或 amendments',
    en: 'check it against the amended basis and record a `review` or an amendment',
  };
  if (verified === undefined || lastDayOf(verified) >= amended) return check;
  return {
    zh: `本记录只核实到 ${verified}，先查本文件此后有无修改；没有的，${check.zh}`,
    en: `this record was verified up to ${verified}: look whether the document was amended since; if not, ${check.en}`,
  };
}

/** By row, the day of the newest amendment up to the day. */
function newestAmendments({ registry, day }: Facts): ReadonlyMap<number, Day> {
  const newest = new Map<number, Day>();
  for (const document of registry.documents) {
    if (!hasField(document, 'amendments')) continue;
    const amended = newestAmendment(registry, document, day);
    if (amended !== undefined) newest.set(document.row, amended.date);
  }
  return newest;
}

/** The latest day up to a day on which a document was made; a document without one has known nothing. */
function latestOf({ adopted = '', published = '', effective = '' }: Dates, day: Day): Day {
  return [adopted, published, effective].reduce((latest, each) => (each <= day && each > latest ? each : latest), '');
}
