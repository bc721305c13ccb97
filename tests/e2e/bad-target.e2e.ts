import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { createSample } from '../../lib/sample/index.ts';
import { type App, expect, test } from './fixtures.ts';
import { connect, openExplorer, paid } from './steps.ts';

/** One target of a bulk list that the API does not take. */

const BAD = 'bad-site.com';
const targetsOf = ({ body }: { body: unknown }): string[] => (body as { targets: string[] }[])[0]?.targets ?? [];

/** Lets the API refuse every list that has the bad target, for nothing. */
function refuseIt(app: App, status_message: string): void {
  const sample = createSample();
  app.server.answer = async (request) => {
    if (request.method === 'POST' && (await request.clone().text()).includes(BAD))
      return Response.json({ status_code: 20000, tasks: [{ status_code: 40501, status_message, cost: 0, result: null }] });
    return sample(request);
  };
}

async function listOf(app: App, targets: readonly string[]): Promise<Page> {
  await connect(app);
  const page = await openExplorer(app, '#/bulk');
  await page.getByRole('checkbox', { name: 'Spam score', exact: true }).uncheck();
  await page.getByLabel('Sites or pages, one per line').fill(targets.join('\n'));
  await page.getByRole('button', { name: /^Run 1 call/ }).click();
  return page;
}

const expectNoFaults = async (page: Page): Promise<void> =>
  expect((await new AxeBuilder({ page }).setLegacyMode().analyze()).violations.map(({ id }) => id)).toEqual([]);

const sites = Array.from({ length: 12 }, (_, at) => `site-${at}.com`);
const mixed = [...sites.slice(0, 7), BAD, ...sites.slice(7)];

test('R40 a target that the refusal names is left out at one press, and the others are bought', async ({ app }) => {
  refuseIt(app, `Invalid Field: 'targets'. ${BAD} is not a valid domain.`);
  const page = await listOf(app, mixed);
  const notice = page.locator('[data-failure="rejected-request"]');
  await expect(notice).toContainText(`It names ${BAD}`);
  await expect(notice).toContainText('Nothing was spent');
  await expectNoFaults(page);
  await notice.getByRole('button', { name: 'Leave it out, ask for the other 12 · $0.0244' }).click();
  await expect(page.getByRole('grid')).toBeVisible();
  await expect(page.locator('[data-state="left-out"]')).toContainText(BAD);
  expect(paid(app).map((call) => targetsOf(call).length)).toEqual([13, 12]);
  await expect(page.getByText('Everything here is known. Looking is free.')).toBeVisible();
});

test('R40 one that is not named is found by halves: refused halves cost nothing, the others are bought once', async ({ app }) => {
  refuseIt(app, "Invalid Field: 'targets'.");
  const page = await listOf(app, mixed);
  await expect(page.locator('[data-failure="rejected-request"]')).toContainText('in 4 steps at most');
  await expectNoFaults(page);
  await page.getByRole('button', { name: /^Look for it · at most \$0\.\d+$/ }).click();
  await expect(page.locator('[data-state="left-out"]')).toContainText(`${BAD}: DataForSEO does not take it`);
  await expectNoFaults(page);
  expect(paid(app).length).toBeLessThanOrEqual(5);
  const answered = paid(app)
    .map(targetsOf)
    .filter((targets) => !targets.includes(BAD));
  expect(new Set(answered.flat()).size).toBe(answered.flat().length);

  const run = page.getByRole('button', { name: /^Run 1 call/ });
  if (answered.flat().length < sites.length) await run.click();
  await expect(page.getByText('Everything here is known. Looking is free.')).toBeVisible();
  const bought = paid(app)
    .map(targetsOf)
    .filter((targets) => !targets.includes(BAD))
    .flat();
  expect(bought.toSorted()).toEqual(sites.toSorted());
});
