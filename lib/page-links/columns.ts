/** A page's links as a table, for files: each with what is known of the website it leads to. */

import type { Column } from '../columns.ts';
import type { SiteFigures } from '../messages.ts';
import { t } from '../words.ts';
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
  column('url', t`Address`, 'url', ({ to }) => to),
  column('anchor', t`Anchor`, 'text', ({ text }) => text),
  column('kind', t`Kind`, 'text', ({ kind }) => kind),
  column('site', t`Website`, 'host', ({ site }) => site),
  column('rel', t`Rel`, 'tags', ({ rel }) => rel.join(' ')),
  column('dofollow', t`Dofollow`, 'flag', ({ isDofollow }) => isDofollow),
  column('place', t`Place`, 'text', ({ place }) => place),
  column('image', t`Image`, 'text', ({ image }) => image),
  column('repeated', t`Repeated`, 'flag', ({ isRepeated }) => isRepeated),
  column('http_on_https', t`http on https`, 'flag', ({ isInsecure }) => isInsecure),
  column('via', t`Through`, 'host', ({ via }) => via),
  column('site_rank', t`Rank of website`, 'rank', ({ figures }) => figures?.rank ?? null),
  column('site_spam', t`Spam of website`, 'spam', ({ figures }) => figures?.spam ?? null),
];
