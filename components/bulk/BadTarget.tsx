import { useState } from 'preact/hooks';
import { count, money } from '../../lib/format.ts';

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
          It names{' '}
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
              Leave {named.length === 1 ? 'it' : 'them'} out, ask for the other {count(others)} ·{' '}
              <span class="price">{money(othersUsd)}</span>
            </button>
          )}
          <button type="button" onClick={onFix}>
            Change the list
          </button>
        </p>
      </>
    );
  return (
    <>
      <p>
        One of the {count(others)} targets may be why, and DataForSEO does not say which. Asking for halves finds it in{' '}
        {count(search.steps)} {search.steps === 1 ? 'step' : 'steps'} at most: a half that is refused costs nothing, one that is taken
        brings its figures.
      </p>
      <p class="row">
        <button type="button" onClick={() => (isSure ? onSearch() : setSure(true))}>
          {isSure && search.priceUsd > confirmAboveUsd ? 'Yes, look for it' : 'Look for it'} · at most{' '}
          <span class="price">{money(search.priceUsd)}</span>
        </button>
        <button type="button" onClick={onFix}>
          Change the list
        </button>
      </p>
    </>
  );
}

/** Targets that are not asked about any more, and why. */
export function LeftOut({ targets, onPutBack }: { targets: readonly { target: string; said: string | null }[]; onPutBack: () => void }) {
  if (targets.length === 0) return null;
  return (
    <section class="notice" data-state="left-out" role="status">
      <h2>{targets.length === 1 ? 'One target is left out' : `${count(targets.length)} targets are left out`}</h2>
      {targets.map(({ target, said }) => (
        <p key={target}>
          <b>
            <bdi>{target}</bdi>
          </b>
          : DataForSEO does not take it{said && <> (“{said}”)</>}. Run asks for the others.
        </p>
      ))}
      <p class="row">
        <button type="button" onClick={onPutBack}>
          Ask about {targets.length === 1 ? 'it' : 'them'} again
        </button>
      </p>
    </section>
  );
}
