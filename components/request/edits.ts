/** Edits of a filter's tree; each gives a new tree and leaves the old one as it was. */
import { type ConditionNode, type FilterNode, type GroupNode, type Joint, wordNamed, wordsOf } from '../../lib/filter-form.ts';
import { type Filterable, filterableAt } from '../../lib/filterable.ts';

/** The tree with another node in the place of the one with its id. */
export function replaced<N extends FilterNode>(tree: N, node: FilterNode): N {
  if (tree.id === node.id) return node as N;
  if (tree.kind === 'condition') return tree;
  return { ...tree, parts: tree.parts.map((part) => replaced(part, node)) };
}

/** A group with one more part at its end. */
export const withPart = ({ mixed, isWrapped: _, ...group }: GroupNode, part: FilterNode): GroupNode => ({
  ...group,
  parts: [...group.parts, part],
  ...(mixed && { mixed: [...mixed, group.joint] }),
});

/** The tree without a node, and without the groups that it leaves empty. */
export function without(tree: GroupNode, id: number): GroupNode {
  const at = tree.parts.findIndex((part) => part.id === id);
  if (at >= 0) return withoutPart(tree, at);
  for (const [index, part] of tree.parts.entries()) {
    if (part.kind === 'condition') continue;
    const left = without(part, id);
    if (left !== part) return left.parts.length === 0 ? withoutPart(tree, index) : { ...tree, parts: tree.parts.with(index, left) };
  }
  return tree;
}

function withoutPart({ mixed, ...group }: GroupNode, at: number): GroupNode {
  // The word that goes is the one before the part, or the one after the first.
  const joints = mixed?.toSpliced(Math.max(0, at - 1), 1);
  return { ...group, ...jointsOf(joints, group.joint), parts: group.parts.toSpliced(at, 1) };
}

function jointsOf(joints: readonly Joint[] | undefined, joint: Joint): Pick<GroupNode, 'joint' | 'mixed'> {
  const isMixed = joints?.some((each) => each !== joints[0]);
  return isMixed && joints ? { joint, mixed: joints } : { joint: joints?.[0] ?? joint };
}

/** A group with another word between its parts: everywhere, or where the words differ in one place alone. */
export function withJoint({ mixed, ...group }: GroupNode, at: number, joint: Joint): GroupNode {
  return { ...group, ...(mixed ? jointsOf(mixed.with(at, joint), group.joint) : { joint }) };
}

/** A condition on another field. What was said before stays as far as it makes sense there. */
export function withField({ given: _, ...node }: ConditionNode, path: string, fields: readonly Filterable[]): ConditionNode {
  const type = filterableAt(fields, path)?.type;
  if (!type) return { ...node, path };
  const words = wordsOf(type);
  const isSame = filterableAt(fields, node.path)?.type === type;
  const word = words.some(({ id }) => id === node.word) && isSame ? node.word : (words[0]?.id ?? '');
  return { ...node, path, word, text: isSame ? node.text : type === 'bool' ? 'true' : '' };
}

/** A condition with another operator. Marks for "anything" come into sight where the new operator leaves them to the person. */
export function withWord({ given: _, ...node }: ConditionNode, word: string): ConditionNode {
  const { shape } = wordNamed(node.word);
  const next = wordNamed(word);
  const isPattern = next.operator.endsWith('like') && !next.shape;
  return { ...node, word, text: shape && isPattern && node.text ? shape.replace('x', () => node.text) : node.text };
}

export const withText = ({ given: _, ...node }: ConditionNode, text: string): ConditionNode => ({ ...node, text });
