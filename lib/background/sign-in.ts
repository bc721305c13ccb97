/** The person and their account: connecting, locking, settings, leaving. */

import { browser } from 'wxt/browser';
import { type Keeping, type Status, tellSignedOut } from '../messages.ts';
import { failed, good, type Outcome } from '../outcome.ts';
import { faultOfPassphrase } from '../passphrase.ts';
import { environments, type Settings, settingsSchema } from '../settings.ts';
import { t } from '../words.ts';
import { readAccount } from './account.ts';
import { forgetChecks } from './checks.ts';
import { credentialsFrom, forgetCredentials, keepCredentials, lockCredentials, readCredentials, unlockCredentials } from './credentials.ts';
import { desk } from './desk.ts';
import { environmentOf, isReachable } from './environments.ts';
import { forgetSettings, readSettings, writeSettings } from './preferences.ts';
import { status } from './status.ts';
import { forgetWatch } from './watch-store.ts';

/** Balance and prices are read again after this long; the account call is free, and limited to 6 a minute. */
const ACCOUNT_FRESH_MS = 10 * 60_000;

const wrong = (param: string, message: string) => failed('invalid-request', { issues: [{ param, message }] });

/** Why a login cannot be kept so; null where it can. */
function faultOf(keeping: Keeping, passphrase = '') {
  const fault = keeping === 'passphrase' ? faultOfPassphrase(passphrase) : null;
  return fault === null ? null : wrong('passphrase', fault);
}

type Login = { login: string; password: string; keeping: Keeping; passphrase?: string };

/** Tries a login by the free account call and keeps it if DataForSEO takes it. Leaves the sample environment. */
export async function connect({ login, password, keeping, passphrase }: Login): Promise<Outcome<Status>> {
  const credentials = credentialsFrom(login, password);
  if (!credentials) return wrong('login', t`Type the API login and the API password, or paste their Base64 pair.`);
  const fault = faultOf(keeping, passphrase);
  if (fault) return fault;
  const settings = await readSettings();
  const name = settings.environment === 'sample' ? 'production' : settings.environment;
  const environment = environmentOf(name);
  if (!navigator.onLine) return failed('offline');
  if (!(await isReachable(environment))) return failed('no-permission');
  const account = await readAccount(environment, credentials, Date.now());
  if (!account.ok) return account;
  await keepCredentials(credentials, keeping, passphrase);
  // Read anew: the person may have changed something while DataForSEO was thinking.
  await writeSettings({ ...(await readSettings()), environment: name });
  const store = await desk.stores.ifAny(name);
  store?.hear(account.value.answeredAt);
  await store?.setAccount(account.value.facts).catch(() => {});
  return good(await status());
}

/** Keeps the connected login in another way, or under another passphrase. */
export async function changeKeeping({ keeping, passphrase }: { keeping: Keeping; passphrase?: string }): Promise<Outcome<Status>> {
  const fault = faultOf(keeping, passphrase);
  if (fault) return fault;
  const account = await readCredentials();
  if (!account) return failed('signed-out');
  if (!account.credentials) return failed('locked');
  await keepCredentials(account.credentials, keeping, passphrase);
  return good(await status());
}

/** Opens a login that is locked with a passphrase. After the second wrong one each try has to wait longer, up to a minute. */
export async function unlock({ passphrase }: { passphrase: string }): Promise<Outcome<Status>> {
  const outcome = await unlockCredentials(passphrase);
  return outcome.ok ? good(await status()) : outcome;
}

export async function lock(): Promise<Status> {
  await lockCredentials();
  return status();
}

/** Reads balance and prices again if they are old. Free, and silent where it fails: what is shown then says its age. */
export async function refreshAccount(): Promise<void> {
  const begunAt = desk.signOuts();
  const environment = environmentOf((await readSettings()).environment);
  const store = await desk.stores.ifAny(environment.name);
  const facts = await store?.account();
  if (!store || (facts && Math.abs(Date.now() - facts.readAt) < ACCOUNT_FRESH_MS)) return;
  const credentials = (environment.needsAccount ? await readCredentials() : null)?.credentials ?? null;
  if ((environment.needsAccount && !credentials) || (environment.permission && !navigator.onLine) || !(await isReachable(environment)))
    return;
  const read = await readAccount(environment, credentials, Date.now());
  if (!read.ok || desk.signOuts() !== begunAt) return;
  store.hear(read.value.answeredAt);
  await store.setAccount(read.value.facts).catch(() => {});
}

/** Signs out: forgets credentials, answers, targets, account and settings, in every environment. Amounts spent stay counted. */
export async function disconnect(): Promise<Status> {
  const { neverSend: _, myDomains: __, rivals: ___, ...kept } = await readSettings();
  desk.forget();
  await forgetCredentials();
  // Again: what began while the login was being forgotten must not be written down either.
  desk.forget();
  for (const name of environments) await (await desk.stores.ifAny(name))?.wipe();
  await forgetChecks().catch(() => {});
  await forgetWatch().catch(() => {});
  await forgetSettings();
  await browser.storage.session.clear();
  // Lists of hosts are traces; all else is none, and losing a low cap or "ask me first" could cost money.
  await writeSettings({ ...(await readSettings()), ...kept });
  tellSignedOut();
  return status();
}

export async function changeSettings(change: Partial<Settings>): Promise<Outcome<Status>> {
  const parsed = settingsSchema.safeParse({ ...(await readSettings()), ...change });
  if (!parsed.success)
    return failed('invalid-request', {
      issues: parsed.error.issues.map(({ path, message }) => ({ param: String(path[0] ?? ''), message })),
    });
  await writeSettings(parsed.data);
  return good(await status());
}
