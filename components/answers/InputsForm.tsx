import { t } from '../../lib/words.ts';
import './answers.css';
import type { ComponentChildren } from 'preact';
import type { Param } from '../../lib/params.ts';
import type { Playbook } from '../../lib/playbooks/define.ts';
import type { TargetReading } from '../../lib/target.ts';
import { controlId, ParamField } from '../explorer/ParamField.tsx';
import { type RecentTarget, TargetBar } from '../request/TargetBar.tsx';

type Props = {
  playbook: Playbook;
  /** What the form holds, as text by the name of the input. */
  draft: Readonly<Record<string, string>>;
  /** What is wrong, by the name of the input. */
  faults: Readonly<Record<string, string>>;
  readings: Readonly<Record<string, TargetReading>>;
  recents: readonly RecentTarget[];
  onDraft: (name: string, value: string) => void;
  onLeave: (name: string) => void;
  onRun: () => void;
  /** The button that runs it, with its price. */
  children: ComponentChildren;
};

/** What a playbook needs to know: the common inputs in sight, the others behind "More options". */
export function InputsForm(props: Props) {
  const { playbook, faults, onRun, children } = props;
  const all = Object.entries(playbook.request);
  const rest = all.filter(([, { common }]) => !common);
  const isNeeded = rest.some(([name]) => faults[name] !== undefined);
  return (
    <form
      class="request"
      noValidate
      aria-label={t`${playbook.title}: what it needs to know`}
      onSubmit={(event) => {
        event.preventDefault();
        onRun();
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) event.currentTarget.requestSubmit();
      }}
    >
      <div class="common">
        {all
          .filter(([, { common }]) => common)
          .map(([name, param]) => (
            <Field key={name} name={name} param={param} {...props} />
          ))}
        {children}
      </div>
      {rest.length > 0 && (
        <details class="more" open={isNeeded}>
          <summary>{t`More options`}</summary>
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

function Field({ name, param, draft, faults, readings, recents, onDraft, onLeave }: Props & { name: string; param: Param }) {
  const value = draft[name] ?? '';
  if (param.control !== 'target')
    return (
      <ParamField
        name={name}
        param={param}
        value={value}
        fault={faults[name] ?? null}
        onValue={(text) => onDraft(name, text)}
        onLeave={() => onLeave(name)}
      />
    );
  return (
    <div class="field target">
      <span class="label">{param.label}</span>
      <TargetBar
        id={controlId(name)}
        label={param.label}
        value={value}
        isHostAlone={false}
        allows={param.allows ?? 'any'}
        hasSubdomains={false}
        reading={readings[name] ?? null}
        fault={faults[name] ?? null}
        recents={recents}
        tab={null}
        onTarget={(target) => onDraft(name, target.value)}
        onLeave={() => onLeave(name)}
      />
    </div>
  );
}
