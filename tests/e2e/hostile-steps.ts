import { readFile } from 'node:fs/promises';
import { read } from '@e965/xlsx';
import type { Locator, Page } from '@playwright/test';
import Papa from 'papaparse';
import { isFormula } from '../../lib/export/text.ts';
import { hostileTexts } from '../fixtures/hostile.ts';
import { type App, expect } from './fixtures.ts';
import { faultsIn } from './hostile-faults.ts';

/** Looking at pages that show hostile texts. */

/** Every address that the browser asks for, but our own pages and the API. */
export function foreignRequests(app: App): string[] {
  const found: string[] = [];
  app.context.on('request', (request) => {
    if (!/^(chrome-extension:|data:|blob:chrome-extension:|https:\/\/api\.dataforseo\.com\/)/.test(request.url()))
      found.push(request.url());
  });
  return found;
}

/** Notes what the content security policy refuses and what is thrown and not caught, from before anything of the page runs. */
export async function watch(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const troubles: string[] = [];
    Object.assign(globalThis, { __troubles: troubles });
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
      troubles.push(`the policy refused ${violatedDirective} ${blockedURI}`),
    );
    addEventListener('error', ({ message, error }) => troubles.push(`${message} ${error?.stack ?? ''}`));
    addEventListener('unhandledrejection', ({ reason }) => troubles.push(`${reason} ${reason?.stack ?? ''}`));
  });
}

export const isWide = (page: Page): Promise<boolean> =>
  page.evaluate(() => document.documentElement.scrollWidth > innerWidth || document.body.scrollWidth > innerWidth);

export const SMALL = { width: 1280, height: 800 };

/** Gives the window room for every row and column, so that all are drawn. */
export async function makeRoom(page: Page): Promise<void> {
  const tracks = await page
    .locator('.grid-area > .grid-box')
    .evaluateAll((boxes) => boxes.map((box) => (box as HTMLElement).style.getPropertyValue('--total')));
  await page.setViewportSize({
    width: Math.max(1280, ...tracks.map((px) => Number.parseInt(px, 10) + 400)),
    height: hostileTexts.length * 50 + 900,
  });
}

/** Looks at the page as it is, in two widths. */
export async function expectHarmlessInWidths(page: Page, what: string): Promise<void> {
  for (const width of [720, 1280]) {
    await page.setViewportSize({ ...SMALL, width });
    expect(await isWide(page), `${what} at ${width} px`).toBe(false);
  }
  await expectHarmless(page, what);
}

export async function expectHarmless(page: Page, what: string): Promise<void> {
  expect(await page.evaluate(faultsIn), what).toEqual([]);
}

/** What is wrong with a CSV file of so many rows: cells that a spreadsheet would run, rows that are missing or longer than others. */
export function faultsInCsv(file: string, rows: number): string[] {
  const { data, errors } = Papa.parse<string[]>(file.replace(/^\ufeff/, ''), { skipEmptyLines: true });
  const isNumber = (cell: string) => cell !== '' && Number.isFinite(Number(cell));
  // The apostrophe in front makes the whole cell a text, its further lines too, which quotes keep in it.
  const formulas = data.flat().filter((cell) => isFormula(cell) && !cell.startsWith("'") && !isNumber(cell));
  const lengths = new Set(data.map(({ length }) => length));
  return [
    ...errors.map(({ message }) => message),
    ...formulas.map((cell) => `a formula: ${cell.slice(0, 80)}`),
    ...(data.length === rows + 1 ? [] : [`${data.length - 1} rows of ${rows}`]),
    ...(lengths.size === 1 ? [] : [`rows of ${[...lengths].join(', ')} cells`]),
  ];
}

/** The bytes of the file that a button saves. */
export async function exported(page: Page, button: RegExp, within: Page | Locator = page): Promise<Buffer> {
  const downloading = page.waitForEvent('download', { timeout: 30_000 });
  await within.getByRole('button', { name: button }).first().click();
  return readFile(await (await downloading).path());
}

/** The files hold every row, and no cell that a spreadsheet would run. */
export async function expectPlainFiles(page: Page, rows: number, what: string): Promise<void> {
  expect(faultsInCsv((await exported(page, /^Export CSV/)).toString('utf8'), rows), what).toEqual([]);
  await page.getByRole('button', { name: 'More formats' }).first().click();
  const book = read(await exported(page, /^Export XLSX/), { cellFormula: true });
  await page.keyboard.press('Escape');
  const cells = Object.values(book.Sheets).flatMap((sheet) => Object.entries(sheet).filter(([at]) => /^[A-Z]+\d+$/.test(at)));
  expect(cells.length, what).toBeGreaterThan(rows);
  expect(
    cells.filter(([, cell]) => cell.f !== undefined || cell.l !== undefined),
    what,
  ).toEqual([]);
}
