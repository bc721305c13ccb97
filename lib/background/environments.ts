import { browser } from 'wxt/browser';
import { createSample } from '../sample/index.ts';
import type { EnvironmentName } from '../settings.ts';
import type { Wire } from './client.ts';

export type Environment = Wire & {
  name: EnvironmentName;
  needsAccount: boolean;
  /** The host permission it needs; null where it needs no network. */
  permission: string | null;
};

const viaNetwork = (request: Request): Promise<Response> => fetch(request);

/** Every place answers may come from. Only these two origins exist in the product, and the CSP knows no other. */
const all: Record<EnvironmentName, Environment> = {
  production: {
    name: 'production',
    origin: 'https://api.dataforseo.com',
    fetch: viaNetwork,
    needsAccount: true,
    permission: 'https://api.dataforseo.com/*',
  },
  sandbox: {
    name: 'sandbox',
    origin: 'https://sandbox.dataforseo.com',
    fetch: viaNetwork,
    needsAccount: true,
    permission: 'https://sandbox.dataforseo.com/*',
  },
  // The origin only completes the address; the request is answered by lib/sample and never sent.
  sample: { name: 'sample', origin: 'https://sample.invalid', fetch: createSample(), needsAccount: false, permission: null },
};

export const environmentOf = (name: EnvironmentName): Environment => all[name];

/** Whether the browser lets us reach an environment; the person may withdraw it at any time. */
export async function isReachable({ permission }: Environment): Promise<boolean> {
  return permission === null || (await browser.permissions.contains({ origins: [permission] }));
}
