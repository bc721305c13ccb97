import type { LinksView, Protocol } from '../messages.ts';
import { targetOf } from '../target.ts';
import { status } from './desk.ts';

/** The registrable domain of a host as a page's link has it; null where nothing may be asked about it. */
function siteOf(host: string): string | null {
  const reading = targetOf(`https://${host}/`, { from: 'tab', scope: 'root' });
  return reading.ok ? reading.target : null;
}

/** What is known of the sites that a page's links lead to. Never spends. */
export async function viewLinks({ hosts }: Parameters<Protocol['viewLinks']>[0]): Promise<LinksView> {
  return { status: await status(), sites: hosts.map(siteOf) };
}
