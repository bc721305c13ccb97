import { collector, type Figure, type Measure } from './measure.ts';
import type { Bench } from './page/main.ts';

declare const bench: Bench;

const ROWS = 10_000;

/** Writing loaded rows to a file. */
export const exports: Measure = async (stage) => {
  const page = await stage.page();
  const columns = await page.evaluate((rows) => bench.exports.load(rows), ROWS);
  const figures: Figure[] = [];
  for (const [format, reference] of [
    ['csv', 'Papa Parse'],
    ['xlsx', 'SheetJS'],
  ] as const) {
    const [time, longest, size] = [collector('ours', reference), collector('ours', reference), collector('ours', reference)];
    for (let round = -1; round < stage.rounds(4); round++) {
      for (const name of ['ours', reference] as const) {
        const found = await page.evaluate(([format, name]) => bench.exports.write(format, name), [format, name] as const);
        if (round < 0) continue;
        time.add(name, found.time);
        longest.add(name, found.longest);
        size.add(name, found.size);
      }
    }
    const what = format.toUpperCase();
    figures.push(
      { what: `${what}, all of it`, unit: 'ms', runs: time.runs },
      { what: `${what}, longest hold of the page`, unit: 'ms', runs: longest.runs, ...(format === 'csv' ? { aim: { atMost: 50 } } : {}) },
      {
        what: `${what}, file`,
        unit: 'kB',
        runs: { ours: size.runs.ours.slice(0, 1), [reference]: size.runs[reference]?.slice(0, 1) ?? [] },
      },
    );
  }
  return [
    {
      title: 'Export',
      how: `${ROWS.toLocaleString('en')} backlinks × ${columns} columns to a file in memory. Ours makes cells harmless to spreadsheets, gives the workbook real dates and a second sheet on where the rows are from, and lets the page go on in between; Papa Parse and SheetJS write plain cells in one go.`,
      figures,
    },
  ];
};
