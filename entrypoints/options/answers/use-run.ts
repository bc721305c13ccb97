import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { browser } from 'wxt/browser';
import { askBackground } from '../../../lib/ask.ts';
import type { AnyRequest, Endpoint } from '../../../lib/endpoints/define.ts';
import { endpointOf } from '../../../lib/endpoints/index.ts';
import { type Ask, type Status, sendMessage } from '../../../lib/messages.ts';
import type { AllowOnce, Failure } from '../../../lib/outcome.ts';
import { LONGEST_TARGET } from '../../../lib/params.ts';
import type { Answers, Playbook, Step } from '../../../lib/playbooks/define.ts';
import { nameOfCall, type Offer, walk } from '../../../lib/playbooks/plan.ts';
import { roundUsd } from '../../../lib/price.ts';

export type Run = {
  /** Everything below is about these inputs and no others. */
  key: string | null;
  answers: Answers;
  /** The store has been looked at. */
  isKnown: boolean;
  /** What is being asked, since when; null while nothing is. */
  asking: { title: string; since: number; done: number } | null;
  isStopping: boolean;
  /** Why calls of the last run brought nothing, by the name of the call. */
  failures: ReadonlyMap<string, Failure>;
};

const nothing: Run = { key: null, answers: {}, isKnown: false, asking: null, isStopping: false, failures: new Map() };

/**
 * A request without those of its targets that cannot be asked about: lists made of answers have bare addresses and names of no public
 * ending among them, and one of them would refuse the whole call. Where none is left it stays as it is, to be refused with words.
 */
async function askable({ request: params }: Pick<Endpoint, 'request'>, request: AnyRequest): Promise<AnyRequest> {
  const { targets } = request;
  if (!Array.isArray(targets) || targets.length === 0 || params.targets?.control !== 'targets') return request;
  const texts = targets.map((target) => String(target).slice(0, LONGEST_TARGET + 1));
  // Where the background has just died the request stays as it is too; asking starts it anew.
  const readings = await sendMessage('readTargets', { texts, allows: params.targets.allows ?? 'any' }).catch(() => []);
  const good = targets.filter((_, at) => readings[at]?.ok && (texts[at]?.length ?? 0) <= LONGEST_TARGET);
  return good.length === 0 || good.length === targets.length ? request : { ...request, targets: good };
}

/**
 * A run of a playbook. Coming to inputs reads the store and never spends; `start` is for the person's own hand. Each answer is stored by
 * the background as it comes, so what was stopped, closed or killed goes on where it was, and nothing is bought twice.
 */
export function useRun(playbook: Playbook, inputs: AnyRequest | null, { settings: { environment } }: Status, onAnswered: () => void) {
  const [run, setRun] = useState<Run>(nothing);
  const turn = useRef(0);
  const stopped = useRef(false);
  const answered = useRef(onAnswered);
  answered.current = onAnswered;
  const key = inputs && `${environment} ${playbook.id} ${JSON.stringify(inputs)}`;

  const ask = useCallback(
    async ({ endpoint }: Step, request: AnyRequest, buy: Ask['buy'], money: Pick<Ask, 'allow' | 'planUsd'> = {}) =>
      askBackground({
        ...{ endpoint, request: await askable(endpointOf(endpoint), request), buy, environment, askedBy: 'explorer', ...money },
        inPrivate: browser.extension?.inIncognitoContext ?? false,
      }),
    [environment],
  );

  /** What of the plan is stored. A call that was just tried in vain keeps its reason, unless there is an answer by now. */
  const look = useCallback(
    async (values: AnyRequest, failures: ReadonlyMap<string, Failure>): Promise<Answers> => {
      const found = await walk(playbook, values, { ask: (step, request) => ask(step, request, 'never') });
      return Object.fromEntries(
        playbook.plan.flatMap((step) => {
          const calls = found[step.id]?.map(({ request, stored, failure }) => {
            const tried = stored?.fresh ? null : (failures.get(nameOfCall(step, request)) ?? null);
            return { request, stored, failure: tried ?? (failure?.kind === 'not-cached' ? null : failure) };
          });
          return calls ? [[step.id, calls]] : [];
        }),
      );
    },
    [playbook, ask],
  );

  // The key says everything the inputs do.
  useEffect(() => {
    const mine = ++turn.current;
    stopped.current = true;
    setRun({ ...nothing, key });
    if (!inputs) return;
    look(inputs, new Map()).then(
      (answers) => mine === turn.current && setRun({ ...nothing, key, answers, isKnown: true }),
      () => {},
    );
  }, [key, look]);

  // Leaving the page stops it after the call under way.
  useEffect(
    () => () => {
      turn.current++;
    },
    [],
  );

  /**
   * Makes the calls of the offer the person saw: what it calls a second try is one, and its price is what the limit on a single action
   * holds. `always` buys anew what is stored. An allowance is used up by what the calls cost.
   */
  const start = useCallback(
    async (values: AnyRequest, { calls, priceUsd }: Offer, buy: 'unless-fresh' | 'always', allow?: AllowOnce) => {
      const mine = ++turn.current;
      stopped.current = false;
      let left = allow?.upToUsd ?? 0;
      const again = new Set(calls.filter(({ isAgain }) => isAgain).map(({ step, request }) => nameOfCall(step, request)));
      const failures = new Map<string, Failure>();
      let done = 0;
      const isMine = () => mine === turn.current;
      await walk(playbook, values, {
        ask: async (step, request) => {
          if (stopped.current || !isMine()) return null;
          setRun((now) => ({ ...now, asking: { title: step.title, since: Date.now(), done } }));
          const name = nameOfCall(step, request);
          const money = allow ? { allow: { past: allow.past, upToUsd: left }, planUsd: left } : { planUsd: priceUsd };
          const outcome = await ask(step, request, again.has(name) ? 'again' : buy, money);
          again.delete(name);
          if (outcome.ok && !outcome.value.cached) left = roundUsd(left - outcome.value.costUsd);
          if (!outcome.ok) failures.set(name, outcome.failure);
          done++;
          answered.current();
          return outcome;
        },
        onAnswers: (answers) => isMine() && setRun((now) => ({ ...now, answers: { ...now.answers, ...answers } })),
      });
      if (!isMine()) return;
      const answers = await look(values, failures);
      if (isMine()) setRun((now) => ({ ...now, answers, failures, asking: null, isStopping: false }));
    },
    [playbook, ask, look],
  );

  const stop = useCallback(() => {
    stopped.current = true;
    setRun((now) => ({ ...now, isStopping: true }));
  }, []);

  return { run: run.key === key ? run : { ...nothing, key }, start, stop, look };
}
