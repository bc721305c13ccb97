import { count, money } from '../../lib/format.ts';
import { t } from '../../lib/words.ts';

export type Tick = {
  id: string;
  title: string;
  explains: string;
  isTicked: boolean;
  /** What it takes by itself: calls and their price, and of how many targets it is known already. */
  calls: number;
  priceUsd: number;
  known: number;
};

type Props = {
  ticks: readonly Tick[];
  /** How many targets are asked about. */
  targets: number;
  /** The day since which new and lost ones count; empty for the API's own, null where no tick needs one. */
  since: string | null;
  /** The earliest and latest day that can be asked. */
  days: { least: string; most: string };
  sinceFault: string | null;
  onTick: (id: string, isTicked: boolean) => void;
  onSince: (day: string) => void;
};

/** What of every target is wanted; each tick is calls, with their price. */
export function MetricPicker({ ticks, targets, since, days, sinceFault, onTick, onSince }: Props) {
  return (
    <fieldset class="metrics">
      <legend>{t`Figures of every target`}</legend>
      {ticks.map(({ id, title, explains, isTicked, ...costs }) => (
        <div key={id} class="metric">
          <label>
            <input
              type="checkbox"
              checked={isTicked}
              aria-describedby={`metric-${id}`}
              onChange={({ currentTarget }) => onTick(id, currentTarget.checked)}
            />
            <span>{title}</span>
          </label>
          <span id={`metric-${id}`} class="help" title={explains}>
            {explains}
          </span>
          <span class="num small muted">{targets > 0 && costWords(costs, targets)}</span>
        </div>
      ))}
      {since !== null && (
        <div class="field since">
          <label for="bulk-since">{t`New and lost since`}</label>
          <input
            id="bulk-since"
            type="date"
            value={since}
            min={days.least}
            max={days.most}
            aria-invalid={sinceFault ? true : undefined}
            aria-describedby="bulk-since-help"
            onInput={({ currentTarget }) => onSince(currentTarget.value)}
          />
          <p id="bulk-since-help" class={sinceFault ? 'fault' : 'help'}>
            {sinceFault ?? (since === '' ? t`A month ago, where you choose no day. At most a year back.` : t`At most a year back.`)}
          </p>
        </div>
      )}
    </fieldset>
  );
}

function costWords({ calls, priceUsd, known }: Pick<Tick, 'calls' | 'priceUsd' | 'known'>, targets: number): string {
  if (calls === 0) return t`known, free`;
  const price = calls === 1 ? money(priceUsd) : t`${count(calls)} calls · ${money(priceUsd)}`;
  return known > 0 ? t`${count(known)} of ${count(targets)} known · ${price}` : price;
}
