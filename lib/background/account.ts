import type { Answer } from '../endpoints/define.ts';
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
  return good({ facts: factsIn(endpoint.read(reply.value.result), now), answeredAt: reply.value.answeredAt });
}

/** What the account's own report says of it. */
export function factsIn({ rows }: Answer, now: number): AccountFacts {
  const account = rows[0] as Rows['appendix_user_data'] | undefined;
  return { balanceUsd: account?.money?.balance ?? null, prices: priceListOf(account?.price, now), readAt: now };
}
