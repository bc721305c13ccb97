import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { createSample } from '../../lib/sample/index.ts';
import { launchChromium } from '../browser/chromium.ts';
import { startServer } from '../server/server.ts';
import { expect, test } from './fixtures.ts';
import { connect, figure, paid, popupOn } from './steps.ts';

test('R9 fifty switches between a slow site and a quick one: no frame has the figures of one under the name of the other', async () => {
  test.setTimeout(120_000);
  // A driver cannot answer the browser's question, so the addresses of tabs are allowed in the manifest.
  const folder = await mkdtemp(path.join(os.tmpdir(), 'backlens-switching-'));
  await cp(path.resolve(import.meta.dirname, '../../.output/chrome-mv3'), folder, { recursive: true });
  const file = path.join(folder, 'manifest.json');
  const manifest = JSON.parse(await readFile(file, 'utf8'));
  await writeFile(file, JSON.stringify({ ...manifest, permissions: [...manifest.permissions, 'tabs'] }));
  const server = await startServer({ answer: createSample() });
  const app = { ...(await launchChromium({ server, extension: folder })), server };
  try {
    await connect(app);
    const sample = createSample();
    server.answer = async (request) => {
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
  } finally {
    await app.close();
    await server.close();
    await rm(folder, { recursive: true, force: true });
  }
});
