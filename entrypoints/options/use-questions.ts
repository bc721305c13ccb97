import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { browser } from 'wxt/browser';
import { askBackground } from '../../lib/ask.ts';
import type { Terms } from '../../lib/caps.ts';
import type { Ask, Stored } from '../../lib/messages.ts';
import type { Failure } from '../../lib/outcome.ts';
import type { Question } from './use-report.ts';

/** What is known of one of several questions. */
export type Asked = {
  stored: Stored | null;
  failure: Failure | null;
  /** When the call under way began; null while nothing is under way. */
  askedAt: number | null;
  isBuying: boolean;
};

const nothing: Asked = { stored: null, failure: null, askedAt: null, isBuying: false };

/**
 * The answers to several questions, each of which is asked, comes and fails by itself. Coming to a question reads the store and never spends;
 * `ask` is for the person's own hand. Of two asks of one question the later counts.
 */
export function useQuestions(questions: readonly Question[], onAnswered: (stored: Stored | null) => void) {
  const [known, setKnown] = useState<Readonly<Record<string, Asked>>>({});
  const turns = useRef(new Map<string, number>());
  const answered = useRef(onAnswered);
  answered.current = onAnswered;

  const ask = useCallback(async ({ key, environment, endpoint, request }: Question, buy: Ask['buy'], terms: Terms = {}) => {
    const turn = (turns.current.get(key) ?? 0) + 1;
    turns.current.set(key, turn);
    const isBuying = buy !== 'never';
    setKnown((now) => ({ ...now, [key]: { stored: now[key]?.stored ?? null, failure: null, askedAt: Date.now(), isBuying } }));
    const inPrivate = browser.extension?.inIncognitoContext ?? false;
    const outcome = await askBackground({ endpoint, request, environment, askedBy: 'explorer', buy, inPrivate, ...terms });
    if (turns.current.get(key) !== turn) return;
    setKnown((now) => ({
      ...now,
      // What was there stays beside the words on why there is nothing newer.
      [key]: { ...nothing, ...(outcome.ok ? { stored: outcome.value } : { stored: now[key]?.stored ?? null, failure: outcome.failure }) },
    }));
    if (isBuying) answered.current(outcome.ok ? outcome.value : null);
  }, []);

  const keys = questions.map(({ key }) => key).join('\n');
  // The keys say everything that the questions do.
  useEffect(() => {
    for (const question of questions) if (!turns.current.has(question.key)) void ask(question, 'never');
  }, [keys, ask]);

  return { of: (key: string): Asked => known[key] ?? nothing, ask };
}
