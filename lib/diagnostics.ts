import type { Diagnostics } from './messages.ts';
import { troubleTitles } from './storage-words.ts';

const moment = (at: number | null): string => (at === null ? 'never' : `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`);

const megabytes = (bytes: number | null): string => (bytes === null ? 'not told' : `${(bytes / 1e6).toFixed(1)} MB`);

/** Names with their numbers, one to a line; nothing where there are none. */
const counted = (title: string, counts: Record<string, number>): string[] => {
  const entries = Object.entries(counts).sort(([a], [b]) => (a < b ? -1 : 1));
  return [`${title}:${entries.length === 0 ? ' none' : ''}`, ...entries.map(([name, count]) => `  ${name}: ${count}`)];
};

/** The facts as text for a bug report. What is in it is what `Diagnostics` has: no login, no target, no text of the API. */
export function diagnosticsText(facts: Diagnostics): string {
  const { settings, storage } = facts;
  const skew = Math.round(facts.clockSkewMs / 1000);
  return [
    `Backlens ${facts.version}`,
    `Browser: ${facts.browser}`,
    `Environment: ${facts.environment}, ${facts.online ? 'online' : 'offline'}`,
    `Login kept: ${facts.keeping ?? 'none'}${facts.locked ? ', locked' : ''}`,
    `Permissions: ${facts.permissions.join(', ')}`,
    `Clock: ${Math.abs(skew)} s ${skew < 0 ? 'ahead of' : 'behind'} DataForSEO's`,
    `Prices read: ${moment(facts.pricesReadAt)}`,
    `Storage: ${storage.trouble ? `${troubleTitles[storage.trouble]} (${storage.trouble})` : 'works'}, ${megabytes(storage.usedBytes)} of ${megabytes(storage.quotaBytes)}`,
    ...counted('Kept', storage.kept),
    ...counted('Calls', facts.calls),
    ...counted('Fields that replies lacked', facts.drift),
    'Settings:',
    ...Object.entries(settings).map(([name, value]) => `  ${name}: ${typeof value === 'object' ? JSON.stringify(value) : value}`),
  ].join('\n');
}
