import { useState } from 'preact/hooks';
import { type Filterable, filterableAt, stemOf } from '../../lib/filterable.ts';
import { t } from '../../lib/words.ts';

type Props = {
  id: string;
  label: string;
  fields: readonly Filterable[];
  /** The list of suggestions, which one editor draws once for all of its pickers. */
  listId: string;
  path: string;
  describedBy?: string;
  isInvalid: boolean;
  onPath: (path: string) => void;
};

/** The suggestions of every picker beside it. */
export function FieldList({ id, fields }: { id: string; fields: readonly Filterable[] }) {
  return (
    <datalist id={id}>
      {fields.map(({ path, label }) => (
        <option key={path} value={label} />
      ))}
    </datalist>
  );
}

/** The field a person means by a text: by its name or its path, or the only one whose name begins with the text or has it anywhere. */
function fieldMeant(fields: readonly Filterable[], text: string): Filterable | null {
  const wanted = text.trim().toLowerCase();
  const exact = fields.find(({ label, path }) => label.toLowerCase() === wanted || path.toLowerCase() === wanted);
  if (exact || wanted === '') return exact ?? null;
  for (const test of ['startsWith', 'includes'] as const) {
    const found = fields.filter(({ label }) => label.toLowerCase()[test](wanted));
    if (found.length === 1) return found[0] ?? null;
  }
  return null;
}

/** Chooses a field by searching for it, and the key of a field that has one for each country, TLD … */
export function FieldPicker({ id, label, fields, listId, path, describedBy, isInvalid, onPath }: Props) {
  const [typed, setTyped] = useState<string | null>(null);
  const field = filterableAt(fields, path);
  const stem = field && stemOf(field);
  const given = { 'aria-describedby': describedBy, 'aria-invalid': isInvalid ? (true as const) : undefined };

  const settle = () => {
    const meant = typed === null ? field : fieldMeant(fields, typed);
    // The same field keeps the key it has.
    if (typed !== null && (meant === null || meant !== field)) onPath(meant?.path ?? typed.trim());
    setTyped(null);
  };

  return (
    <>
      <input
        {...given}
        id={id}
        type="text"
        class="field-input"
        aria-label={label}
        list={listId}
        placeholder={t`Field`}
        autocomplete="off"
        spellcheck={false}
        title={field?.help || undefined}
        value={typed ?? field?.label ?? path}
        // A list of suggestions shows only what matches the text; what is typed next should search anew.
        onFocus={({ currentTarget }) => currentTarget.select()}
        onInput={({ currentTarget: { value } }) => {
          setTyped(value);
          const exact = fields.find((each) => each.label === value || each.path === value);
          if (exact && exact !== field) onPath(exact.path);
        }}
        // At Tab already: the controls it should reach next are drawn once the field is known.
        onKeyDown={({ key }) => (key === 'Enter' || key === 'Tab') && settle()}
        onBlur={settle}
      />
      {field?.open && stem && (
        <KeyInput
          {...given}
          word={field.open.word}
          known={field.open.known}
          listId={`${id}-keys`}
          stem={stem}
          path={path}
          onPath={onPath}
        />
      )}
    </>
  );
}

type KeyProps = { word: string; known: readonly string[]; listId: string; stem: string; path: string; onPath: (path: string) => void };

function KeyInput({ word, known, listId, stem, path, onPath, ...given }: KeyProps) {
  const key = path.slice(stem.length);
  return (
    <>
      <input
        {...given}
        type="text"
        class="key-input"
        aria-label={t`Which ${word}`}
        placeholder={word}
        list={known.length > 0 ? listId : undefined}
        autocomplete="off"
        spellcheck={false}
        // Until a key is given its place is held by "$tld".
        value={key === `$${word}` ? '' : key}
        onInput={({ currentTarget }) => onPath(stem + (currentTarget.value.trim() || `$${word}`))}
      />
      {known.length > 0 && (
        <datalist id={listId}>
          {known.map((each) => (
            <option key={each} value={each} />
          ))}
        </datalist>
      )}
    </>
  );
}
