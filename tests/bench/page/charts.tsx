/** The same series drawn by our chart and by the least that d3 and SVG can do. */
import { bisectCenter } from 'd3-array';
import { scaleLinear, scaleUtc } from 'd3-scale';
import { line } from 'd3-shape';
import { render } from 'preact';
import { LineChart } from '../../../components/charts/Chart.tsx';
import type { ChartData, Tone } from '../../../components/charts/data.ts';
import { costOf, freshBox, painted } from './frames.ts';

const DAY_MS = 86_400_000;
const [WIDTH, HEIGHT] = [1240, 260];

/** Counts of links that wander, and always in the same way. */
function dataOf(points: number, series: number): ChartData {
  const at = Array.from({ length: points }, (_, day) => Date.UTC(2019, 0, 1) + day * DAY_MS);
  return {
    at,
    nameOf: (moment) => new Date(moment).toISOString().slice(0, 10),
    partial: null,
    series: Array.from({ length: series }, (_, nth) => ({
      id: `s${nth}`,
      label: `site-${nth}.com`,
      tone: ((nth % 5) + 1) as Tone,
      panel: 'Backlinks',
      values: at.map((_, day) => Math.round(40_000 * (nth + 1) + 9_000 * Math.sin(day / 97 + nth) + 700 * Math.sin(day * (1.3 + nth)))),
    })),
  };
}

/** A drawing on the page: what the pointer moves over. */
type Drawn = { over: () => Element; end: () => void };
type Maker = (box: HTMLElement, data: ChartData) => Drawn;

const ours: Maker = (box, data) => {
  const about = { targets: [], endpoint: '', request: {}, environment: '', fetchedAt: 0, costUsd: 0 };
  render(<LineChart title="Backlinks by day" data={data} about={about} height={HEIGHT} onSave={() => {}} />, box);
  return { over: () => box.querySelector('[role="slider"]') as Element, end: () => render(null, box) };
};

const svg = (name: string, attributes: Record<string, string | number>, text = ''): SVGElement => {
  const element = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  element.textContent = text;
  return element;
};

/** Lines, an axis each way, and on hover a rule with one text: no zoom, table, files, keys or names. */
const plain: Maker = (box, { at, series }) => {
  const all = series.flatMap(({ values }) => values as number[]);
  const x = scaleUtc([at[0] ?? 0, at.at(-1) ?? 0], [60, WIDTH - 20]);
  const y = scaleLinear([Math.min(...all), Math.max(...all)], [HEIGHT - 26, 20]).nice(5);
  const root = svg('svg', { width: WIDTH, height: HEIGHT });
  for (const tick of y.ticks(5)) root.append(svg('text', { x: 4, y: y(tick), fill: 'gray' }, tick.toLocaleString('en')));
  for (const tick of x.ticks(12)) root.append(svg('text', { x: x(tick), y: HEIGHT - 6, fill: 'gray' }, tick.toISOString().slice(0, 7)));
  for (const { values } of series) {
    const d = line<number>((_, index) => x(at[index] ?? 0), y).digits(1)(values as number[]) ?? '';
    root.append(svg('path', { d, fill: 'none', stroke: 'royalblue' }));
  }
  const rule = svg('line', { y1: 20, y2: HEIGHT - 26, stroke: 'gray' });
  const read = svg('text', { y: 14, fill: 'black' });
  root.append(rule, read);
  const xs = at.map((moment) => x(moment));
  root.addEventListener('pointermove', ({ clientX }) => {
    const index = bisectCenter(xs, clientX - root.getBoundingClientRect().left);
    for (const [name, to] of [
      ['x1', xs[index]],
      ['x2', xs[index]],
    ] as const)
      rule.setAttribute(name, String(to));
    read.setAttribute('x', String(xs[index]));
    read.textContent = series.map(({ values }) => values[index]?.toLocaleString('en')).join(', ');
  });
  box.append(root);
  return { over: () => root, end: () => root.remove() };
};

const makers = { ours, 'plain SVG': plain } satisfies Record<string, Maker>;
export type ChartName = keyof typeof makers;

/** Draws it and moves the pointer across it: what each of these frames costs, in ms. */
export async function charts(name: ChartName, points: number, series: number, moves: number) {
  const data = dataOf(points, series);
  const box = freshBox();
  await painted();
  let drawn: Drawn | undefined;
  const draw = await costOf(() => {
    drawn = makers[name](box, data);
  });
  if (!drawn || !box.querySelector('path[d]')) throw new Error(`${name} drew nothing`);
  const over = drawn.over();
  await painted();
  const { left, top, width } = over.getBoundingClientRect();
  const hover: number[] = [];
  for (let move = 0; move < moves; move++) {
    const clientX = left + 70 + ((width - 100) * ((move * 7) % moves)) / moves;
    const event = new PointerEvent('pointermove', { bubbles: true, clientX, clientY: top + 80, pointerType: 'mouse' });
    hover.push(await costOf(() => over.dispatchEvent(event)));
  }
  drawn.end();
  return { draw, hover };
}
