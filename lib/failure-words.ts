import { money } from './format.ts';
import type { AllowOnce, Failure, FailureKind } from './outcome.ts';
import { SMALLEST_DEPOSIT_USD } from './price.ts';
import { locale, t } from './words.ts';

/** What a person is told of a failure: what happened, and the one thing to do. */
export type FailureWords = {
  title: string;
  advice: string;
  /** The one next step a surface offers beside the words. */
  next:
    | 'unlock'
    | 'allow'
    | 'connect'
    | 'settings'
    | 'fix'
    | 'ask'
    | 'again'
    | 'wait'
    | 'raise-cap'
    | 'top-up'
    | 'dashboard'
    | 'permission'
    | 'reload'
    | 'report';
};

const usd = (failure: Failure, name: string): string => money(failure.amounts?.[name] ?? 0);

const seconds = (ms: number): string => `${Math.ceil(ms / 1000)} s`;

/** By the cap that `said` names. */
const capWords: Record<string, string> & { day: string } = {
  day: t`Your day cap is reached`,
  month: t`Your month cap is reached`,
  watchlist: t`Your watchlist cap is reached`,
};

const table: Record<FailureKind, (failure: Failure) => FailureWords> = {
  'signed-out': () => ({
    title: t`Not connected`,
    advice: t`Connect your DataForSEO account, or explore sample data without one.`,
    next: 'connect',
  }),
  'invalid-request': ({ issues = [] }) => ({
    title: t`This cannot be asked yet`,
    advice: issues.map(({ message }) => message).join(' ') || t`One of the values is not possible.`,
    next: 'fix',
  }),
  'refused-target': ({ said }) => ({ title: t`No site here`, advice: said ?? t`Type a public domain or page.`, next: 'fix' }),
  'never-send': () => ({
    title: t`On your never-send list`,
    advice: t`Nothing about this site leaves your browser. Change the list under Settings.`,
    next: 'settings',
  }),
  'not-cached': () => ({ title: t`Not bought yet`, advice: t`Nothing is stored for this. The price is on the button.`, next: 'ask' }),
  'over-cap': (failure) =>
    failure.limit === 'action'
      ? {
          title: t`This costs more than you allow at once`,
          advice: t`It costs ${usd(failure, 'price')}; what costs more than ${usd(failure, 'cap')} wants a second press. Nothing was sent.`,
          next: 'allow',
        }
      : {
          title: capWords[failure.said ?? ''] ?? capWords.day,
          advice: t`This costs ${usd(failure, 'price')}; ${usd(failure, 'spent')} of ${usd(failure, 'cap')} is spent or reserved. What you bought stays free to look at.`,
          next: 'raise-cap',
        },
  interrupted: (failure) => ({
    title: t`An earlier request brought no answer`,
    advice:
      failure.spent === 'yes'
        ? t`It was cut off, and DataForSEO says that it charged ${money(failure.costUsd)}. Its answer cannot be fetched. Nothing is sent again unless you ask.`
        : t`It was sent and then cut off or failed, so ${usd(failure, 'price')} may have been charged. It counts against your caps. Nothing is sent again unless you ask.`,
    next: 'again',
  }),
  offline: () => ({ title: t`You are offline`, advice: t`Nothing was sent. Try again when the network is back.`, next: 'ask' }),
  'other-environment': () => ({
    title: t`The environment has changed`,
    advice: t`It was switched in another window. See the ribbon and the price, and ask again.`,
    next: 'ask',
  }),
  'no-permission': () => ({
    title: t`Access to the API is switched off`,
    advice: t`The browser does not let Backlens reach DataForSEO. Allow it under Settings.`,
    next: 'permission',
  }),
  'no-ledger': () => ({
    title: t`The ledger cannot be written`,
    advice: t`This browser profile refuses to store data, so spending could not be counted. Free space or check the profile.`,
    next: 'allow',
  }),
  locked: () => ({
    title: t`Your login is locked`,
    advice: t`Type its passphrase to go on. What you bought stays free to look at.`,
    next: 'unlock',
  }),
  'wrong-passphrase': ({ waitMs = 0 }) => ({
    title: t`This is not the passphrase`,
    advice: waitMs > 0 ? t`Try again in ${seconds(waitMs)}.` : t`Try again.`,
    next: 'unlock',
  }),
  'too-soon': ({ waitMs = 0 }) => ({
    title: t`This was looked up just now`,
    advice: t`DataForSEO is asked for it once a minute at most. Look again in ${seconds(waitMs)}.`,
    next: 'wait',
  }),
  dearer: (failure) => ({
    title: t`This costs more than was said`,
    advice: t`The last page cost ${usd(failure, 'cost')}, more than twice the ${usd(failure, 'price')} expected. Nothing more is bought until you say so.`,
    next: 'ask',
  }),
  'bad-credentials': () => ({
    title: t`DataForSEO does not accept the login`,
    advice: t`Use the API login and API password from the dashboard’s API Access page; the dashboard’s own password does not work here.`,
    next: 'connect',
  }),
  'unverified-account': () => ({
    title: t`The account is not verified yet`,
    advice: t`Verify it in the DataForSEO dashboard, then try again.`,
    next: 'dashboard',
  }),
  'account-blocked': () => ({
    title: t`DataForSEO has blocked the account`,
    advice: t`Their support can tell why and lift it.`,
    next: 'dashboard',
  }),
  'no-funds': () => ({
    title: t`The account’s balance is used up`,
    advice: t`Top it up in the DataForSEO dashboard; their smallest deposit is ${money(SMALLEST_DEPOSIT_USD)}.`,
    next: 'top-up',
  }),
  'account-limit': () => ({
    title: t`Your own DataForSEO daily limit is reached`,
    advice: t`It starts anew at ${localMidnightUtc()} your time (00:00 UTC), or raise it in the dashboard.`,
    next: 'dashboard',
  }),
  'no-access': () => ({
    title: t`The account has no access to this API`,
    advice: t`Activate the Backlinks API under Plans and Subscriptions in the DataForSEO dashboard.`,
    next: 'dashboard',
  }),
  'repeat-limit': () => ({
    title: t`Too many equal requests`,
    advice: t`The account limits how often the same request may be made. Try later, or change that limit in the dashboard.`,
    next: 'wait',
  }),
  'ip-not-allowed': () => ({
    title: t`Your network is not on the account’s IP list`,
    advice: t`Add your IP address in the DataForSEO dashboard, or switch the list off.`,
    next: 'dashboard',
  }),
  'foreign-task': () => ({
    title: t`This belongs to another request`,
    advice: t`Check the id: it is of another account or function.`,
    next: 'fix',
  }),
  'rejected-request': ({ said }) => ({
    title: t`DataForSEO refused the request`,
    advice: said ? t`It says: “${said}” Change that and ask again.` : t`Change the request and ask again.`,
    next: 'fix',
  }),
  'unknown-address': () => ({
    title: t`DataForSEO does not know this address`,
    advice: t`The API may have changed. An update of Backlens may help.`,
    next: 'report',
  }),
  'target-unreachable': () => ({
    title: t`DataForSEO cannot reach this target`,
    advice: t`Check the address; the page may not exist any more. The domain may still have data.`,
    next: 'fix',
  }),
  expired: () => ({ title: t`The results have expired`, advice: t`Ask for them again.`, next: 'ask' }),
  'no-sandbox-data': () => ({
    title: t`The sandbox has no data for this`,
    advice: t`Try another report, or switch to your own account under Settings.`,
    next: 'settings',
  }),
  'no-results': () => ({ title: t`DataForSEO found nothing`, advice: t`There is nothing in its index for this request.`, next: 'fix' }),
  'still-running': () => ({ title: t`The task has not finished`, advice: t`Wait a little and look again.`, next: 'wait' }),
  'rate-limited': () => ({
    title: t`Too many requests this minute`,
    advice: t`DataForSEO takes 2,000 a minute per account. Try again in a minute.`,
    next: 'wait',
  }),
  'too-many-at-once': () => ({
    title: t`Too many requests at once`,
    advice: t`DataForSEO takes 30 at a time per account. Try again when others have finished.`,
    next: 'wait',
  }),
  unreachable: () => ({
    title: t`DataForSEO could not be reached`,
    advice: t`The connection broke, and it cannot be told whether before or after the request arrived. It is counted as spent until known.`,
    next: 'again',
  }),
  timeout: () => ({
    title: t`No answer within 130 seconds`,
    advice: t`The request may still have been charged; it is counted as spent until known.`,
    next: 'again',
  }),
  'task-failed': () => ({ title: t`DataForSEO failed to do this`, advice: t`It suggests asking again.`, next: 'again' }),
  'server-trouble': () => ({
    title: t`DataForSEO has trouble`,
    advice: t`Its servers answered with an error. Try again in a few minutes.`,
    next: 'again',
  }),
  'service-paused': () => ({
    title: t`This part of DataForSEO is paused`,
    advice: t`It is being updated or down. Try again in some minutes.`,
    next: 'wait',
  }),
  'task-timeout': () => ({
    title: t`DataForSEO took too long`,
    advice: t`It gave up on this request. A smaller one (fewer rows, simpler filters) may work.`,
    next: 'again',
  }),
  'not-implemented': () => ({ title: t`DataForSEO does not offer this yet`, advice: t`Choose another report.`, next: 'fix' }),
  'unreadable-reply': ({ said }) => ({
    title: t`The answer could not be read`,
    advice: said ? t`It begins: “${said}” A proxy or network sign-in page may be in the way.` : t`It was empty or cut off.`,
    next: 'again',
  }),
  'too-large': () => ({
    title: t`The answer was too large`,
    advice: t`It passed 32 MiB and was stopped. Ask for fewer rows.`,
    next: 'fix',
  }),
  'unexpected-reply': ({ said }) => ({
    title: t`The answer has an unknown shape`,
    advice: said ?? t`DataForSEO may have changed its API. An update of Backlens may help.`,
    next: 'report',
  }),
  'unknown-code': ({ said }) => ({
    title: t`DataForSEO reports a problem`,
    advice: said ? t`It says: “${said}”` : t`It gave a code without words.`,
    next: 'again',
  }),
  outdated: () => ({
    title: t`Backlens was updated`,
    advice: t`This page is of the version before. Reload it and ask again; what you bought is kept.`,
    next: 'reload',
  }),
  bug: () => ({
    title: t`Backlens made a mistake`,
    advice: t`Nothing more was sent. Please report what you did just before.`,
    next: 'report',
  }),
};

/** The words for a failure. */
export const wordsOf = (failure: Failure): FailureWords => table[failure.kind](failure);

/**
 * What the person would allow by letting this one call, or the rest of a plan that costs `planUsd`, pass the limit it was held back by; null
 * where no limit did.
 */
export const allowanceFor = ({ limit, amounts }: Failure, planUsd = amounts?.price ?? 0): AllowOnce | null =>
  limit ? { past: limit, upToUsd: planUsd } : null;

/** One sentence that says whether money was spent. */
export function spentWords({ spent, costUsd, amounts }: Failure): string {
  if (spent === 'no') return t`Nothing was spent.`;
  if (spent === 'yes') return t`It cost ${money(costUsd ?? amounts?.price ?? 0)}.`;
  return amounts?.price ? t`It may have cost ${money(amounts.price)}.` : t`It may have been charged.`;
}

/** The local time at which DataForSEO's day (UTC) begins. */
function localMidnightUtc(): string {
  const midnight = new Date();
  midnight.setUTCHours(24, 0, 0, 0);
  return midnight.toLocaleTimeString(locale, { hour: '2-digit', minute: '2-digit' });
}
