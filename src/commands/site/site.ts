// The registry as pages: what is drawn, and in which order a reader meets it.

import type { MenuEntry, Page, Site } from '../../site.ts';
import { type Answer, head, type Input } from '../command.ts';
import { headingText } from '../coverage/view.ts';
import { errorBlocks, errorData } from '../sound.ts';
import { calendarPage, duesOf } from './calendar.ts';
import type { SiteOptions } from './command.ts';
import { documentPages, documentsPage, finderOf } from './documents.ts';
import { coveragePage, domainPages, gapsPage } from './domains.ts';
import { findingsPage, rulesPage } from './findings.ts';
import { graphPages } from './graph.ts';
import { type Shown, shownOf } from './ground.ts';
import { calendarFile } from './ics.ts';
import { overviewPage } from './overview.ts';
import { planPage } from './plan.ts';
import { timePage } from './time.ts';

export function run(input: Input<SiteOptions>): Answer {
  const shown = shownOf(input);
  const { out = 'site', open = false } = input.options;
  const { length: documents } = shown.documents;
  return {
    data: { ...head('site', input), ...errorData(shown.ground), out, documents },
    blocks: [
      ...errorBlocks(shown.ground),
      {
        kind: 'summary',
        text: { zh: `已写入 ${out}：${documents} 份文件`, en: `written to ${out}: ${documents} documents` },
        severity: 'ok',
      },
    ],
    exit: 0,
    site: { out, pages: siteOf(shown), isOpened: open },
  };
}

function siteOf(shown: Shown): Site {
  const dues = duesOf(shown);
  const leading = [
    overviewPage(shown),
    timePage(shown),
    planPage(shown),
    coveragePage(shown),
    gapsPage(shown),
    documentsPage(shown),
  ].filter((page) => page !== undefined);
  const [graph, ...graphs] = graphPages(shown);
  const following = [...(graph === undefined ? [] : [graph]), calendarPage(shown, dues), findingsPage(shown), rulesPage()];
  const menu = [...leading, ...following].map(({ path, title }): MenuEntry => ({ path, title }));
  return {
    title: shown.ground.registry.settings?.value.title ?? { zh: '登记库', en: 'registry' },
    state: headingText(shown),
    menu,
    finder: finderOf(shown),
    files: [calendarFile(shown, dues)],
    *pages(): Iterable<Page> {
      yield* leading;
      yield* following;
      yield* domainPages(shown);
      yield* graphs;
      yield* documentPages(shown);
    },
  };
}
