import type { Page } from '@playwright/test';
import { collector, type Figure, type Measure, type Part } from './measure.ts';
import type { Bench } from './page/main.ts';
import type { Name } from './page/tables.ts';
import type { Stage } from './stage.ts';

declare const bench: Bench;

const names: readonly Name[] = ['ours', 'AG Grid', 'Tabulator'];
const COLUMNS = 20;
export const SCROLL_FRAMES = 150;
/** Ten rows and more a frame, as a wheel that is turned fast does. */
export const PX_A_FRAME = 420;
/** Two frames at 60 a second. */
const LATE_MS = 33.4;
const words = ['news', 'guide', 'travel'];

/** Of the frames of a scroll those that came late, in percent. */
export const latePart = (frames: readonly number[]): number => (100 * frames.filter((length) => length > LATE_MS).length) / frames.length;

const acts = ['first rows', 'first sort', 'sort', 'filter, a letter', 'scroll, frames over 33.4 ms'] as const;
type Runs = Record<(typeof acts)[number], number[]>;

/** Every sort and filter of one grid. */
async function measure(page: Page, name: Name, rows: number, paths: readonly string[], stage: Stage): Promise<Runs> {
  const { runs, add } = collector(...acts);
  const note = (what: (typeof acts)[number], time: number | null) => time !== null && add(what, time);
  const mounts = stage.rounds(rows > 50_000 ? 3 : 10);
  for (let run = 0; run < mounts; run++) {
    note('first rows', await page.evaluate((name) => bench.mount(name), name));
    note('first sort', await page.evaluate((path) => bench.sort(path, 'asc'), paths[run % paths.length] ?? ''));
    if (run < mounts - 1) await page.evaluate(() => bench.unmount());
  }
  // A person looks at the rows before they do something with them.
  await page.waitForTimeout(rows > 50_000 ? 6000 : 2500);
  for (const path of paths)
    for (const direction of ['asc', 'desc'] as const)
      note('sort', await page.evaluate(([path, direction]) => bench.sort(path, direction), [path, direction] as const));
  for (const word of words) {
    for (let length = 1; length <= word.length; length++)
      note('filter, a letter', await page.evaluate((text) => bench.filter(text), word.slice(0, length)));
    await page.evaluate(() => bench.filter(''));
  }
  for (let run = 0; run < stage.rounds(4); run++) {
    const frames = await page.evaluate(([frames, px]) => bench.scroll(frames, px), [SCROLL_FRAMES, PX_A_FRAME] as const);
    add('scroll, frames over 33.4 ms', latePart(frames));
  }
  await page.evaluate(() => bench.unmount());
  return runs;
}

/** The most in ms, of 10,000 rows; the scroll's aim is for all sizes. */
const aims: Partial<Record<(typeof acts)[number], number>> = { 'first rows': 150, sort: 60, 'filter, a letter': 50 };

/** The table beside two known ones. */
export const tables: Measure = async (stage) => {
  const page = await stage.page();
  const parts: Part[] = [];
  for (const [id, rows] of [
    ['backlinks', 10_000],
    ['referring_domains', 10_000],
    ['backlinks', 100_000],
  ] as const) {
    const loaded = await page.evaluate(([id, rows, columns]) => bench.load(id, rows, columns), [id, rows, COLUMNS] as const);
    const paths = loaded.paths.map(({ path }) => path);
    const found = new Map<Name, Runs>();
    for (const name of names) {
      found.set(name, await measure(page, name, rows, paths, stage));
      stage.tell(`  ${id}, ${rows.toLocaleString('en')}: ${name} is done`);
    }
    const figures = acts.map((act): Figure => {
      const of = (name: Name): number[] => found.get(name)?.[act] ?? [];
      const isScroll = act.startsWith('scroll');
      const most = isScroll ? 1 : rows > 50_000 ? undefined : aims[act];
      return {
        ...{ what: act, unit: isScroll ? '%' : 'ms', runs: { ours: of('ours'), 'AG Grid': of('AG Grid'), Tabulator: of('Tabulator') } },
        ...(most === undefined ? {} : { aim: { atMost: most } }),
      };
    });
    parts.push({
      title: `Table: ${id}, ${loaded.rows.toLocaleString('en')} rows × ${loaded.columns} columns`,
      how: 'From the act to the frame that shows it; every column is sorted both ways, words are typed letter by letter.',
      figures,
    });
  }
  return parts;
};
