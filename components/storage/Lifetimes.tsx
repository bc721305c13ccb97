import { useState } from 'preact/hooks';
import { endpoints } from '../../lib/endpoints/index.ts';
import { count } from '../../lib/format.ts';
import { lifetimeOf } from '../../lib/lifetime.ts';
import type { CacheGroup } from '../../lib/messages.ts';
import type { Settings } from '../../lib/settings.ts';
import { sumOf } from '../../lib/shelf-table.ts';
import { t } from '../../lib/words.ts';

type Props = {
  settings: Settings;
  groups: readonly CacheGroup[];
  /** Keeps the lifetimes, in days by report; the fault in words, or null where they were saved. */
  onSave: (lifetimes: Settings['lifetimes']) => Promise<string | null>;
};

/** How long answers count as fresh, per report. What is older is still free to look at; only Run buys anew without being told. */
export function Lifetimes({ settings, groups, onSave }: Props) {
  const changed = endpoints.filter(({ id }) => settings.lifetimes[id] !== undefined).length;
  return (
    <details class="card lifetimes">
      <summary>
        <b>{t`Lifetimes`}</b>{' '}
        <span class="muted small">{t`how long an answer counts as fresh${changed > 0 && t`; ${count(changed)} of your own`}`}</span>
      </summary>
      <p class="small muted">{t`Within its lifetime an answer is given for nothing wherever it is asked for again. Past it, it stays free to look at, with its age, and the next ask buys a new one. 0 days means: always ask anew.`}</p>
      <table class="num">
        <thead>
          <tr>
            <th scope="col">{t`Report`}</th>
            <th scope="col">{t`Days`}</th>
            <th scope="col" class="r">{t`Stored`}</th>
            <th scope="col" class="r">{t`Past lifetime`}</th>
          </tr>
        </thead>
        <tbody>
          {endpoints
            .filter(({ freshDays }) => freshDays > 0)
            .map((endpoint) => {
              const { answers, stale } = sumOf(groups.filter((group) => group.endpoint === endpoint.id));
              return (
                <tr key={endpoint.id}>
                  <th scope="row">
                    <label for={`days-${endpoint.id}`}>{endpoint.title}</label>
                  </th>
                  <td>
                    <Days
                      id={endpoint.id}
                      value={lifetimeOf(endpoint, settings)}
                      usual={endpoint.freshDays}
                      onSave={(days) => onSave(withDays(settings.lifetimes, endpoint.id, days === endpoint.freshDays ? null : days))}
                    />
                  </td>
                  <td class="r">{count(answers)}</td>
                  <td class="r">{count(stale)}</td>
                </tr>
              );
            })}
        </tbody>
      </table>
    </details>
  );
}

/** The lifetimes with one of them said anew, or left to its report where it is null. */
function withDays(lifetimes: Settings['lifetimes'], id: string, days: number | null): Settings['lifetimes'] {
  const { [id]: _, ...others } = lifetimes;
  return days === null ? others : { ...others, [id]: days };
}

type DaysProps = { id: string; value: number; usual: number; onSave: (days: number) => Promise<string | null> };

function Days({ id, value, usual, onSave }: DaysProps) {
  const [typed, setTyped] = useState<string | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const [isSaved, setSaved] = useState(false);
  const keep = async (text: string) => {
    const isNumber = text.trim() !== '' && Number.isFinite(Number(text));
    const found = isNumber ? await onSave(Number(text)) : t`A number of days.`;
    setFault(found);
    setSaved(found === null);
    if (found === null) setTyped(null);
  };
  return (
    <span class="days">
      <input
        id={`days-${id}`}
        type="number"
        min={0}
        step="any"
        inputMode="decimal"
        value={typed ?? String(value)}
        aria-invalid={fault ? true : undefined}
        aria-describedby={`days-${id}-note`}
        onInput={({ currentTarget }) => {
          setTyped(currentTarget.value);
          setSaved(false);
        }}
        onChange={({ currentTarget }) => void keep(currentTarget.value)}
      />
      <span id={`days-${id}-note`} class="small" role="status">
        {fault ? <span class="fault">{fault}</span> : isSaved ? t`Saved.` : ''}
      </span>
      {value !== usual && (
        <button type="button" class="link small" onClick={() => void keep(String(usual))}>
          {t`Back to ${count(usual)}`}
        </button>
      )}
    </span>
  );
}
