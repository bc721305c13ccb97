import { t } from '../../lib/words.ts';
import './request.css';
import { ChevronDown } from 'lucide';
import { useRef } from 'preact/hooks';
import { age } from '../../lib/format.ts';
import type { Allows } from '../../lib/params.ts';
import type { TargetReading } from '../../lib/target.ts';
import { visibleText } from '../../lib/visible-text.ts';
import { TargetLine } from '../explorer/TargetLine.tsx';
import { Icon } from '../Icon.tsx';
import { type Reading, retargeted, type Scope, scopeOf, scopesFor, scopeWords, type TargetText } from './target-scope.ts';

/** A target that was asked about before, and when. */
export type RecentTarget = TargetText & { at: number };

type Props = {
  /** The id of the input; what belongs to it is named after it. */
  id: string;
  label?: string;
  value: string;
  isHostAlone: boolean;
  allows: Allows;
  /** The report can leave subdomains out. */
  hasSubdomains: boolean;
  /** How the value reads as a target; null while nothing is typed or the reading is not there yet. */
  reading: TargetReading | null;
  fault: string | null;
  recents: readonly RecentTarget[];
  /** The site of the tab the person came from, as a target. */
  tab: string | null;
  onTarget: (target: TargetText) => void;
  onLeave?: () => void;
};

/** The one site or page everything is about: what is typed, what of it is meant, and what of it would be sent. */
export function TargetBar(props: Props) {
  const { id, label = t`Target`, value, isHostAlone, allows, reading, fault, recents, tab, onTarget, onLeave } = props;
  const input = useRef<HTMLInputElement>(null);
  const choose = (target: TargetText) => {
    onTarget(target);
    input.current?.focus();
  };
  return (
    <div class="target-bar">
      <div class="target-input">
        <input
          ref={input}
          id={id}
          data-shortcut="target"
          type="text"
          inputMode="url"
          autoCapitalize="none"
          autocomplete="off"
          spellcheck={false}
          placeholder={t`example.com`}
          aria-label={label}
          aria-required
          aria-invalid={fault ? true : undefined}
          aria-describedby={`${fault ? `${id}-fault ` : ''}${id}-more`}
          value={value}
          onInput={({ currentTarget }) => onTarget({ value: currentTarget.value, isHostAlone })}
          onBlur={onLeave}
        />
        <ScopeChip {...props} />
        {recents.length > 0 && <Recents recents={recents} onChoose={choose} />}
      </div>
      {tab && tab !== value && (
        <button
          type="button"
          class="chip tab"
          title={t`The site of the tab you came from`}
          onClick={() => choose({ value: tab, isHostAlone: false })}
        >
          {t`This tab: ${visibleText(tab, 60)}`}
        </button>
      )}
      {fault && (
        <p id={`${id}-fault`} class="fault">
          {fault}
        </p>
      )}
      <TargetLine id={`${id}-more`} reading={reading} allows={allows} isHostAlone={isHostAlone} isFaulty={fault !== null} />
    </div>
  );
}

function ScopeChip({ reading, isHostAlone, allows, hasSubdomains, onTarget }: Props) {
  const lastPage = useRef<Reading | null>(null);
  if (!reading?.ok) return null;
  if (reading.kind === 'page') lastPage.current = reading;
  const scope = scopeOf(reading, isHostAlone && hasSubdomains);
  const scopes = scopesFor(allows, hasSubdomains);
  const name = reading.kind === 'root' && scope === 'site' ? t`Whole domain` : scopeWords[scope];
  if (scopes.length < 2) return <span class="chip">{name}</span>;
  return (
    <select
      class="chip scope"
      aria-label={t`What of it`}
      value={scope}
      onChange={({ currentTarget }) => onTarget(retargeted(reading, currentTarget.value as Scope, lastPage.current))}
    >
      {scopes.map((each) => (
        <option key={each} value={each}>
          {each === scope ? name : scopeWords[each]}
        </option>
      ))}
    </select>
  );
}

type RecentsProps = { recents: readonly RecentTarget[]; onChoose: (target: TargetText) => void };

/** What was asked about before. A disclosure and no list box: it is a list of buttons, with the age of each answer. */
function Recents({ recents, onChoose }: RecentsProps) {
  const box = useRef<HTMLDetailsElement>(null);
  const close = () => {
    if (box.current) box.current.open = false;
  };
  return (
    <details
      ref={box}
      class="recents"
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !box.current?.open) return;
        event.stopPropagation();
        close();
        box.current.querySelector('summary')?.focus();
      }}
      onFocusOut={({ currentTarget, relatedTarget }) => {
        if (relatedTarget instanceof Node && !currentTarget.contains(relatedTarget)) close();
      }}
    >
      <summary aria-label={t`Recent targets`} title={t`Recent targets`}>
        <Icon node={ChevronDown} />
      </summary>
      <ul>
        {recents.map(({ at, ...target }) => (
          <li key={`${target.value} ${target.isHostAlone}`}>
            <button
              type="button"
              class="plain"
              onClick={() => {
                close();
                onChoose(target);
              }}
            >
              <span>{visibleText(target.value, 80)}</span>
              <span class="muted small">
                {target.isHostAlone && t`host only · `}
                {age(at)}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </details>
  );
}
