import { endpointOf, type Rows } from '../endpoints/index.ts';
import { good, type Outcome } from '../outcome.ts';
import { priceListOf } from '../price.ts';
import { callApi } from './client.ts';
import type { Credentials } from './credentials.ts';
import type { Environment } from './environments.ts';
import type { AccountFacts } from './store.ts';

/** Reads the account's balance and prices by the free account call. */
export async function readAccount(environment: Environment, credentials: Credentials | null, now: number): Promise<Outcome<AccountFacts>> {
  const endpoint = endpointOf('appendix_user_data');
  const reply = await callApi(environment, endpoint, {}, credentials);
  if (!reply.ok) return reply;
  const account = endpoint.read(reply.value.result).rows[0] as Rows['appendix_user_data'] | undefined;
  return good({ balanceUsd: account?.money?.balance ?? null, prices: priceListOf(account?.price, now), readAt: now });
}
