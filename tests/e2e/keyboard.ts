import type { Locator, Page } from '@playwright/test';
import { expect } from './fixtures.ts';

/** What a person with a keyboard and nothing else does. After every key the focus must be somewhere, in sight and marked. */

/** Where the focus is not to be seen; null where all is well. Runs in the page. */
function troubleOfFocus(): string | null {
  const element = document.activeElement;
  // From a dialog over everything, Tab leads to the browser's own frame and back.
  if (!element || element === document.body) return document.querySelector('dialog:modal') ? null : 'the focus is lost';
  const name = `${element.localName}.${element.className} “${(element.getAttribute('aria-label') ?? element.textContent ?? '').trim().slice(0, 40)}”`;
  if (element.matches('h1')) return null; // where a new page begins to be read; no key works on it
  const isMarked = [element, element.parentElement].some((at) => at && getComputedStyle(at).outlineStyle !== 'none');
  if (!isMarked) return `no ring: ${name}`;
  const { left, right, top, bottom } = element.getBoundingClientRect();
  return right < 0 || bottom < 0 || left > innerWidth || top > innerHeight ? `out of sight: ${name}` : null;
}

export async function press(page: Page, key: string): Promise<void> {
  await page.keyboard.press(key);
  await expectFocus(page);
}

/** The focus is somewhere, in sight and marked, at the latest when what a key did is drawn. */
export async function expectFocus(page: Page): Promise<void> {
  await expect.poll(() => page.evaluate(troubleOfFocus)).toBeNull();
}

/** Goes on by Tab, or back by Shift+Tab, until one of these has the focus. */
export async function tabTo(page: Page, wanted: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  await expect(wanted.first()).toBeVisible();
  const isThere = () => wanted.evaluateAll((all) => all.includes(document.activeElement as HTMLElement));
  for (let stops = 0; !(await isThere()); stops++) {
    if (stops > 90) throw new Error(`The ${key} key never leads to ${wanted}`);
    await press(page, key);
  }
}

/** Goes to a control and presses it. */
export async function enter(page: Page, wanted: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  await tabTo(page, wanted, key);
  await page.keyboard.press('Enter');
}
