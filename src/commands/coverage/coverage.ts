// How far does the system reach?

import { UserError } from '../../diagnostic.ts';
import { coverageOf } from '../../measures/coverage.ts';
import type { Report } from '../../report.ts';
import { head, type Input } from '../command.ts';
import { errorBlocks, errorData, groundOf } from '../sound.ts';
import { byReport } from './by.ts';
import type { CoverageOptions } from './command.ts';
import { compareReport } from './compare.ts';
import { coverageData } from './data.ts';
import { coverageDrawing } from './drawing.ts';
import { gapReport } from './gaps.ts';
import { type Gate, gateBlocks, gateData, gateNotice, gatesOf } from './gates.ts';
import { notCountedReport } from './not-counted.ts';
import { pictureReport } from './picture.ts';
import { trendReport } from './trend.ts';
import type { Part, Picture } from './view.ts';

export function run(input: Input<CoverageOptions>): Report {
  const { options, day } = input;
  const ground = groundOf(input);
  const picture: Picture = {
    input,
    ground,
    vocabulary: ground.registry.vocabulary,
    coverage: coverageOf(ground.registry, day, ground.unsound),
    view: options.level ?? 'any',
  };
  const part = chosen(picture, options);
  const gates = gatesOf(picture, options);
  const notice = gateNotice(gates);
  return {
    data: { ...head('coverage', input), ...errorData(ground), ...coverageData(picture), ...part.data, ...gateData(gates) },
    blocks: [...part.blocks, ...errorBlocks(ground), ...gateBlocks(gates)],
    sheet: part.sheet,
    drawing: () => coverageDrawing(picture),
    exit: gates.some(isMissed) ? 1 : 0,
    ...(notice && { notice }),
  };
}

function isMissed({ isPassed }: Gate): boolean {
  return !isPassed;
}

/** The answer's one subject: the picture, or what was asked for in its place. */
function chosen(picture: Picture, { by, gaps, notCounted, compare, trend }: CoverageOptions): Part {
  const asked = [by, gaps, notCounted, compare, trend].filter((each) => each !== undefined);
  if (asked.length > 1) {
    throw new UserError({
      zh: '--by、--gaps、--not-counted、--compare、--trend 只能选一个',
      en: 'choose one of --by, --gaps, --not-counted, --compare and --trend',
    });
  }
  if (by !== undefined) return byReport(picture, by);
  if (gaps) return gapReport(picture);
  if (notCounted) return notCountedReport(picture);
  if (compare !== undefined) return compareReport(picture, compare);
  return trend ? trendReport(picture) : pictureReport(picture);
}
