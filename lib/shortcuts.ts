import { t } from './words.ts';

/** The keys of the explorer. None of them spends: what costs is only gone to, and pressed by hand. */

/** What a key does on any page: brings the focus to a control, or presses one that is free. */
export type Shortcut = { key: string; words: string; to: 'filter' | 'export' | 'run' | 'target' | 'rows' | 'help' };

export const shortcuts: readonly Shortcut[] = [
  { key: '/', words: t`Target`, to: 'target' },
  { key: 'f', words: t`Filter the loaded rows`, to: 'filter' },
  { key: 'r', words: t`Run or refresh: goes to the button, which has the price on it`, to: 'run' },
  { key: 'e', words: t`Export`, to: 'export' },
  { key: 'j', words: t`To the rows`, to: 'rows' },
  { key: '?', words: t`This list`, to: 'help' },
];

/** Where `g` and another letter lead: pages of the explorer by their word in the address. */
export const goes: Readonly<Record<string, string>> = {
  ...{ o: 'summary', b: 'backlinks', a: 'anchors', r: 'referring_domains', n: 'referring_networks', p: 'domain_pages' },
  ...{ c: 'competitors', i: 'domain_intersection', t: 'trends', k: 'bulk', s: 'spending', q: 'answers' },
};

/** What keys do on the rows of a table, for the list of keys; the table itself knows them. */
export const rowKeys: readonly { keys: string; words: string }[] = [
  { keys: 'j k ↓ ↑', words: t`Next and previous row; Home, End, Page Up, Page Down go further` },
  { keys: '← →', words: t`From cell to cell` },
  { keys: 'Enter', words: t`What is behind the row, in its place` },
  { keys: 'd', words: t`Every field of the row` },
  { keys: 'o', words: t`Open the row’s page, at the link where that is possible` },
  { keys: 'x or Space', words: t`Select the row; with Shift and arrows a range, Ctrl+A all that pass the filter` },
  { keys: 'Ctrl+C', words: t`Copy the cell, the selected rows or the row` },
  { keys: 'Escape', words: t`Close what is open, or clear the selection` },
];
