import { X } from 'lucide';
import { useEffect, useState } from 'preact/hooks';
import { refusalWords } from '../../lib/refusal-words.ts';
import type { TargetReading } from '../../lib/target.ts';
import { t } from '../../lib/words.ts';
import { addressCell, hostCell } from '../explorer/cell-texts.ts';
import { Icon } from '../Icon.tsx';
import { type Reading, retargeted, type Scope, scopeOf, scopesFor } from '../request/target-scope.ts';
import type { Read } from './GapBuilder.tsx';

type Props = {
  /** What the list is, for those who hear it. */
  name: string;
  targets: readonly string[];
  /** Each has its number, by which the API knows it. */
  isNumbered?: boolean;
  onRemove: (target: string) => void;
  /** Another scope of the same site; without it scopes are only said. */
  onReplace?: (from: string, to: string) => void;
  onRead: Read;
};

const words: Record<Scope, string> = { site: t`Domain`, host: t`Host`, page: t`Page` };
const explained: Record<Reading['kind'], string> = {
  root: t`The whole domain`,
  host: t`This host with its subdomains`,
  page: t`Exactly this page`,
};

/** Sites and pages as chips that say what of them is meant. */
export function TargetChips({ name, targets, isNumbered = false, onRemove, onReplace, onRead }: Props) {
  const readings = useReadings(targets, onRead);
  if (targets.length === 0) return null;
  return (
    <ul class="target-chips" aria-label={name}>
      {targets.map((target, at) => {
        const reading = readings.get(target);
        const written = /^https?:\/\//i.test(target) ? addressCell(target) : hostCell(target);
        return (
          <li key={target} class={`chip ${reading?.ok === false ? 'bad' : ''}`}>
            {isNumbered && <span class="muted num">{at + 1}</span>}
            <bdi title={written.title}>{written.text}</bdi>
            {reading?.ok === false && <span>{refusalWords[reading.reason].title.toLowerCase()}</span>}
            {reading?.ok && (
              <ScopeOf reading={reading} name={written.text} onReplace={onReplace && ((to) => to !== target && onReplace(target, to))} />
            )}
            <button
              type="button"
              class="link"
              aria-label={t`Remove ${written.text}`}
              title={t`Remove`}
              onClick={({ currentTarget }) => {
                focusAfter(currentTarget, at);
                onRemove(target);
              }}
            >
              <Icon node={X} />
            </button>
          </li>
        );
      })}
    </ul>
  );
}

/** Once a chip is gone, the focus is on the one in its place, or where others are added. */
function focusAfter(button: HTMLElement, at: number): void {
  const list = button.closest('.gap-list');
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      const left = list?.querySelectorAll<HTMLElement>('.target-chips button') ?? [];
      (left[Math.min(at, left.length - 1)] ?? list?.querySelector<HTMLElement>('.add-targets > input'))?.focus();
    }),
  );
}

type ScopeProps = { reading: Reading; name: string; onReplace?: (to: string) => void };

function ScopeOf({ reading, name, onReplace }: ScopeProps) {
  const scope = scopeOf(reading, false);
  if (!onReplace)
    return (
      <span class="muted" title={explained[reading.kind]}>
        {words[scope]}
      </span>
    );
  return (
    <select
      class="scope"
      aria-label={t`What of ${name}`}
      title={explained[reading.kind]}
      value={scope}
      onChange={({ currentTarget }) => onReplace(retargeted(reading, currentTarget.value as Scope, null).value)}
    >
      {scopesFor('any', false).map((each) => (
        <option key={each} value={each}>
          {words[each]}
        </option>
      ))}
    </select>
  );
}

function useReadings(targets: readonly string[], onRead: Read): ReadonlyMap<string, TargetReading> {
  const [known, setKnown] = useState<ReadonlyMap<string, TargetReading>>(new Map());
  const key = JSON.stringify(targets);
  useEffect(() => {
    let isCurrent = true;
    const unread = targets.filter((target) => !known.has(target));
    if (unread.length === 0) return;
    void onRead(unread).then((readings) => {
      if (!isCurrent) return;
      setKnown(
        (now) =>
          new Map([...now, ...unread.flatMap((target, at): [string, TargetReading][] => (readings[at] ? [[target, readings[at]]] : []))]),
      );
    });
    return () => {
      isCurrent = false;
    };
  }, [key]);
  return known;
}
