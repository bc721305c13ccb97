import { t } from '../../lib/words.ts';
import './charts.css';
import { count, percent } from '../../lib/format.ts';

/** One bar: how much of a whole, where it leads, or why it leads nowhere. */
export type Bar = {
  id: string;
  label: string;
  value: number;
  /** The address of what is behind it; null where nothing lists that. */
  href: string | null;
  /** What pressing it does, or why it does nothing. */
  title: string;
  /** Says less than the others: what is not known. */
  isMinor?: boolean;
};

type Props = {
  bars: readonly Bar[];
  /** What the shares are of. */
  total: number;
  /** How a value is written; a share of the total where missing. */
  write?: (value: number) => string;
};

/** Bars in sight before the rest is unfolded. */
const FEW = 6;

/** Amounts side by side, largest first, each a door to what it counts. */
export function Bars({ bars, total, write = (value) => percent(value, total) }: Props) {
  if (bars.length === 0) return <p class="muted small">{t`Nothing counted.`}</p>;
  const most = Math.max(...bars.map(({ value }) => value));
  const list = (some: readonly Bar[]) => (
    <ul class="h-bars num">
      {some.map((bar) => (
        <li key={bar.id}>
          <Row bar={bar} share={most > 0 ? bar.value / most : 0} text={write(bar.value)} />
        </li>
      ))}
    </ul>
  );
  return (
    <>
      {list(bars.slice(0, FEW))}
      {bars.length > FEW && (
        <details>
          <summary>{t`${count(bars.length - FEW)} more`}</summary>
          {list(bars.slice(FEW))}
        </details>
      )}
    </>
  );
}

function Row({ bar: { id, label, value, href, title, isMinor }, share, text }: { bar: Bar; share: number; text: string }) {
  const inside = (
    <>
      <bdi class={isMinor ? 'muted' : ''}>{label}</bdi>
      <span class={`track ${isMinor ? 'minor' : ''}`} aria-hidden="true">
        <i style={{ width: `${share * 100}%` }} />
      </span>
      <span class="amount muted">{text}</span>
    </>
  );
  const said = `${label}: ${count(value)}. ${title}`;
  return href ? (
    <a href={href} title={said} data-segment={id}>
      {inside}
    </a>
  ) : (
    <span class="h-bar" title={said} data-segment={id}>
      {inside}
    </span>
  );
}
