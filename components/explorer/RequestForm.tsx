import { useEffect, useState } from 'preact/hooks';
import type { Endpoint } from '../../lib/endpoints/define.ts';
import { count, money } from '../../lib/format.ts';
import type { Param } from '../../lib/params.ts';
import type { TargetReading } from '../../lib/target.ts';
import { controlId, ParamField } from './ParamField.tsx';
import { TargetLine } from './TargetLine.tsx';

type Props = {
  endpoint: Endpoint;
  /** What the form holds, as text by the name of the parameter. */
  draft: Readonly<Record<string, string>>;
  /** What is wrong, by the name of the parameter. */
  faults: Readonly<Record<string, string>>;
  reading: TargetReading | null;
  /** What the run costs at most; 0 for what is free, null where it cannot be told yet. */
  priceUsd: number | null;
  /** The answer on screen is fresh and to this very request. */
  isAgain: boolean;
  isBusy: boolean;
  onDraft: (name: string, value: string) => void;
  onLeave: (name: string) => void;
  onRun: () => void;
};

const isSet = (param: Param, value: string): boolean => value !== '' && value !== String(param.apiDefault) && value !== String(param.ours);

/** The form of a report, made of its parameters: the common ones in sight, the others behind "More options". */
export function RequestForm(props: Props) {
  const { endpoint, draft, faults, priceUsd, isAgain, isBusy, onRun } = props;
  const all = Object.entries(endpoint.request);
  const common = all.filter(([, param]) => param.common);
  const rest = all.filter(([, param]) => !param.common);
  const set = rest.filter(([name, param]) => isSet(param, draft[name] ?? '')).length;
  const isNeeded = rest.some(([name, param]) => faults[name] !== undefined || isSet(param, draft[name] ?? ''));
  const [isOpen, setOpen] = useState(isNeeded);
  // It opens for what it holds, and closes by the person's hand alone.
  useEffect(() => {
    if (isNeeded) setOpen(true);
  }, [isNeeded]);

  return (
    <form
      class="request"
      noValidate
      aria-label={`${endpoint.title}: what to ask`}
      onSubmit={(event) => {
        event.preventDefault();
        // Not `disabled`: the button keeps the focus it was pressed with.
        if (!isBusy) onRun();
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) event.currentTarget.requestSubmit();
      }}
    >
      <div class={`common ${common.length === 0 ? 'bare' : ''}`}>
        {common.map(([name, param]) => (
          <Field key={name} name={name} param={param} {...props} />
        ))}
        <button type="submit" class="primary run" aria-disabled={isBusy || undefined}>
          {isAgain ? 'Run again' : 'Run'} {priceUsd !== null && priceUsd > 0 && <span class="price">{money(priceUsd)}</span>}
        </button>
      </div>
      {rest.length > 0 && (
        <details class="more" open={isOpen} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
          <summary>More options{set > 0 && <span class="muted">, {count(set)} set</span>}</summary>
          <div class="rest">
            {rest.map(([name, param]) => (
              <Field key={name} name={name} param={param} {...props} />
            ))}
          </div>
        </details>
      )}
    </form>
  );
}

function Field({ name, param, draft, faults, reading, onDraft, onLeave }: { name: string; param: Param } & Props) {
  const value = draft[name] ?? '';
  const lines = param.control === 'targets' ? new Set(value.split(/[\n,;]+/).flatMap((line) => line.trim() || [])).size : 0;
  return (
    <ParamField
      name={name}
      param={param}
      value={value}
      fault={faults[name] ?? null}
      onValue={(text) => onDraft(name, text)}
      onLeave={() => onLeave(name)}
    >
      {param.control === 'target' && (
        <TargetLine
          id={`${controlId(name)}-more`}
          reading={reading}
          allows={param.allows ?? 'any'}
          isHostAlone={draft.include_subdomains === 'false'}
          isFaulty={faults[name] !== undefined}
        />
      )}
      {param.control === 'targets' && (
        <p id={`${controlId(name)}-more`} class="target-line num">
          {lines > 0 && `${count(lines)} of at most ${count(param.most)}`}
        </p>
      )}
    </ParamField>
  );
}
