import { count } from '../../lib/format.ts';
import type { AllowOnce, Failure } from '../../lib/outcome.ts';
import { t } from '../../lib/words.ts';
import { Alert } from '../Alert.tsx';
import { NextStep } from '../explorer/NextStep.tsx';
import { Notice } from '../Notice.tsx';

type Props = {
  calls: readonly { key: string; title: string; targets: number; priceUsd: number; failure: Failure }[];
  onAsk: (key: string, how: 'unless-fresh' | 'again', allow?: AllowOnce) => void;
  onFix: () => void;
  onAllow: () => void;
  onSample: () => void;
};

/** Calls that brought nothing, each with its own words and its own way on. */
export function FailedCalls({ calls, onAsk, onFix, onAllow, onSample }: Props) {
  return (
    <>
      {calls.map(({ key, title, targets, priceUsd, failure }) => (
        <div key={key} class="failed-call">
          <p class="small muted">{targets === 1 ? t`${title}, ${count(targets)} target:` : t`${title}, ${count(targets)} targets:`}</p>
          <Alert>
            <Notice failure={failure}>
              <NextStep
                failure={failure}
                priceUsd={priceUsd}
                onAsk={(how, allow) => onAsk(key, how, allow)}
                onFix={onFix}
                onAllow={onAllow}
                onSample={onSample}
              />
            </Notice>
          </Alert>
        </div>
      ))}
    </>
  );
}
