import type { ComponentChildren } from 'preact';
import { count, money } from '../../lib/format.ts';
import type { Every, WatchSetup } from '../../lib/watch/define.ts';
import type { Price } from '../../lib/watch/plan.ts';
import { adverbs } from '../../lib/watch/schedule.ts';
import { t } from '../../lib/words.ts';
import { MetricPicker, type Tick } from '../bulk/MetricPicker.tsx';
import { RadioGroup, type RadioOption } from '../settings/RadioGroup.tsx';
import { PriceLine } from './PriceLine.tsx';
import { Thresholds } from './Thresholds.tsx';

export type Draft = Omit<WatchSetup, 'sites' | 'agreedUsd'>;

const everies: readonly RadioOption<Every>[] = [
  { value: 'day', label: t`Daily` },
  { value: 'week', label: t`Weekly` },
  { value: 'month', label: t`Monthly` },
];

type Props = {
  draft: Draft;
  /** How many sites are named, and how many of them are new. */
  sites: number;
  isNew: boolean;
  ticks: readonly Tick[];
  /** Lost websites are among the figures. */
  hasLost: boolean;
  price: Price;
  capUsd: number;
  faults: Partial<Record<keyof WatchSetup['thresholds'], string>>;
  /** Why it cannot be saved, in words; null where it can. */
  hindrance: string | null;
  /** The person was asked for the permission and refused it. */
  isNoticeRefused: boolean;
  list: ComponentChildren;
  cap: ComponentChildren;
  onChange: (change: Partial<Draft>) => void;
  /** Called in the press itself, as the browser's question wants it. */
  onNotify: (isWanted: boolean) => void;
  onSave: () => void;
  onCancel: (() => void) | null;
};

/** What is watched, how often, what is worth a word, and the price of it all before it is saved. */
export function SetupForm(props: Props) {
  const { draft, sites, isNew, ticks, hasLost, price, capUsd, faults, hindrance, isNoticeRefused, list, cap } = props;
  const { onChange, onNotify, onSave, onCancel } = props;
  return (
    <div class="watch-setup">
      <div class="watch-columns">
        <div class="watch-column">
          {list}
          <div class="watch-often">
            <RadioGroup legend={t`How often`} name="every" options={everies} value={draft.every} onValue={(every) => onChange({ every })} />
          </div>
          <fieldset>
            <legend>{t`Notices`}</legend>
            <div class="option">
              <label>
                <input type="checkbox" checked={draft.notify} aria-describedby="notify-help" onClick={() => onNotify(!draft.notify)} />{' '}
                {t`Tell me by one notice after a look that found something`}
              </label>
              <p id="notify-help" class={isNoticeRefused ? 'help warn-text' : 'help'}>
                {isNoticeRefused
                  ? t`The browser was not allowed to show notices. What was found stands on this page in any case.`
                  : t`The browser asks you first. What was found stands on this page in any case.`}
              </p>
            </div>
            <div class="option">
              <label>
                <input
                  type="checkbox"
                  checked={draft.nameSites}
                  disabled={!draft.notify}
                  aria-describedby="names-help"
                  onChange={({ currentTarget }) => onChange({ nameSites: currentTarget.checked })}
                />{' '}
                {t`Name the sites in it`}
              </label>
              <p
                id="names-help"
                class="help"
              >{t`Without it a notice says only how many, so nothing of your list is on a locked screen.`}</p>
            </div>
          </fieldset>
        </div>
        <div class="watch-column">
          <MetricPicker
            ticks={ticks}
            targets={sites}
            since={null}
            days={{ least: '', most: '' }}
            sinceFault={null}
            onTick={(id, isTicked) =>
              onChange({ figures: isTicked ? [...draft.figures, id] : draft.figures.filter((figure) => figure !== id) })
            }
            onSince={() => {}}
          />
          <Thresholds limits={draft.thresholds} faults={faults} hasLost={hasLost} onChange={(thresholds) => onChange({ thresholds })} />
        </div>
      </div>
      <div class="card watch-save">
        <div class="watch-deal">
          <PriceLine price={price} every={draft.every} sites={sites} capUsd={capUsd} />
          <p class="row">
            <button
              type="button"
              class="primary"
              aria-disabled={hindrance !== null || undefined}
              onClick={() => hindrance === null && onSave()}
            >
              {t`Watch${sites > 0 && (sites === 1 ? t` ${count(sites)} site` : t` ${count(sites)} sites`)}`}
              {sites > 0 && (
                <>
                  {' · '}
                  <span class="price">{t`${money(price.monthUsd)} a month`}</span>
                </>
              )}
            </button>
            {onCancel && <button type="button" onClick={onCancel}>{t`Leave it as it was`}</button>}
            {hindrance !== null && <span class="small muted">{hindrance}</span>}
          </p>
          {hindrance === null && (
            <p class="muted small">
              {t`${
                isNew
                  ? t`It looks at once, for ${money(price.lookUsd)} at most, and then by itself, ${adverbs[draft.every]}`
                  : t`New sites join at the next look. It looks by itself, ${adverbs[draft.every]}`
              }, while the browser is open: of looks that were missed one is made. These addresses are then sent to DataForSEO under your account, without another press.`}
            </p>
          )}
        </div>
        {cap}
      </div>
    </div>
  );
}
