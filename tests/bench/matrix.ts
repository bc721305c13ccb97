import { collector, type Measure } from './measure.ts';
import type { Bench } from './page/main.ts';
import { latePart, PX_A_FRAME, SCROLL_FRAMES } from './tables.ts';

declare const bench: Bench;

const [ROWS, RIVALS] = [1000, 20];

/** A link gap with as many rivals as the API takes. */
export const matrix: Measure = async (stage) => {
  const page = await stage.page();
  const rows = await page.evaluate(([rows, rivals]) => bench.matrix.load(rows, rivals), [ROWS, RIVALS] as const);
  const [drawn, late] = [collector('ours', 'AG Grid'), collector('ours', 'AG Grid')];
  for (let round = -1; round < stage.rounds(5); round++) {
    for (const name of ['ours', 'AG Grid'] as const) {
      const asked = [name, RIVALS, SCROLL_FRAMES, PX_A_FRAME] as const;
      const found = await page.evaluate(([name, rivals, frames, px]) => bench.matrix.scroll(name, rivals, frames, px), asked);
      if (round < 0) continue;
      drawn.add(name, found.drawn);
      late.add(name, latePart(found.lengths));
    }
  }
  return [
    {
      title: `Link gap of ${rows.toLocaleString('en')} sites × ${RIVALS} rivals`,
      how: `Ours has tabs, filters and cells that are doors to the links they count; AG Grid has the same rows as plain numbers. Scrolled by ${PX_A_FRAME} px a frame.`,
      figures: [
        { what: 'First rows', unit: 'ms', runs: drawn.runs },
        { what: 'Scroll, frames over 33.4 ms', unit: '%', runs: late.runs, aim: { atMost: 1 } },
      ],
    },
  ];
};
