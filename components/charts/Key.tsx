import { visibleText } from '../../lib/visible-text.ts';
import type { Tone } from './data.ts';

/** Which mark is whose. */
export function Key({ of }: { of: readonly { label: string; tone: Tone }[] }) {
  return (
    <ul class="key">
      {of.map(({ label, tone }) => (
        <li key={label}>
          <svg class={`tone-${tone}`} width="22" height="8" aria-hidden="true">
            <line x1="0" x2="22" y1="4" y2="4" />
          </svg>
          <bdi>{visibleText(label, 60)}</bdi>
        </li>
      ))}
    </ul>
  );
}
