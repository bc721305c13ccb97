/** A page's links as a table, for files: each with what is known of the website it leads to. */
import type { Column } from '../columns.ts';
import type { SiteFigures } from '../messages.ts';
import type { PageLink } from './classify.ts';

export type LinkLine = PageLink & { figures: SiteFigures | undefined };

const column = (path: string, label: string, kind: Column['kind'], of: (link: LinkLine) => unknown): Column => ({
  path,
  label,
  of: '',
  kind,
  help: '',
  value: (row) => of(row as LinkLine),
});

export const linkColumns: readonly Column[] = [
  column('url', 'Address', 'url', ({ to }) => to),
  column('anchor', 'Anchor', 'text', ({ text }) => text),
  column('kind', 'Kind', 'text', ({ kind }) => kind),
  column('site', 'Website', 'host', ({ site }) => site),
  column('rel', 'Rel', 'tags', ({ rel }) => rel.join(' ')),
  column('dofollow', 'Dofollow', 'flag', ({ isDofollow }) => isDofollow),
  column('place', 'Place', 'text', ({ place }) => place),
  column('image', 'Image', 'text', ({ image }) => image),
  column('repeated', 'Repeated', 'flag', ({ isRepeated }) => isRepeated),
  column('http_on_https', 'http on https', 'flag', ({ isInsecure }) => isInsecure),
  column('via', 'Through', 'host', ({ via }) => via),
  column('site_rank', 'Rank of website', 'rank', ({ figures }) => figures?.rank ?? null),
  column('site_spam', 'Spam of website', 'spam', ({ figures }) => figures?.spam ?? null),
];
