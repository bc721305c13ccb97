import { useState } from 'preact/hooks';
import { count } from '../../lib/format.ts';
import { rivalsReport } from '../../lib/gap/sources.ts';
import type { Stored } from '../../lib/messages.ts';
import { t } from '../../lib/words.ts';
import { hostCell } from '../explorer/cell-texts.ts';
import { addressOf } from './address.ts';
import type { Look } from './GapBuilder.tsx';

type Props = {
  /** The own site. */
  of: string;
  rivals: readonly string[];
  onToggle: (rival: string) => void;
  onLook: Look;
};

/** Competitors that are stored already, to tick; looking at them is free. */
export function Competitors({ of, rivals, onToggle, onLook }: Props) {
  const [found, setFound] = useState<{ stored: Stored | null } | null>(null);
  const rows = (found?.stored?.rows ?? []).filter(({ [rivalsReport.who]: who }) => typeof who === 'string' && who !== '' && who !== of);
  const hash = addressOf(rivalsReport.endpoint, { target: of });
  return (
    <details
      class="from-competitors"
      onToggle={({ currentTarget }) =>
        currentTarget.open && void onLook(rivalsReport.endpoint, { target: of }).then((stored) => setFound({ stored }))
      }
    >
      <summary>{t`Choose from competitors already loaded`}</summary>
      {found === null ? (
        <p class="muted small">{t`Looking…`}</p>
      ) : rows.length === 0 ? (
        <p class="small">{t`No competitors of ${hostCell(of).text} are stored. ${<a href={hash}>{t`Open Competitors`}</a>}, which says its price, and come back.`}</p>
      ) : (
        <ul class="tick-list" aria-label={t`Competitors of ${hostCell(of).text}`}>
          {rows.map((row) => {
            const who = String(row[rivalsReport.who]);
            const [shared, rank] = [row[rivalsReport.shared], row[rivalsReport.rank]];
            return (
              <li key={who}>
                <label>
                  <input type="checkbox" checked={rivals.includes(who)} onChange={() => onToggle(who)} />
                  <bdi title={hostCell(who).title}>{hostCell(who).text}</bdi>
                  <span class="muted num">
                    {t`${count(typeof shared === 'number' ? shared : null)} shared, rank ${count(typeof rank === 'number' ? rank : null)}`}
                  </span>
                </label>
              </li>
            );
          })}
        </ul>
      )}
    </details>
  );
}
