/** One target that DataForSEO does not take fails a whole call: which one it is, by what it says, or by asking for halves. */
import type { AnyRequest } from '../endpoints/define.ts';
import type { Failure } from '../outcome.ts';
import { estimateUsd, type PriceList, roundUsd } from '../price.ts';
import { identityOf } from '../request.ts';
import { targetsIn } from './join.ts';
import type { PlannedCall } from './plan.ts';

/** A thousand targets are halved ten times. */
const MOST_STEPS = 10;

/** Whether a call may have been refused for a target of its list. Only where that cost nothing: else every step would cost again. */
export function mayBeTarget({ kind, spent, said }: Failure): boolean {
  const field = /field: '([^']*)'/i.exec(said ?? '')?.[1];
  return kind === 'rejected-request' && spent === 'no' && (field === undefined || /target/.test(field));
}

/** The targets that a text names, whole. */
export function namedIn(said: string | null, targets: readonly string[]): string[] {
  const text = said?.toLowerCase() ?? '';
  const isNamed = (target: string): boolean => {
    for (let at = text.indexOf(target); at >= 0; at = text.indexOf(target, at + 1)) {
      const [before, after] = [text.slice(0, at), text.slice(at + target.length)];
      if (!/[\w.-]$/.test(before) && !/^(-|\/?\w|\.\w)/.test(after)) return true;
    }
    return false;
  };
  return targets.filter((target) => isNamed(target.toLowerCase()));
}

/** A planned call with other targets. */
export function callFor(call: PlannedCall, targets: readonly string[], prices: PriceList | null): PlannedCall {
  const { endpoint } = call;
  const request: AnyRequest = { ...call.request, targets };
  return { ...call, request, key: identityOf(endpoint, request), priceUsd: estimateUsd(endpoint, request, prices) };
}

const firstHalf = (targets: readonly string[]): readonly string[] => targets.slice(0, Math.floor(targets.length / 2));

/** How many steps a search takes at most, and what it costs at most, in US dollars: where every half but the last turns out good. */
export function searchOf(call: PlannedCall, prices: PriceList | null): { steps: number; priceUsd: number } {
  let [steps, priceUsd] = [0, 0];
  for (let left = targetsIn(call.request); left.length > 1 && steps < MOST_STEPS; steps += 1) {
    const half = firstHalf(left);
    priceUsd += callFor(call, half, prices).priceUsd;
    left = left.slice(half.length);
  }
  return { steps, priceUsd: roundUsd(priceUsd) };
}

/** What came of asking for a half: an answer, a refusal for nothing with its words, or anything that ends the search. */
export type Step = 'answered' | 'ended' | { said: string | null };

/**
 * Looks for the target that a call was refused for, by asking for half of what is left; null where the search was ended. Where all others
 * were taken it is the one that is left.
 */
export async function findBadTarget(targets: readonly string[], ask: (half: readonly string[], step: number) => Promise<Step>) {
  let left = targets;
  let said: string | null = null;
  for (let step = 0; left.length > 1 && step < MOST_STEPS; step += 1) {
    const half = firstHalf(left);
    const came = await ask(half, step);
    if (came === 'ended') return null;
    if (came === 'answered') {
      left = left.slice(half.length);
      continue;
    }
    const named = namedIn(came.said, half);
    left = named.length > 0 ? named.slice(0, 1) : half;
    said = came.said;
  }
  const [target] = left;
  return left.length === 1 && target !== undefined ? { target, said } : null;
}
