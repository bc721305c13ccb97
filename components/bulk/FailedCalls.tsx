import { count } from '../../lib/format.ts';
import type { AllowOnce, Failure } from '../../lib/outcome.ts';
import { t } from '../../lib/words.ts';
import { Alert } from '../Alert.tsx';
import { NextStep } from '../explorer/NextStep.tsx';
import { Notice } from '../Notice.tsx';
import { BadTarget, type WayOut } from './BadTarget.tsx';

type Props = {
  calls: readonly { key: string; title: string; targets: number; priceUsd: number; failure: Failure; way: WayOut | null }[];
  confirmAboveUsd: number;
  onAsk: (key: string, how: 'unless-fresh' | 'again', allow?: AllowOnce) => void;
  /** Asks without the targets that are named, or looks for the one that is not. */
  onLeaveOut: (key: string) => void;
  onSearch: (key: string) => void;
  onFix: () => void;
  onAllow: () => void;
  onSample: () => void;
};

/** Calls that brought nothing, each with its own words and its own way on. */
export function FailedCalls({ calls, confirmAboveUsd, onAsk, onLeaveOut, onSearch, onFix, onAllow, onSample }: Props) {
  return (
    <>
      {calls.map(({ key, title, targets, priceUsd, failure, way }) => (
        <div key={key} class="failed-call">
          <p class="small muted">{targets === 1 ? t`${title}, ${count(targets)} target:` : t`${title}, ${count(targets)} targets:`}</p>
          <Alert>
            <Notice failure={failure}>
              {way ? (
                <BadTarget
                  way={way}
                  confirmAboveUsd={confirmAboveUsd}
                  onLeaveOut={() => onLeaveOut(key)}
                  onSearch={() => onSearch(key)}
                  onFix={onFix}
                />
              ) : (
                <NextStep
                  failure={failure}
                  priceUsd={priceUsd}
                  onAsk={(how, allow) => onAsk(key, how, allow)}
                  onFix={onFix}
                  onAllow={onAllow}
                  onSample={onSample}
                />
              )}
            </Notice>
          </Alert>
        </div>
      ))}
    </>
  );
}
