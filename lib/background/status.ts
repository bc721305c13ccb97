import type { CapState, Status } from '../messages.ts';
import { countedUsd, roundUsd } from '../price.ts';
import { maskedLogin, readCredentials } from './credentials.ts';
import { desk } from './desk.ts';
import { environmentOf } from './environments.ts';
import { readSettings } from './preferences.ts';
import { DAY_MS, dayStart, monthStart } from './store.ts';

/** A cap with what is left of it. */
export function capState(spentUsd: number, capUsd: number, resetsAt: number): CapState {
  const passed = ([100, 80, 50] as const).find((percent) => capUsd > 0 && spentUsd >= (capUsd * percent) / 100);
  return { capUsd, spentUsd, leftUsd: Math.max(0, roundUsd(capUsd - spentUsd)), reached: passed ?? 0, resetsAt };
}

/** What every surface shows of account, settings and spending. Reads the store only. */
export async function status(): Promise<Status> {
  const reading = readCredentials();
  const settings = await readSettings();
  const environment = environmentOf(settings.environment);
  const [account, store] = await Promise.all([reading, desk.stores.ifAny(environment.name)]);
  const [facts, spending, lost] = store
    ? await Promise.all([store.account(), store.spending(), store.lostCalls()])
    : [undefined, { dayUsd: desk.offTheBooksUsd(), monthUsd: desk.offTheBooksUsd() }, []];
  const now = store?.now() ?? Date.now();
  const tomorrow = dayStart(now) + DAY_MS;
  const stop = desk.stop();
  return {
    settings,
    ready: !environment.needsAccount || Boolean(account?.credentials),
    locked: account !== null && account.credentials === null,
    login: account?.credentials ? maskedLogin(account.credentials.login) : null,
    keeping: account?.keeping ?? null,
    spentTodayUsd: spending.dayUsd,
    spentThisMonthUsd: spending.monthUsd,
    caps: {
      day: capState(spending.dayUsd, settings.dayCapUsd, tomorrow),
      month: capState(spending.monthUsd, settings.monthCapUsd, monthStart(monthStart(now) + 32 * DAY_MS)),
    },
    lost: { calls: lost.length, usd: roundUsd(lost.reduce((sum, call) => sum + countedUsd(call), 0)) },
    accountLimitUntil: stop?.failure.kind === 'account-limit' && dayStart(stop.at) === dayStart(now) ? tomorrow : null,
    balanceUsd: facts?.balanceUsd ?? null,
    balanceAt: facts?.readAt ?? null,
    prices: facts?.prices ?? null,
    storageTrouble: desk.stores.troubleOf(environment.name),
  };
}
