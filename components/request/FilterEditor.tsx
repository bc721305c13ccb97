import { t } from '../../lib/words.ts';
import './request.css';
import { Plus } from 'lucide';
import type { ComponentChild, ComponentChildren } from 'preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import {
  blankCondition,
  type ConditionNode,
  conditionNodes,
  emptyGroup,
  type FilterNode,
  faultsIn,
  type GroupNode,
  type Joint,
} from '../../lib/filter-form.ts';
import type { Filterable } from '../../lib/filterable.ts';
import { MOST_CONDITIONS } from '../../lib/filters.ts';
import { Icon } from '../Icon.tsx';
import { ConditionRow } from './ConditionRow.tsx';
import { replaced, withJoint, without, withPart } from './edits.ts';
import { FieldList } from './FieldPicker.tsx';

type Props = {
  label: string;
  fields: readonly Filterable[];
  value: GroupNode;
  onChange: (tree: GroupNode) => void;
  /** Says every fault at once, as after a try to run; otherwise a condition's once it was left. */
  isStrict?: boolean;
};

/** Edits a server filter: conditions joined by "and" or "or", in groups. Enter never submits the form around it, which would spend. */
export function FilterEditor({ label, fields, value, onChange, isStrict = false }: Props) {
  const box = useRef<HTMLFieldSetElement>(null);
  const listId = useId();
  const [left, setLeft] = useState<ReadonlySet<number>>(new Set());
  const [wanted, setWanted] = useState<number | null>(null);

  // What was just added gets the focus, and after a removal its neighbour, or the button that adds.
  useEffect(() => {
    if (wanted === null) return;
    const target = box.current?.querySelector<HTMLElement>(`[data-node="${wanted}"] input`);
    (target ?? box.current?.querySelector<HTMLElement>('.editor-foot button'))?.focus();
    setWanted(null);
  }, [wanted]);

  const nodes = conditionNodes(value);
  const faults = faultsIn(value, fields);
  const isFull = nodes.length >= MOST_CONDITIONS;
  const shownFault = (node: ConditionNode): string | null =>
    isStrict || left.has(node.id) || node.given !== undefined ? (faults.byId.get(node.id) ?? null) : null;

  const add = (group: GroupNode, node: FilterNode) => {
    onChange(replaced(value, withPart(group, node)));
    setWanted(conditionNodes(node)[0]?.id ?? null);
  };
  const remove = (node: ConditionNode) => {
    const at = nodes.indexOf(node);
    onChange(without(value, node.id));
    // An id that is nobody's leads to the button.
    setWanted((nodes[at + 1] ?? nodes[at - 1])?.id ?? 0);
  };

  return (
    <fieldset
      ref={box}
      class="filter-editor"
      onKeyDown={(event) => {
        const isControl = event.target instanceof HTMLInputElement || event.target instanceof HTMLSelectElement;
        if (event.key === 'Enter' && isControl && !event.ctrlKey && !event.metaKey) event.preventDefault();
      }}
    >
      <legend>{label}</legend>
      <FieldList id={listId} fields={fields} />
      <Group
        group={value}
        isFull={isFull}
        drawCondition={(node) => (
          <ConditionRow
            node={node}
            number={nodes.indexOf(node) + 1}
            fields={fields}
            listId={listId}
            fault={shownFault(node)}
            onChange={(next) => onChange(replaced(value, next))}
            onRemove={() => remove(node)}
            onLeave={() => setLeft((now) => (now.has(node.id) ? now : new Set([...now, node.id])))}
          />
        )}
        onGroup={(group) => onChange(replaced(value, group))}
        onAdd={add}
      >
        <span class="muted small num" role="status">
          {t`${nodes.length} of ${MOST_CONDITIONS} conditions`}
        </span>
      </Group>
      {faults.whole && (
        <p class="fault" role="alert">
          {faults.whole}
        </p>
      )}
    </fieldset>
  );
}

type GroupProps = {
  group: GroupNode;
  isFull: boolean;
  drawCondition: (node: ConditionNode) => ComponentChild;
  onGroup: (group: GroupNode) => void;
  onAdd: (group: GroupNode, node: FilterNode) => void;
  children?: ComponentChildren;
};

function Group({ group, children, ...rest }: GroupProps) {
  const { isFull, drawCondition, onGroup, onAdd } = rest;
  // A group inside another is there for the other word.
  const other: Joint = group.joint === 'and' ? 'or' : 'and';
  return (
    <>
      {group.parts.map((part, at) => (
        <div key={part.id} class="part">
          <Between group={group} at={at} onJoint={(joint) => onGroup(withJoint(group, at - 1, joint))} />
          {part.kind === 'condition' ? (
            drawCondition(part)
          ) : (
            // biome-ignore lint/a11y/useSemanticElements: nested fieldsets would each want a legend in sight
            <div role="group" class="inner-group" aria-label={t`Group of conditions`}>
              <Group group={part} {...rest} />
            </div>
          )}
        </div>
      ))}
      <div class="editor-foot">
        <button type="button" class="plain" disabled={isFull} onClick={() => onAdd(group, blankCondition())}>
          <Icon node={Plus} /> {t`Condition`}
        </button>
        <button
          type="button"
          class="plain"
          disabled={isFull}
          onClick={() => onAdd(group, { ...emptyGroup(other), parts: [blankCondition()] })}
        >
          <Icon node={Plus} /> {t`Group`}
        </button>
        {children}
      </div>
    </>
  );
}

/** The word before a part. A group has one word; where it came with several, each place has its own. */
function Between({ group, at, onJoint }: { group: GroupNode; at: number; onJoint: (joint: Joint) => void }) {
  if (at === 0) return <span class="joint muted">{t`where`}</span>;
  const joint = group.mixed?.[at - 1] ?? group.joint;
  if (at > 1 && !group.mixed) return <span class="joint muted">{joint}</span>;
  return (
    <select class="joint" aria-label={t`Joined by`} value={joint} onChange={({ currentTarget }) => onJoint(currentTarget.value as Joint)}>
      <option value="and">{t`and`}</option>
      <option value="or">{t`or`}</option>
    </select>
  );
}
