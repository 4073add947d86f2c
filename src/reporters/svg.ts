// The picture of a report as an SVG file.
import { svgFile } from '../pages/svg.tsx';
import type { Report, Style } from '../report.ts';

export function svg({ drawing }: Report, { lang }: Style): string {
  if (drawing === undefined) throw new Error('this report has no picture');
  return svgFile(drawing(), lang);
}
