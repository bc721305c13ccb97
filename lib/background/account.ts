import { endpointOf, type Rows } from '../endpoints/index.ts';
import { good, type Outcome } from '../outcome.ts';
import { priceListOf } from '../price.ts';
import { callApi } from './client.ts';
import type { Credentials } from './credentials.ts';
import type { AccountFacts } from './database.ts';
import type { Environment } from './environments.ts';

/** Reads the account's balance and prices by the free account call, and what time DataForSEO has. */
export async function readAccount(
  environment: Environment,
  credentials: Credentials | null,
  now: number,
): Promise<Outcome<{ facts: AccountFacts; answeredAt: number | undefined }>> {
  const endpoint = endpointOf('appendix_user_data');
  const reply = await callApi(environment, endpoint, {}, credentials);
  if (!reply.ok) return reply;
  const account = endpoint.read(reply.value.result).rows[0] as Rows['appendix_user_data'] | undefined;
  const facts = { balanceUsd: account?.money?.balance ?? null, prices: priceListOf(account?.price, now), readAt: now };
  return good({ facts, answeredAt: reply.value.answeredAt });
}
