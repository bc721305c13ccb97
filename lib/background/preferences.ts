import { browser } from 'wxt/browser';
import { defaultSettings, type Settings, settingsSchema } from '../settings.ts';
import { z } from '../zod.ts';

const KEY = 'settings';

/** Each value that cannot be read falls back alone, so that one damaged value does not reset a cap. */
const kept = z.object(
  Object.fromEntries(
    Object.entries(settingsSchema.shape).map(([name, schema]) => [
      name,
      z.catch(schema as z.ZodMiniType, defaultSettings[name as keyof Settings]),
    ]),
  ),
);

/** What the person has set. Nothing secret is in here, so `storage.local` may hold it. */
export async function readSettings(): Promise<Settings> {
  const { [KEY]: stored } = await browser.storage.local.get(KEY);
  const read = kept.safeParse(stored ?? {});
  return read.success ? (read.data as Settings) : defaultSettings;
}

export async function writeSettings(settings: Settings): Promise<void> {
  await browser.storage.local.set({ [KEY]: settings });
}

export async function forgetSettings(): Promise<void> {
  await browser.storage.local.clear();
}
