import type { Allows } from '../../lib/params.ts';
import type { TargetReading } from '../../lib/target.ts';
import { t } from '../../lib/words.ts';

/** What of a site is looked up: all of it, one host without its subdomains, or one page. */
export type Scope = 'site' | 'host' | 'page';

export const scopeWords: Record<Scope, string> = { site: t`Domain and subdomains`, host: t`This host only`, page: t`Exact page` };

export type Reading = Extract<TargetReading, { ok: true }>;

/** A target as a form holds it: what is typed, and whether subdomains are left out. */
export type TargetText = { value: string; isHostAlone: boolean };

export const scopeOf = ({ kind }: Reading, isHostAlone: boolean): Scope => (kind === 'page' ? 'page' : isHostAlone ? 'host' : 'site');

/** The scopes a report can be asked about. */
export function scopesFor(allows: Allows, hasSubdomains: boolean): Scope[] {
  if (allows === 'domain') return hasSubdomains ? ['site', 'host'] : ['site'];
  return [...(['site'] as const), ...(hasSubdomains ? (['host'] as const) : []), ...(allows === 'any' ? (['page'] as const) : [])];
}

/**
 * What to type for another scope of the same site.
 *
 * @param lastPage The page that was typed before the scope was another, to come back to.
 */
export function retargeted(reading: Reading, scope: Scope, lastPage: Reading | null): TargetText {
  if (scope !== 'page') return { value: reading.host, isHostAlone: scope === 'host' };
  if (reading.kind === 'page') return { value: reading.target, isHostAlone: false };
  // A page is an absolute address whose path is never empty.
  return { value: lastPage?.host === reading.host ? lastPage.target : `https://${reading.target}/`, isHostAlone: false };
}
