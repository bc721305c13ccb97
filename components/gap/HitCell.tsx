import { count, NOTHING } from '../../lib/format.ts';
import type { Cell } from '../../lib/gap/matrix.ts';
import { visibleText } from '../../lib/visible-text.ts';
import { t } from '../../lib/words.ts';
import { timeCell } from '../explorer/cell-texts.ts';

/** A cell in words: "moz.com: 37 links, rank 214, spam 4, first seen 4 Mar 2019". */
export function cellWords(rival: string, cell: Cell | null): string {
  if (!cell) return t`${rival}: no link`;
  const { links, rank, spam, since } = cell;
  const figures = [links === 1 ? t`${count(links)} link` : t`${count(links)} links`, t`rank ${count(rank)}`, t`spam ${count(spam)}`];
  return t`${rival}: ${figures.join(', ')}, first seen ${since === null ? NOTHING : timeCell(since).text}`;
}

type Props = {
  rival: string;
  cell: Cell | null;
  /** Where the links behind the figure are listed; null where they are here already. */
  href: string | null;
  /** The field that says something of each link. */
  says?: string;
};

/** What a row has for one rival: how many links, or what they say. */
export function HitCell({ rival, cell, href, says }: Props) {
  if (!cell) return <span class="muted">{NOTHING}</span>;
  const title = cellWords(rival, cell);
  if (says) return <Said parts={cell.parts} says={says} title={title} />;
  if (href === null)
    return (
      <span class="hit" title={title}>
        {count(cell.links)}
      </span>
    );
  return (
    <a class="hit" href={href} title={t`${title}. Opens these links.`}>
      {count(cell.links)}
    </a>
  );
}

function Said({ parts, says, title }: { parts: Cell['parts']; says: string; title: string }) {
  const text = parts.map((part) => part[says]).find((each): each is string => typeof each === 'string' && each.trim() !== '');
  return (
    <button type="button" class="hit" tabIndex={-1} data-act="detail" title={t`${title}. Opens every field.`}>
      {text === undefined ? <i>{t`no text`}</i> : <bdi>{visibleText(text, 60)}</bdi>}
      {parts.length > 1 && <span class="num"> +{count(parts.length - 1)}</span>}
    </button>
  );
}
