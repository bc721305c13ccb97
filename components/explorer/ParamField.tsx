import type { ComponentChildren } from 'preact';
import { dayOf, type Param } from '../../lib/params.ts';
import { t } from '../../lib/words.ts';

type Props = {
  name: string;
  param: Param;
  /** The value as text; blank means that the request does not say it. */
  value: string;
  /** What is wrong with it, in words. */
  fault: string | null;
  onValue: (value: string) => void;
  onLeave: () => void;
  /** More about a target or targets, below the control. */
  children?: ComponentChildren;
};

/** The id of a parameter's control. */
export const controlId = (name: string): string => `param-${name}`;

/** A parameter with its label, its control, one sentence about it, and what is wrong with its value. */
export function ParamField({ name, param, value, fault, onValue, onLeave, children }: Props) {
  const id = controlId(name);
  const isTarget = param.control === 'targets';
  const about = [fault ? `${id}-fault` : '', `${id}-help`, isTarget ? `${id}-more` : ''].filter(Boolean).join(' ');
  const given = { id, name, 'aria-describedby': about, 'aria-invalid': fault ? (true as const) : undefined, onBlur: onLeave };
  const isFlag = param.control === 'flag';
  return (
    <div class={`field ${param.control}`}>
      {isFlag ? (
        <label for={id}>
          <Flag param={param} value={value} onValue={onValue} given={given} /> {param.label}
        </label>
      ) : (
        <>
          <label for={id}>{param.label}</label>
          <Input param={param} value={value} onValue={onValue} given={given} />
        </>
      )}
      {children}
      {fault && (
        <p id={`${id}-fault`} class="fault">
          {fault}
        </p>
      )}
      <p id={`${id}-help`} class="help">
        {param.help}
      </p>
    </div>
  );
}

type Given = { id: string; name: string; 'aria-describedby': string; 'aria-invalid': true | undefined; onBlur: () => void };
type InputProps = Pick<Props, 'param' | 'value' | 'onValue'> & { given: Given };

function Flag({ param, value, onValue, given }: InputProps) {
  const isOn = value === '' ? param.apiDefault === true : value === 'true';
  const change = (checked: boolean) => onValue(checked === param.apiDefault ? '' : String(checked));
  return <input {...given} type="checkbox" checked={isOn} onChange={({ currentTarget }) => change(currentTarget.checked)} />;
}

const asWords = (choice: string): string => choice.replaceAll('_', ' ');

function Choice({ param, value, onValue, given }: InputProps) {
  const usual = String(param.apiDefault ?? '');
  const choices = param.choices ?? [];
  // A value from an address that is no choice stays to be seen beside what is said of it.
  const all = value === '' || choices.includes(value) ? choices : [...choices, value];
  return (
    <select {...given} value={value || usual} onChange={({ currentTarget }) => onValue(currentTarget.value)}>
      {all.map((choice) => (
        <option key={choice} value={choice}>
          {asWords(choice)}
          {choice === usual && t` (default)`}
        </option>
      ))}
    </select>
  );
}

const placeholders: Partial<Record<Param['control'], string>> = {
  targets: 'example.com\nexample.org/page',
  moment: '2026-01-31 08:00:00 +00:00',
  grouping: '{"field": "domain_from", "value": 3}',
};

function Input({ param, value, onValue, given }: InputProps) {
  const onInput = ({ currentTarget }: { currentTarget: { value: string } }) => onValue(currentTarget.value);
  const { control, least, most, apiDefault, required } = param;
  const plain = { ...given, value, onInput, placeholder: placeholders[control], autocomplete: 'off' as const, spellcheck: false };
  switch (control) {
    case 'choice':
      return <Choice param={param} value={value} onValue={onValue} given={given} />;
    case 'targets':
      return <textarea {...plain} rows={3} aria-required={required} />;
    case 'grouping':
      return <textarea {...plain} rows={2} class="code" />;
    case 'whole':
      return <input {...plain} type="number" inputMode="numeric" step={1} min={least} max={most} placeholder={String(apiDefault ?? '')} />;
    case 'day':
      return <input {...plain} type="date" min={least} max={dayOf(Date.now())} />;
    default:
      return <input {...plain} type="text" aria-required={required || undefined} />;
  }
}
