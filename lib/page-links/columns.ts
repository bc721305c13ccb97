/** A page's links as a table, for files. */
import type { Column } from '../columns.ts';
import type { PageLink } from './classify.ts';

const column = (path: string, label: string, kind: Column['kind'], of: (link: PageLink) => unknown): Column => ({
  path,
  label,
  of: '',
  kind,
  help: '',
  value: (row) => of(row as PageLink),
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
];
