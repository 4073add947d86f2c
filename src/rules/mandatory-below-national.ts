// An industry or local standard that is mandatory, although only national standards may be.
import type { Path, Text } from '../diagnostic.ts';
import type { Day } from '../registry/day.ts';
import type { Recorded } from '../registry/document.ts';
import type { Terms } from '../registry/registry.ts';
import { standardNumberOf } from '../registry/standard-number.ts';
import { type RecordRule, within } from './rule.ts';

export const mandatoryBelowNational: RecordRule = {
  name: 'mandatory-below-national',
  severity: 'warning',
  summary: { zh: '行业标准、地方标准不是推荐性的', en: 'an industry or local standard is mandatory' },
  why: {
    zh: '新标准化法施行后，强制性标准只有国家标准，行业标准、地方标准都是推荐性的；编号没有 /T 多半是抄漏了。法律、行政法规、国务院决定另有规定的除外，如工程建设、环境保护。',
    en: 'Under the new Standardization Law only national standards are mandatory; a number without /T was mostly miscopied. Laws and decisions of the State Council make exceptions, such as construction and environmental protection.',
  },
  mend: {
    zh: '对照标准封面补上 /T，性质改为 recommended；确属法定例外的，用 waivers 说明依据。',
    en: 'Add /T from the cover of the standard and set the nature to `recommended`; where the law makes an exception say so in `waivers`.',
  },
  source: { zh: '标准化法第二条、第十条', en: 'Standardization Law, art. 2 and 10' },
  example: {
    wrong: 'number: DB37 2672-2019\nstandard:\n  nature: mandatory',
    right: 'number: DB37/T 2672-2019\nstandard:\n  nature: recommended',
  },
  kinds: ['standard'],
  screen: (document, { registry, fieldOf }) =>
    standardNumberOf(registry, document)?.nature === 'mandatory' || fieldOf(document, 'standard')?.nature === 'mandatory',
  *checkRecord(document, { registry }) {
    const from = registry.jurisdiction?.value.standards?.recommended_only_from;
    if (from === undefined) return;
    const mandatory = mandatoryMark(registry, document);
    const issued = mandatory && issuedIn(registry, document);
    if (mandatory === undefined || issued === undefined || issued.by < from) return;
    yield {
      where: within(document, mandatory.path),
      message: {
        zh: `${mandatory.says.zh}，${issued.says.zh}；行业标准、地方标准自 ${from} 起只能是推荐性的`,
        en: `${mandatory.says.en}, ${issued.says.en}: from ${from} on industry and local standards are only recommended`,
      },
      hint: {
        zh: '对照标准封面补上 /T 并改正性质；法定例外用 waivers 说明',
        en: 'add /T and correct the nature from the cover of the standard; state a legal exception in waivers',
      },
    };
  },
};

/** What makes an industry or local standard mandatory: its number, else the nature that is recorded. */
function mandatoryMark(registry: Terms, document: Recorded): { readonly path: Path; readonly says: Text } | undefined {
  if (document.kind !== 'standard') return undefined;
  const { number, standard } = document.record;
  const parsed = standardNumberOf(registry, document);
  const isBelow = parsed === undefined ? document.rank?.level === 'provincial' : parsed.series === 'industry' || parsed.series === 'local';
  if (!isBelow) return undefined;
  if (parsed?.nature === 'mandatory')
    return { path: ['number'], says: { zh: `编号 \`${number}\` 没有 /T`, en: `the number \`${number}\` has no /T` } };
  if (standard?.nature !== 'mandatory') return undefined;
  return { path: ['standard', 'nature'], says: { zh: '性质写的是 `mandatory`', en: 'the nature is `mandatory`' } };
}

/** When it was published, or at the latest so by the year in its number. */
function issuedIn(registry: Terms, document: Recorded): { readonly by: Day; readonly says: Text } | undefined {
  const published = document.record.dates?.published;
  if (published !== undefined) return { by: published, says: { zh: `${published} 发布`, en: `published on ${published}` } };
  const year = standardNumberOf(registry, document)?.year;
  return year === undefined ? undefined : { by: `${year}-12-31`, says: { zh: `编号年份 ${year}`, en: `numbered in ${year}` } };
}
