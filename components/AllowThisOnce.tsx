import { money } from '../lib/format.ts';
import type { AllowOnce } from '../lib/outcome.ts';
import { t } from '../lib/words.ts';

type Props = {
  /** What would be allowed; null where no limit stands in the way. */
  allow: AllowOnce | null;
  onAllow: (allow: AllowOnce) => void;
};

/** Lets what was refused pass its limit this one time, at a price that is said; beside it the way to change the limit. */
export function AllowThisOnce({ allow, onAllow }: Props) {
  if (!allow) return null;
  return (
    <>
      <button type="button" onClick={() => onAllow(allow)}>
        <span>
          {t`Allow this once ·`} <span class="price">{money(allow.upToUsd)}</span>
        </span>
      </button>
      {allow.past !== 'ledger' && <a class="button" href="#/settings">{t`Change the cap in Settings`}</a>}
    </>
  );
}
