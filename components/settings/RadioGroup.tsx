import { useId } from 'preact/hooks';

export type RadioOption<V extends string> = { value: V; label: string; help?: string };

type Props<V extends string> = {
  legend: string;
  name: string;
  options: readonly RadioOption<V>[];
  /** Missing where the form alone knows: then the first option is chosen to begin with. */
  value?: V;
  isLegendHidden?: boolean;
  onValue?: (value: V) => void;
};

/** One of a few, each with a sentence on what it means. */
export function RadioGroup<V extends string>({ legend, name, options, value, isLegendHidden, onValue }: Props<V>) {
  const id = useId();
  return (
    <fieldset>
      <legend class={isLegendHidden ? 'visually-hidden' : ''}>{legend}</legend>
      {options.map((option, at) => (
        <div key={option.value} class="option">
          <label>
            <input
              type="radio"
              name={name}
              value={option.value}
              {...(value === undefined ? { defaultChecked: at === 0 } : { checked: option.value === value })}
              aria-describedby={option.help ? `${id}-${option.value}` : undefined}
              // A click also comes from the keyboard, and unlike a change it may ask the browser for a permission.
              onClick={() => option.value !== value && onValue?.(option.value)}
            />{' '}
            {option.label}
          </label>
          {option.help && (
            <p id={`${id}-${option.value}`} class="help">
              {option.help}
            </p>
          )}
        </div>
      ))}
    </fieldset>
  );
}
