/** The questions behind trends: which series, of which domains, over which days, and what they cost. */
import type { AnyRequest } from './endpoints/define.ts';
import { type EndpointId, endpointOf } from './endpoints/index.ts';
import type { GroupRange } from './endpoints/periods.ts';
import { dayOf } from './params.ts';
import { estimateUsd, type PriceList, roundUsd } from './price.ts';
import { clamped, type DayRange, groupRanges, rangeOf, type Span, spans, usualGroup } from './ranges.ts';

/** Domains beside the one the page is about. */
export const MOST_OVERLAYS = 4;

/** What the address says: a domain, its range and grouping, and the domains drawn beside it. */
export type TrendView = { target: string; span: Span; group: GroupRange; range: DayRange; overlays: string[] };

export type TrendQuestion = { endpoint: EndpointId; request: AnyRequest };

const isSpan = (word: string | null): word is Span => spans.some((span) => span === word);
const isGroup = (word: string | null): word is GroupRange => groupRanges.some((group) => group === word);

/** Reads an address. What cannot be read is what it would be unsaid. */
export function trendViewOf(values: URLSearchParams, now: number): TrendView {
  const today = dayOf(now);
  const [from, to] = [values.get('date_from') ?? '', values.get('date_to') ?? ''];
  const named = values.get('range');
  const span = from || to ? 'custom' : isSpan(named) && named !== 'custom' ? named : '12m';
  const grouped = values.get('group_range');
  const group = isGroup(grouped) ? grouped : usualGroup[span];
  const range = span === 'custom' ? clamped({ from, to }, today) : rangeOf(span, group, today);
  const target = values.get('target') ?? '';
  const overlays = [...new Set(values.getAll('with'))].filter((each) => each !== '' && each !== target).slice(0, MOST_OVERLAYS);
  return { target, span, group, range, overlays };
}

/** The address that shows a view. What is usual is left out of it. */
export function valuesOfTrend({ target, span, group, range, overlays }: TrendView): URLSearchParams {
  const values = new URLSearchParams();
  if (target) values.set('target', target);
  if (span === 'custom') {
    values.set('date_from', range.from);
    values.set('date_to', range.to);
  } else if (span !== '12m') values.set('range', span);
  if (group !== usualGroup[span]) values.set('group_range', group);
  for (const overlay of overlays) values.append('with', overlay);
  return values;
}

/** Today is what the API assumes; unsaid, the same question stays the same tomorrow. */
const days = ({ from, to }: DayRange, now: number): AnyRequest => ({ date_from: from, ...(to < dayOf(now) ? { date_to: to } : {}) });

/** How things stood. */
export const stockQuestion = (target: string, { range, group }: TrendView, now: number): TrendQuestion => ({
  endpoint: 'timeseries_summary',
  request: { target, ...days(range, now), group_range: group },
});

/** What was won and lost. */
export const flowQuestion = (target: string, { range, group }: TrendView, now: number): TrendQuestion => ({
  endpoint: 'timeseries_new_lost_summary',
  request: { target, ...days(range, now), group_range: group },
});

/** The whole profile month by month: broken links and crawled pages too. It knows no other periods. */
export const historyQuestion = (target: string, { range }: TrendView, now: number): TrendQuestion => ({
  endpoint: 'history',
  request: { target, ...days({ ...range, from: `${range.from.slice(0, 7)}-01` }, now) },
});

/** What questions cost together at most, in US dollars. */
export const priceOfAll = (questions: readonly TrendQuestion[], prices: PriceList | null): number =>
  roundUsd(questions.reduce((sum, { endpoint, request }) => sum + estimateUsd(endpointOf(endpoint), request, prices), 0));

/** What the trend of a domain costs at most, as it is asked at first. */
export function usualTrendUsd(target: string, prices: PriceList | null, now: number): number {
  const view = trendViewOf(new URLSearchParams({ target }), now);
  return priceOfAll([stockQuestion(target, view, now), flowQuestion(target, view, now)], prices);
}
