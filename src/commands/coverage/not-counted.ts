// What does not count, and why.

import type { Text } from '../../diagnostic.ts';
import type { Reason, Tallied } from '../../measures/counted.ts';
import { titleOf } from '../../registry/document.ts';
import type { Row } from '../../report.ts';
import { domainsText, plural, rankText, reasonWords } from '../words.ts';
import type { Part, Picture } from './view.ts';
/** Documents that do not fill a cell of a counted domain, with the reason; those that have no date are marked. */
export function notCounted({ coverage }: Picture): readonly (Tallied & { readonly reason: Reason })[] {
  return coverage.tallied.flatMap((each) => (each.reason === undefined ? [] : [{ ...each, reason: each.reason }]));
}

export function notCountedReport(picture: Picture): Part {
  const { vocabulary } = picture;
  const order = Object.keys(reasonWords);
  const rows = [...notCounted(picture)].sort((a, b) => order.indexOf(a.reason) - order.indexOf(b.reason));
  const columns = [
    { title: { zh: '原因', en: 'Reason' } },
    { title: { zh: '位阶', en: 'Rank' } },
    { title: { zh: '标识', en: 'Id' } },
    { title: { zh: '标题', en: 'Title' }, look: 'subject' },
  ] as const;
  const reasonCell = ({ reason, standing }: (typeof rows)[number]): Text => {
    const { zh, en } = reasonWords[reason];
    return standing.undated && reason !== 'reference' ? { zh: `${zh}（无日期）`, en: `${en} (undated)` } : { zh, en };
  };
  const tableRows: readonly Row[] = rows.map((each) => ({
    cells: [reasonCell(each), rankText(each.document), each.document.id, titleOf(each.document)],
  }));
  const said = {
    zh: `${rows.length} 份文件不填方面的格位；适用全领域和方面不计入的，仍计入所规范的内容`,
    en: `${plural(rows.length, 'document')} fill no domain's cell; those for the whole field or of a domain that is not counted still count for their topics`,
  };
  return {
    blocks: [
      { kind: 'table', columns, rows: tableRows },
      { kind: 'summary', text: said, severity: 'ok' },
    ],
    sheet: {
      columns: [...columns.map((column) => column.title), { zh: '方面', en: 'Domains' }],
      rows: rows.map((each) => [
        reasonCell(each),
        rankText(each.document),
        each.document.id,
        titleOf(each.document),
        domainsText(vocabulary, each.document.domains),
      ]),
    },
  };
}
