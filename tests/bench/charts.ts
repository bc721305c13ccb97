import { collector, type Figure, type Measure } from './measure.ts';
import { medianOf } from './numbers.ts';
import type { Bench } from './page/main.ts';

declare const bench: Bench;

const names = ['ours', 'plain SVG'] as const;
const POINTS = 2500;
const MOVES = 30;
/** One frame at 60 a second. */
const FRAME_MS = 16.7;

/** What drawing a long series costs, and what each frame costs in which the pointer moves over it. */
export const charts: Measure = async (stage) => {
  const page = await stage.page();
  const figures: Figure[] = [];
  for (const series of [1, 4]) {
    const [draw, hover] = [collector(...names), collector(...names)];
    for (let round = -1; round < stage.rounds(10); round++) {
      for (const name of names) {
        const asked = [name, POINTS, series, MOVES] as const;
        const found = await page.evaluate(([name, points, series, moves]) => bench.charts(name, points, series, moves), asked);
        if (round < 0) continue;
        draw.add(name, found.draw);
        hover.add(name, medianOf(found.hover));
      }
    }
    const of = `${series} × ${POINTS.toLocaleString('en')} points`;
    figures.push(
      { what: `Draw, ${of}`, unit: 'ms', runs: draw.runs, aim: { atMost: 50 } },
      { what: `A frame of hovering, ${of}`, unit: 'ms', runs: hover.runs, aim: { atMost: FRAME_MS } },
    );
  }
  return [
    {
      title: 'Charts',
      how: `What a frame costs the page: from the act to the end of layout and painting. Hovering moves the pointer ${MOVES} times a round, and a round counts as its median. The plain SVG is d3's lines and two axes put on the page at once, with a rule and a text that follow the pointer; it has no zoom, table, files, keys or names.`,
      figures,
    },
  ];
};
