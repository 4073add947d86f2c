// One JSON object, the same bytes for the same input; what a terminal would obey stands in it as an escape, which says the same.
import { harmless, type Lang } from '../diagnostic.ts';
import { isText, type Reporter } from '../report.ts';

export const json: Reporter = ({ data }, { lang }) => `${harmless(JSON.stringify(localized(data, lang), null, 2))}\n`;

/** The data with every text in the chosen language. */
function localized(value: unknown, lang: Lang): unknown {
  if (isText(value)) return value[lang];
  if (Array.isArray(value)) return value.map((each) => localized(each, lang));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, localized(each, lang)]));
}
