/** What a chart can show; at least one of it stays on. */
type Props = {
  label: string;
  options: readonly { id: string; label: string; help: string }[];
  on: ReadonlySet<string>;
  onChange: (on: ReadonlySet<string>) => void;
};

export function Switches({ label, options, on, onChange }: Props) {
  const toggle = (id: string) => {
    const next = new Set(on);
    if (!next.delete(id)) next.add(id);
    if (next.size > 0) onChange(next);
  };
  return (
    <fieldset class="switches">
      <legend class="visually-hidden">{label}</legend>
      {options.map(({ id, label: name, help }) => (
        <button key={id} type="button" class="switch" aria-pressed={on.has(id)} title={help || undefined} onClick={() => toggle(id)}>
          {name}
        </button>
      ))}
    </fieldset>
  );
}
