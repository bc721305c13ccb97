import type { IconNode } from 'lucide';
import { h } from 'preact';

/** An outline icon, for the eye only: whatever carries it names itself. */
export function Icon({ node }: { node: IconNode }) {
  return (
    <svg class="i" viewBox="0 0 24 24" aria-hidden="true">
      {node.map(([tag, attributes]) => h(tag, { key: JSON.stringify(attributes), ...attributes }))}
    </svg>
  );
}
