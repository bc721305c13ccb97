import { t } from '../../lib/words.ts';

/** One part of a whole. `minor` parts are drawn but not named beside the bar. */
export type Share = { name: string; share: number; text: string; minor?: boolean };

/** A thin bar of shares with its `most` largest ones in words. */
export function ShareBar({ label, shares, field, most = 3 }: { label: string; shares: Share[]; field: string; most?: number }) {
  const named = shares.filter(({ minor }) => !minor).slice(0, most);
  const all = shares.map(({ name, text }) => `${name} ${text}`).join(', ');
  return (
    <div title={all || t`Not known`}>
      <span class="muted">{label}</span>
      <span class="bar" aria-hidden="true">
        {shares.map(({ name, share, minor }) => (
          <i key={name} class={minor ? 'minor' : ''} style={{ width: `${share * 100}%` }} />
        ))}
      </span>
      <span class="named" data-field={field}>
        {named.length === 0 ? '–' : named.map(({ name, text }) => `${name} ${text}`).join(', ')}
      </span>
    </div>
  );
}
