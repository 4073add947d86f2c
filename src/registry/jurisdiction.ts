// The legal parameters of the registry's own province: numbers, codes, bodies and limits, each with its source.
import type { Day } from './day.ts';

/** A parameter that applies from a day, and to a day where it has been replaced. */
export interface Dated {
  readonly from: Day;
  readonly to?: Day;
  readonly source: string;
}

export interface Limit extends Dated {
  readonly ranks: readonly string[];
}

export interface DayLimit extends Limit {
  readonly days: number;
}

export interface YearLimit extends Limit {
  readonly years: number;
}

export interface Validity extends Limit {
  readonly required: boolean;
  readonly min_years?: number;
  readonly max_years?: number;
  readonly trial_min_years?: number;
  readonly trial_max_years?: number;
  readonly evaluation_months?: number;
}

/** How a rank is promulgated, from a day on. */
export interface OrderForm {
  readonly rank: string;
  readonly form: 'order' | 'announcement' | 'decree';
  readonly from: Day;
  readonly source: string;
}

/** `registry/jurisdiction.yaml`, as its schema lets it through; a part that is left out switches its rules off. */
export interface Jurisdiction {
  readonly province: { readonly zh: string; readonly en: string };
  readonly agencies?: readonly { readonly code: string; readonly issuers: readonly string[]; readonly source: string }[];
  readonly orders?: readonly OrderForm[];
  readonly registration?: {
    readonly forms: readonly string[];
    readonly ranks: readonly string[];
    readonly from: Day;
    readonly source: string;
  };
  readonly notice?: readonly DayLimit[];
  readonly filing?: readonly DayLimit[];
  readonly implementing?: readonly YearLimit[];
  readonly validity?: readonly Validity[];
  readonly issuers?: { readonly barred_endings: readonly string[]; readonly source: string };
  readonly not_normative?: { readonly title_words: readonly string[]; readonly source: string };
  readonly party?: { readonly names: readonly string[]; readonly provincial_names: readonly string[]; readonly source: string };
  readonly rule_names?: { readonly barred: readonly string[]; readonly source: string };
  readonly trial_words?: { readonly words: readonly string[]; readonly source: string };
  readonly standards?: {
    readonly local_codes: readonly string[];
    readonly codes_source: string;
    readonly other_series?: readonly { readonly prefix: string; readonly source: string }[];
    readonly recommended_only_from: Day;
    readonly recommended_source: string;
    readonly review_years: number;
    readonly review_source: string;
  };
}

/** The limit that holds for a rank on a day: the first that names the rank and whose period holds the day. */
export function limitOn<Each extends Limit>(limits: readonly Each[] | undefined, rank: string | undefined, day: Day): Each | undefined {
  return limits?.find(
    ({ ranks, from, to }) => rank !== undefined && ranks.includes(rank) && from <= day && (to === undefined || day <= to),
  );
}
