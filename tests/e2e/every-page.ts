import { expect, type Page } from '@playwright/test';
import { endpoints } from '../../lib/endpoints/index.ts';
import { playbooks } from '../../lib/playbooks/index.ts';
import { addressOf } from './steps.ts';

const reports = endpoints.map(addressOf);

/** What a page of ours is about, where it can be about something. */
const about: Record<string, string> = {
  answers: '?target=forbes.com',
  trends: '?target=forbes.com',
  compare: '?targets=forbes.com&targets=moz.com',
};

/** Every page of the explorer, in parts of about the same length: reports by the registry, answers by the playbooks, and what else the rail names. */
export const everyPage: Record<string, (page: Page) => Promise<string[]>> = {
  'the first half of the reports': async () => reports.slice(0, reports.length / 2),
  'the second half of the reports': async () => reports.slice(reports.length / 2),
  'the answers': async () => playbooks.map(({ id }) => `#/answer-${id}?target=forbes.com`),
  'the other pages': async (page) => {
    const hrefs = await page.locator('#rail a').evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''));
    const ids = hrefs.map((href) => /[\w-]+/.exec(href)?.[0] ?? '');
    const own = ids.filter((id) => endpoints.every((endpoint) => endpoint.id !== id)).map((id) => `#/${id}${about[id] ?? ''}`);
    return ['#/no-such-page', ...own];
  },
};

/** Presses what a page asks with, where it has such a button, and waits for the answer. */
export async function answered(page: Page): Promise<void> {
  await expect(page.locator('main > .title + *')).toBeAttached();
  const ask = page.getByRole('button', { name: /^⟦?(Run|Go on|Get \d)/ }).first();
  if ((await ask.count()) > 0 && (await ask.isEnabled())) await ask.click();
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
  await expect(page.locator('main :is([role="grid"], .record, .notice, .card, .field, svg, pre, .figure-cell)').first()).toBeVisible();
}
