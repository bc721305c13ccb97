import { useEffect, useState } from 'preact/hooks';
import { t } from '../../lib/words.ts';

const ROWS = 12;

/** The shape of what is coming, how long it has been on its way, and that waiting is safe. */
export function Waiting({ since, isBuying }: { since: number; isBuying: boolean }) {
  return (
    <section class="waiting" aria-busy="true" aria-label={t`Loading`}>
      <p class="strip num">
        <Elapsed since={since} isBuying={isBuying} />
      </p>
      <div class="table-box" aria-hidden="true">
        {Array.from({ length: ROWS }, (_, at) => (
          <p key={at} class="line">
            <span class="skeleton">{t`host.example`}</span>
            <span class="skeleton">{t`some words of an anchor`}</span>
            <span class="skeleton">12,345</span>
            <span class="skeleton">678</span>
          </p>
        ))}
      </div>
    </section>
  );
}

/** What is being done and for how many seconds. Reading the store takes no time worth a word. */
export function Elapsed({ since, isBuying }: { since: number; isBuying: boolean }) {
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    const beat = setInterval(() => setNow(Date.now()), 250);
    return () => clearInterval(beat);
  }, []);
  const seconds = Math.max(0, Math.floor((now - since) / 1000));
  if (seconds < 1 && !isBuying) return t`Looking…`;
  if (seconds < 3) return t`Asking DataForSEO… ${seconds} s`;
  if (seconds < 15) return t`Asking DataForSEO, still working… ${seconds} s`;
  return t`Asking DataForSEO, still working, it is not charged twice… ${seconds} s`;
}
