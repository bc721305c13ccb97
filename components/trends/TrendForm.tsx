import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { EARLIEST } from '../../lib/endpoints/time-range.ts';
import { dayOf } from '../../lib/params.ts';
import { groupRanges, type Span, spans, spanWords, usualGroup } from '../../lib/ranges.ts';
import type { TargetReading } from '../../lib/target.ts';
import { MOST_OVERLAYS, type TrendView } from '../../lib/trends.ts';
import { visibleText } from '../../lib/visible-text.ts';
import { t } from '../../lib/words.ts';
import { type RecentTarget, TargetBar } from '../request/TargetBar.tsx';

type Props = {
  view: TrendView;
  /** What the target's input holds. */
  target: string;
  reading: TargetReading | null;
  recents: readonly RecentTarget[];
  /** Why the last domain could not be drawn beside; null where it could. */
  overlayFault: string | null;
  onTarget: (text: string) => void;
  /** The target is typed. */
  onLeave: () => void;
  onView: (view: TrendView) => void;
  /** Draws another domain beside; true where it can be. */
  onOverlay: (text: string) => Promise<boolean>;
  onRun: () => void;
  /** The button that spends. */
  children: ComponentChildren;
};

/** Of what, over which days, and beside whom. All of it but the button is free. */
export function TrendForm(props: Props) {
  const { view, target, reading, recents, onTarget, onLeave, onView, onRun, children } = props;
  const { span, group, range } = view;
  const today = dayOf(Date.now());
  const choose = (next: Span) => onView({ ...view, span: next, group: next === 'custom' ? group : usualGroup[next] });
  const bound = (name: 'from' | 'to', label: string) => (
    <label class="field">
      <span class="label">{label}</span>
      <input
        type="date"
        min={EARLIEST}
        max={today}
        value={range[name]}
        onChange={({ currentTarget }) => onView({ ...view, span: 'custom', range: { ...range, [name]: currentTarget.value } })}
      />
    </label>
  );
  return (
    <form
      class="trend-form"
      noValidate
      aria-label={t`Trends: what to ask`}
      onSubmit={(event) => {
        event.preventDefault();
        onRun();
      }}
    >
      <div class="line">
        <div class="field target">
          <span class="label">{t`Domain`}</span>
          <TargetBar
            id="trend-target"
            label={t`Domain`}
            value={target}
            isHostAlone={false}
            allows="domain"
            hasSubdomains={false}
            reading={reading}
            fault={null}
            recents={recents}
            tab={null}
            onTarget={({ value }) => onTarget(value)}
            onLeave={onLeave}
          />
        </div>
        {children}
      </div>
      <div class="line">
        <fieldset>
          <legend>{t`Range`}</legend>
          <div class="spans">
            {spans.map((each) => (
              <button key={each} type="button" aria-pressed={each === span} onClick={() => choose(each)}>
                {spanWords[each]}
              </button>
            ))}
          </div>
        </fieldset>
        {span === 'custom' && bound('from', t`From`)}
        {span === 'custom' && bound('to', t`To`)}
        <label class="field">
          <span class="label">{t`By`}</span>
          <select value={group} onChange={({ currentTarget }) => onView({ ...view, group: currentTarget.value as TrendView['group'] })}>
            {groupRanges.map((each) => (
              <option key={each}>{each}</option>
            ))}
          </select>
        </label>
        <Overlays {...props} />
      </div>
    </form>
  );
}

/** The domains drawn beside the first, each with a hue of its own in every panel. */
function Overlays({ view, overlayFault, onView, onOverlay }: Props) {
  const [text, setText] = useState('');
  const { overlays } = view;
  const add = async () => {
    if (text.trim() && (await onOverlay(text.trim()))) setText('');
  };
  return (
    <fieldset>
      <legend>{t`Beside it, up to ${MOST_OVERLAYS} domains`}</legend>
      <div class="overlays">
        {overlays.map((overlay) => (
          <span key={overlay} class="chip">
            <bdi>{visibleText(overlay, 40)}</bdi>
            <button
              type="button"
              class="icon"
              aria-label={t`Remove ${visibleText(overlay, 60)}`}
              onClick={() => onView({ ...view, overlays: overlays.filter((each) => each !== overlay) })}
            >
              ×
            </button>
          </span>
        ))}
        {overlays.length < MOST_OVERLAYS && (
          <>
            <input
              type="text"
              inputMode="url"
              autoCapitalize="none"
              autocomplete="off"
              spellcheck={false}
              placeholder={t`rival.com`}
              aria-label={t`Domain to draw beside`}
              aria-invalid={overlayFault ? true : undefined}
              aria-describedby={overlayFault ? 'overlay-fault' : undefined}
              value={text}
              onInput={({ currentTarget }) => setText(currentTarget.value)}
              onKeyDown={(event) => {
                if (event.key !== 'Enter') return;
                // Enter adds; the form's own button is the one that spends.
                event.preventDefault();
                void add();
              }}
            />
            <button type="button" onClick={() => void add()}>{t`Add`}</button>
          </>
        )}
      </div>
      {overlayFault && (
        <p id="overlay-fault" class="fault">
          {overlayFault}
        </p>
      )}
    </fieldset>
  );
}
