import { useState } from 'preact/hooks';
import { count, money } from '../../lib/format.ts';
import { t } from '../../lib/words.ts';

/** What can be done about a call that was refused for nothing, perhaps for one of its targets. */
export type WayOut = {
  /** The targets that DataForSEO’s own words name. */
  named: readonly string[];
  /** How many targets are left without those, and what they cost. */
  others: number;
  othersUsd: number;
  search: { steps: number; priceUsd: number };
};

type Props = {
  way: WayOut;
  confirmAboveUsd: number;
  onLeaveOut: () => void;
  onSearch: () => void;
  onFix: () => void;
};

/** Leaves out the target that is named, or offers to look for it by halves at a price that is said before. */
export function BadTarget({ way: { named, others, othersUsd, search }, confirmAboveUsd, onLeaveOut, onSearch, onFix }: Props) {
  const [isSure, setSure] = useState(search.priceUsd <= confirmAboveUsd);
  if (named.length > 0)
    return (
      <>
        <p>
          {t`It names`}{' '}
          {named.map((target, at) => (
            <>
              {at > 0 && ', '}
              <b>
                <bdi>{target}</bdi>
              </b>
            </>
          ))}
          .
        </p>
        <p class="row">
          {others > 0 && (
            <button type="button" class="primary" onClick={onLeaveOut}>
              {named.length === 1
                ? t`Leave it out, ask for the other ${count(others)} ·`
                : t`Leave them out, ask for the other ${count(others)} ·`}{' '}
              <span class="price">{money(othersUsd)}</span>
            </button>
          )}
          <button type="button" onClick={onFix}>{t`Change the list`}</button>
        </p>
      </>
    );
  return (
    <>
      <p>{t`One of the ${count(others)} targets may be why, and DataForSEO does not say which. Asking for halves finds it in 
        ${search.steps === 1 ? t`${count(search.steps)} step` : t`${count(search.steps)} steps`} at most: a half that is refused costs nothing, one that is taken brings its figures.`}</p>
      <p class="row">
        <button type="button" onClick={() => (isSure ? onSearch() : setSure(true))}>
          {isSure && search.priceUsd > confirmAboveUsd ? t`Yes, look for it · at most` : t`Look for it · at most`}{' '}
          <span class="price">{money(search.priceUsd)}</span>
        </button>
        <button type="button" onClick={onFix}>{t`Change the list`}</button>
      </p>
    </>
  );
}

/** Targets that are not asked about any more, and why. */
export function LeftOut({ targets, onPutBack }: { targets: readonly { target: string; said: string | null }[]; onPutBack: () => void }) {
  if (targets.length === 0) return null;
  return (
    <section class="notice" data-state="left-out" role="status">
      <h2>{targets.length === 1 ? t`One target is left out` : t`${count(targets.length)} targets are left out`}</h2>
      {targets.map(({ target, said }) => (
        <p key={target}>
          <b>
            <bdi>{target}</bdi>
          </b>
          {t`: DataForSEO does not take it${said && <> (“{said}”)</>}. Run asks for the others.`}
        </p>
      ))}
      <p class="row">
        <button type="button" onClick={onPutBack}>
          {targets.length === 1 ? t`Ask about it again` : t`Ask about them again`}
        </button>
      </p>
    </section>
  );
}
