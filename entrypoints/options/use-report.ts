import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { browser } from 'wxt/browser';
import { askBackground } from '../../lib/ask.ts';
import type { AnyRequest } from '../../lib/endpoints/define.ts';
import type { EndpointId } from '../../lib/endpoints/index.ts';
import type { Ask, Stored } from '../../lib/messages.ts';
import type { AllowOnce, Failure } from '../../lib/outcome.ts';
import type { EnvironmentName } from '../../lib/settings.ts';

/** A question with the address it belongs to and the environment it is asked in. */
export type Question = { key: string; environment: EnvironmentName; endpoint: EndpointId; request: AnyRequest };

export type Report = {
  /** Everything below is about this question and no other. */
  key: string | null;
  stored: Stored | null;
  failure: Failure | null;
  /** When the call under way began; null while nothing is under way. */
  askedAt: number | null;
  isBuying: boolean;
};

const nothing: Report = { key: null, stored: null, failure: null, askedAt: null, isBuying: false };

/**
 * The answer to the question in the address. Coming to an address reads the store and never spends; `ask` is for the person's own hand. An
 * answer is taken only if it is of the last question asked and that question is still on screen.
 */
export function useReport(question: Question | null, onAnswered: (stored: Stored | null) => void) {
  const [report, setReport] = useState<Report>(nothing);
  const last = useRef(0);
  const bought = useRef<string | null>(null);
  const answered = useRef(onAnswered);
  answered.current = onAnswered;

  const ask = useCallback(async ({ key, environment, endpoint, request }: Question, buy: Ask['buy'], allow?: AllowOnce) => {
    const turn = ++last.current;
    bought.current = buy === 'never' ? null : key;
    setReport((now) => ({
      key,
      stored: now.key === key ? now.stored : null,
      failure: null,
      askedAt: Date.now(),
      isBuying: buy !== 'never',
    }));
    const outcome = await askBackground({
      endpoint,
      request,
      environment,
      askedBy: 'explorer',
      buy,
      ...(allow ? { allow } : {}),
      inPrivate: browser.extension?.inIncognitoContext ?? false,
    });
    if (turn !== last.current) return;
    setReport((now) => ({
      key,
      // What was there stays beside the words on why there is nothing newer.
      stored: outcome.ok ? outcome.value : now.stored,
      failure: outcome.ok ? null : outcome.failure,
      askedAt: null,
      isBuying: false,
    }));
    answered.current(outcome.ok ? outcome.value : null);
  }, []);

  const key = question?.key ?? null;
  // The key says everything that the question does.
  useEffect(() => {
    // The person's own ask went ahead of the address it brought up.
    if (key !== null && bought.current === key) return;
    last.current++;
    bought.current = null;
    setReport(nothing);
    if (question) void ask(question, 'never');
  }, [key]);

  return { report: report.key === key ? report : { ...nothing, key }, ask };
}
