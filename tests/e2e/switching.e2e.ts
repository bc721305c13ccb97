import { createSample } from '../../lib/sample/index.ts';
import { expect, test, withPermission } from './fixtures.ts';
import { connect, figure, paid, popupOn } from './steps.ts';

test('R9 fifty switches between a slow site and a quick one: no frame has the figures of one under the name of the other', async () => {
  test.setTimeout(120_000);
  await withPermission('tabs', async (app) => {
    await connect(app);
    const sample = createSample();
    app.server.answer = async (request) => {
      const isSlow = (await request.clone().text()).includes('forbes.com');
      await new Promise((go) => setTimeout(go, isSlow ? 3000 : 200));
      return sample(request);
    };
    const { page, popup } = await popupOn(app, 'https://forbes.com/');
    await popup.evaluate(() => {
      const seen = new Set<string>();
      Object.assign(globalThis, { seen });
      const note = () => {
        const rank = document.querySelector('[data-field="rank"]')?.textContent;
        if (rank) seen.add(`${document.querySelector('h1')?.textContent} ${rank}`);
      };
      new MutationObserver(note).observe(document, { subtree: true, childList: true, characterData: true, attributes: true });
    });
    for (let at = 0; at < 50; at += 1) {
      await page.goto(at % 2 === 0 ? 'https://example.com/' : 'https://forbes.com/', { waitUntil: 'commit' });
      await page.waitForTimeout(at % 7 === 0 ? 400 : 60);
    }
    await expect(figure(popup, 'rank')).toHaveText('689', { timeout: 15_000 });
    await page.goto('https://example.com/');
    await expect(popup.getByRole('heading', { name: 'example.com', level: 1 })).toBeVisible();
    await expect(figure(popup, 'rank')).not.toHaveText('689');
    const seen = await popup.evaluate(() => [...(globalThis as unknown as { seen: Set<string> }).seen]);
    const other = await figure(popup, 'rank').textContent();
    expect(seen.toSorted()).toEqual([`example.com ${other}`, 'forbes.com 689']);
    expect(paid(app)).toHaveLength(2);
  });
});
