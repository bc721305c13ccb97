/** A playbook's calls: which there are, what they cost before the first of them, and how they are made one after the other. */
import type { AnyRequest } from '../endpoints/define.ts';
import { endpointOf } from '../endpoints/index.ts';
import type { Stored } from '../messages.ts';
import { ends, type Failure, type Outcome } from '../outcome.ts';
import { estimateUsd, type PriceList, roundUsd } from '../price.ts';
import { reportOf } from '../reports/index.ts';
import { withReport } from '../reports/presets.ts';
import { identityOf } from '../request.ts';
import { hashOfRequest } from '../route.ts';
import type { Answers, Asked, Playbook, Step } from './define.ts';

/** A request as the explorer would ask it, so that both share one stored answer. */
export const fullRequest = ({ endpoint: id }: Pick<Step, 'endpoint'>, request: AnyRequest): AnyRequest => {
  const endpoint = endpointOf(id);
  return withReport(endpoint, reportOf(id), request);
};

/** The requests of a step; null while what they are made of is missing. */
const requestsOf = (step: Step, inputs: AnyRequest, answers: Answers): AnyRequest[] | null =>
  step.requests(inputs, answers)?.map((request) => fullRequest(step, request)) ?? null;

/** The report that shows a call's rows. */
export const hashOfCall = (step: Pick<Step, 'endpoint'>, request: AnyRequest): string =>
  hashOfRequest(endpointOf(step.endpoint), fullRequest(step, request));

/** What tells one call from another, whichever step makes it. */
export const nameOfCall = (step: Pick<Step, 'endpoint'>, request: AnyRequest): string =>
  identityOf(endpointOf(step.endpoint), fullRequest(step, request));

/** One call of an offer. */
export type OfferedCall = {
  step: Step;
  request: AnyRequest;
  /** What it costs at most, in US dollars; 0 where its answer is stored. */
  priceUsd: number;
  isStored: boolean;
  /** Which request it will be depends on answers that are not there yet. */
  isGuess: boolean;
  /** An earlier call for the same may have been charged and brought no answer; this one asks for it once more. */
  isAgain: boolean;
};

export type Offer = {
  calls: OfferedCall[];
  /** How many of them have to be bought. */
  buys: number;
  /** What they cost at most together, in US dollars. */
  priceUsd: number;
  /** Some of the price is an upper bound. */
  isAtMost: boolean;
};

const lostBy = (failure: Failure | null): boolean => failure !== null && failure.spent !== 'no';

/**
 * The whole plan with its price before the first call. Stored answers that are fresh cost nothing; once one call must be bought, those
 * after it that are made of answers are counted at their dearest.
 */
export function offerOf(playbook: Playbook, inputs: AnyRequest, answers: Answers, prices: PriceList | null): Offer {
  const calls: OfferedCall[] = [];
  let isSettled = true;
  for (const step of playbook.plan) {
    const guess = isSettled ? undefined : step.atMost;
    const requests = guess ? guess(inputs).map((request) => fullRequest(step, request)) : (requestsOf(step, inputs, answers) ?? []);
    for (const request of requests) {
      const name = nameOfCall(step, request);
      const known = guess ? undefined : answers[step.id]?.find((asked) => nameOfCall(step, asked.request) === name);
      const isStored = known?.stored?.fresh === true;
      const priceUsd = isStored ? 0 : estimateUsd(endpointOf(step.endpoint), request, prices);
      calls.push({ step, request, priceUsd, isStored, isGuess: guess !== undefined, isAgain: !isStored && lostBy(known?.failure ?? null) });
    }
    if (calls.some(({ isStored }) => !isStored)) isSettled = false;
  }
  const bought = calls.filter(({ isStored }) => !isStored);
  return {
    calls,
    buys: bought.length,
    priceUsd: roundUsd(bought.reduce((sum, { priceUsd }) => sum + priceUsd, 0)),
    isAtMost: bought.some(({ isGuess }) => isGuess),
  };
}

type Walking = {
  /** Makes one call; null where the person has stopped the run. */
  ask: (step: Step, request: AnyRequest) => Promise<Outcome<Stored> | null>;
  /** After every call, with all answers so far. */
  onAnswers?: (answers: Answers) => void;
};

/**
 * Makes a playbook's calls in their order and gives what became of them. A call that fails leaves the others standing; steps made of its
 * answer are left out. Ends early where it is stopped or every further call would fail alike.
 */
export async function walk(playbook: Playbook, inputs: AnyRequest, { ask, onAnswers }: Walking): Promise<Answers> {
  let answers: Answers = {};
  for (const step of playbook.plan) {
    const requests = requestsOf(step, inputs, answers);
    if (requests === null) continue;
    answers = { ...answers, [step.id]: [] };
    for (const request of requests) {
      const outcome = await ask(step, request);
      if (outcome === null) return answers;
      const asked: Asked = { request, stored: outcome.ok ? outcome.value : null, failure: outcome.ok ? null : outcome.failure };
      answers = { ...answers, [step.id]: [...(answers[step.id] ?? []), asked] };
      onAnswers?.(answers);
      if (!outcome.ok && ends.has(outcome.failure.kind)) return answers;
    }
  }
  return answers;
}

/** How a section stands: what of it failed, whether all it needs is here, and whether it still waits for calls. */
export type Standing = { failures: Failure[]; isReady: boolean; isWhole: boolean };

export function standingOf({ needs, uses = [] }: { needs: readonly string[]; uses?: readonly string[] }, answers: Answers): Standing {
  const calls = [...needs, ...uses].flatMap((id) => answers[id] ?? []);
  const hasAnswer = (id: string): boolean => (answers[id] ?? []).some(({ stored }) => stored !== null) || answers[id]?.length === 0;
  return {
    failures: calls.flatMap(({ failure }) => failure ?? []),
    isReady: needs.every(hasAnswer),
    isWhole: [...needs, ...uses].every((id) => answers[id]?.every(({ stored }) => stored !== null) === true),
  };
}

/** When the newest of the answers was fetched, in ms since 1970; null where there is none. */
export function newestOf(answers: Answers): number | null {
  const times = Object.values(answers).flatMap((calls) => calls.flatMap(({ stored }) => stored?.fetchedAt ?? []));
  return times.length > 0 ? Math.max(...times) : null;
}
