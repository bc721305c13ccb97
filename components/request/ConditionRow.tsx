import { X } from 'lucide';
import { type ConditionNode, dayIn, isList, wordNamed, wordsOf } from '../../lib/filter-form.ts';
import { type Filterable, filterableAt } from '../../lib/filterable.ts';
import type { FilterType } from '../../lib/filters.ts';
import { t } from '../../lib/words.ts';
import { Icon } from '../Icon.tsx';
import { withField, withText, withWord } from './edits.ts';
import { FieldPicker } from './FieldPicker.tsx';

type Props = {
  node: ConditionNode;
  /** Its place among all conditions, from 1. */
  number: number;
  fields: readonly Filterable[];
  listId: string;
  fault: string | null;
  onChange: (node: ConditionNode) => void;
  onRemove: () => void;
  /** The keyboard or the pointer went elsewhere. */
  onLeave: () => void;
};

/** One condition: a field, an operator and a value, and what is wrong with them. */
export function ConditionRow({ node, number, fields, listId, fault, onChange, onRemove, onLeave }: Props) {
  const id = `condition-${node.id}`;
  const type = filterableAt(fields, node.path)?.type ?? null;
  const describedBy = fault ? `${id}-fault` : undefined;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out as one line in every browser
    <div
      role="group"
      class="condition"
      aria-label={t`Condition ${number}`}
      data-node={node.id}
      onFocusOut={({ currentTarget, relatedTarget }) => {
        if (!(relatedTarget instanceof Node) || !currentTarget.contains(relatedTarget)) onLeave();
      }}
    >
      <FieldPicker
        id={`${id}-field`}
        label={t`Field of condition ${number}`}
        fields={fields}
        listId={listId}
        path={node.path}
        describedBy={describedBy}
        isInvalid={fault !== null && type === null}
        onPath={(path) => path !== node.path && onChange(withField(node, path, fields))}
      />
      {node.path !== '' && (
        <>
          <Operator node={node} type={type} number={number} onChange={onChange} />
          <Value
            node={node}
            type={type}
            given={{
              id: `${id}-value`,
              'aria-label': t`Value of condition ${number}`,
              'aria-describedby': describedBy,
              'aria-invalid': fault !== null && type !== null ? true : undefined,
            }}
            onText={(text) => onChange(withText(node, text))}
          />
        </>
      )}
      <button type="button" class="icon" aria-label={t`Remove condition ${number}`} title={t`Remove`} onClick={onRemove}>
        <Icon node={X} />
      </button>
      {fault && (
        <p id={`${id}-fault`} class="fault">
          {fault}
        </p>
      )}
    </div>
  );
}

type OperatorProps = { node: ConditionNode; type: FilterType | null; number: number; onChange: (node: ConditionNode) => void };

function Operator({ node, type, number, onChange }: OperatorProps) {
  const words = wordsOf(type ?? 'str');
  // An operator that came from elsewhere and does not go with the field stays to be seen beside what is said of it.
  const all = words.some(({ id }) => id === node.word) ? words : [wordNamed(node.word, type ?? 'str'), ...words];
  return (
    <select
      aria-label={t`Operator of condition ${number}`}
      value={node.word}
      onChange={({ currentTarget }) => onChange(withWord(node, currentTarget.value))}
    >
      {all.map(({ id, words: name }) => (
        <option key={id} value={id}>
          {name || t`Operator`}
        </option>
      ))}
    </select>
  );
}

type Given = { id: string; 'aria-label': string; 'aria-describedby': string | undefined; 'aria-invalid': true | undefined };
type ValueProps = { node: ConditionNode; type: FilterType | null; given: Given; onText: (text: string) => void };

function Value({ node, type, given, onText }: ValueProps) {
  const onInput = ({ currentTarget }: { currentTarget: { value: string } }) => onText(currentTarget.value);
  const plain = { ...given, class: 'value-input', onInput, autocomplete: 'off' as const, spellcheck: false };
  const word = wordNamed(node.word, type ?? 'str');
  if (isList(word)) return <textarea {...plain} rows={2} value={node.text} placeholder={t`One, two, three`} />;
  if (type === 'bool' && /^(true|false)$/.test(node.text)) {
    return (
      <select {...given} class="value-input" value={node.text} onChange={({ currentTarget }) => onText(currentTarget.value)}>
        <option value="true">{t`yes`}</option>
        <option value="false">{t`no`}</option>
      </select>
    );
  }
  const day = dayIn(node.text);
  // A moment within a day has no place in a date control and is edited as it is written.
  if (type === 'time' && (node.text === '' || day)) return <input {...plain} type="date" value={day ?? ''} />;
  const isNumber = type === 'num' || type === 'array.num';
  const isRegex = word.operator.endsWith('regex');
  return (
    <input
      {...plain}
      type="text"
      class={`value-input ${isRegex ? 'code' : ''} ${isNumber ? 'num' : ''}`}
      inputMode={isNumber ? 'decimal' : undefined}
      placeholder={isNumber ? '80' : isRegex ? '^lamp(s)?$' : t`Text`}
      value={node.text}
    />
  );
}
