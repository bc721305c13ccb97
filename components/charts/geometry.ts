/** Where everything of a chart stands, in pixels of its drawing. Pure, so that it can be held to numbers. */

import { bisectCenter, extent, max, min } from 'd3-array';
import { type ScaleLinear, scaleLinear, scaleUtc } from 'd3-scale';
import { compact } from '../../lib/format.ts';
import { dayOf } from '../../lib/params.ts';
import { locale } from '../../lib/words.ts';
import { type ChartData, panelsOf, type Series } from './data.ts';

const TICK_PX = 84;
const AXIS_PX = 26;
const GAP_PX = 34;
const TOP_PX = 22;
/** Right of the last mark, so that a label below it is not cut. */
const RIGHT_PX = 22;
const DIGIT_PX = 7;

export type Tick = { at: number; label: string };
export type Panel = {
  label: string;
  series: readonly Series[];
  top: number;
  bottom: number;
  y: ScaleLinear<number, number>;
  ticks: readonly Tick[];
};
/** A drawing: its size, the middle of every period across, and its panels down. */
export type Plot = {
  spacing: Spacing;
  width: number;
  height: number;
  left: number;
  right: number;
  top: number;
  bottom: number;
  xs: readonly number[];
  /** How wide a period is. */
  step: number;
  ticks: readonly Tick[];
  panels: readonly Panel[];
};

/** `points`: the first and the last period stand on the edges. `bands`: every period has the same room, with its mark in the middle. */
export type Spacing = 'points' | 'bands';

export function plotOf(data: ChartData, { width, height, spacing }: { width: number; height: number; spacing: Spacing }): Plot {
  const labels = panelsOf(data);
  const bottom = height - AXIS_PX;
  const room = (bottom - TOP_PX - GAP_PX * Math.max(0, labels.length - 1)) / Math.max(1, labels.length);
  const panels = labels.map((label, index): Panel => {
    const top = TOP_PX + index * (room + GAP_PX);
    const series = data.series.filter(({ panel }) => panel === label);
    const most = Math.max(2, Math.min(5, Math.floor(room / 38)));
    const y = scaleLinear(domainOf(series, spacing), [top + room, top]).nice(most);
    return { label, series, top, bottom: top + room, y, ticks: ticksOf(y, most) };
  });
  const longest = max(panels.flatMap(({ ticks }) => ticks.map(({ label }) => label.length))) ?? 1;
  const left = 14 + longest * DIGIT_PX;
  const right = width - RIGHT_PX;
  const { xs, step } = across(data.at, { left, right, spacing });
  return { spacing, width, height, left, right, top: TOP_PX, bottom, xs, step, ticks: daysOf(data.at, xs, right - left), panels };
}

/** Lines begin where their figures do, so that a change of a hundredth can be seen; columns and wide ranges begin at zero. */
export function domainOf(series: readonly Series[], spacing: Spacing): [number, number] {
  const [least, most] =
    spacing === 'bands' ? stacked(series) : extent(series.flatMap(({ values }) => values).filter((value) => value !== null));
  if (least === undefined || most === undefined) return [0, 1];
  if (least === most) return least === 0 ? [0, 1] : [Math.min(0, least * 2), Math.max(0, most * 2)];
  const isWide = spacing === 'bands' || most - least > 0.4 * Math.max(Math.abs(most), Math.abs(least));
  return isWide ? [Math.min(0, least), Math.max(0, most)] : [least, most];
}

/** The lowest and highest end of columns: what is above the axis adds up, and what is below does. */
function stacked(series: readonly Series[]): [number, number] {
  const sums = (sign: 1 | -1): number[] =>
    (series[0]?.values ?? []).map((_, index) =>
      series.reduce((sum, { values }) => sum + sign * Math.max(0, sign * (values[index] ?? 0)), 0),
    );
  return [min(sums(-1)) ?? 0, max(sums(1)) ?? 0];
}

/** Ticks with as few digits as tell them apart. */
function ticksOf(y: ScaleLinear<number, number>, most: number): Tick[] {
  const values = y.ticks(most).filter((value) => Number.isInteger(value));
  for (let digits = 2; digits <= 6; digits++) {
    const writer = new Intl.NumberFormat(locale, { notation: 'compact', maximumSignificantDigits: digits });
    const labels = values.map((value) => (Math.abs(value) < 10_000 ? compact(Math.abs(value)) : writer.format(Math.abs(value))));
    const isExact = values.every((value, index) =>
      values.every((other, at) => at === index || Math.abs(other) === Math.abs(value) || labels[at] !== labels[index]),
    );
    if (isExact || digits === 6) return values.map((value, index) => ({ at: y(value), label: labels[index] ?? '' }));
  }
  return [];
}

function across(at: readonly number[], { left, right, spacing }: { left: number; right: number; spacing: Spacing }) {
  const room = right - left;
  if (spacing === 'bands') {
    const step = room / Math.max(1, at.length);
    return { xs: at.map((_, index) => left + (index + 0.5) * step), step };
  }
  const [first = 0, last = 0] = [at[0], at.at(-1)];
  const x = scaleUtc([first, last], [left, right]);
  // One point has no span to be spread over.
  return { xs: first === last ? at.map(() => left + room / 2) : at.map((moment) => x(moment)), step: room / Math.max(1, at.length - 1) };
}

const writer = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' });
const inYear = writer({ month: 'short' });
const inMonth = writer({ day: 'numeric', month: 'short' });
const inFull = writer({ month: 'short', year: 'numeric' });

/** Round moments under the axis, each below the period it falls into. */
function daysOf(at: readonly number[], xs: readonly number[], room: number): Tick[] {
  const [first, last] = [at[0], at.at(-1)];
  if (first === undefined || last === undefined) return [];
  const most = Math.max(2, Math.floor(room / TICK_PX));
  const round = first === last ? [first] : scaleUtc().domain([first, last]).ticks(most).map(Number);
  const isDaily = (round[1] ?? last) - (round[0] ?? first) < 28 * 86_400_000;
  const isYearly = at.every((moment) => dayOf(moment).endsWith('-01-01'));
  const indexes = [...new Set((at.length <= most ? at : round).map((moment) => bisectCenter(at, moment)))];
  return indexes.map((index, place) => {
    const moment = at[index] ?? first;
    const day = dayOf(moment);
    const isJanuary = day.endsWith('-01-01');
    const write = isDaily || !day.endsWith('-01') ? inMonth : place === 0 ? inFull : inYear;
    const label = isYearly || (isJanuary && !isDaily) ? day.slice(0, 4) : write.format(moment);
    return { at: xs[index] ?? 0, label };
  });
}

/** The period nearest to a place across. */
export const indexAt = ({ xs }: Plot, px: number): number => bisectCenter(xs, px);
