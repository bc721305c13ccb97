import { money } from './format.ts';
import type { AllowOnce, Failure, FailureKind } from './outcome.ts';

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

const table: Record<FailureKind, (failure: Failure) => FailureWords> = {
  'signed-out': () => ({
    title: 'Not connected',
    advice: 'Connect your DataForSEO account, or explore sample data without one.',
    next: 'connect',
  }),
  'invalid-request': ({ issues = [] }) => ({
    title: 'This cannot be asked yet',
    advice: issues.map(({ message }) => message).join(' ') || 'One of the values is not possible.',
    next: 'fix',
  }),
  'refused-target': ({ said }) => ({ title: 'No site here', advice: said ?? 'Type a public domain or page.', next: 'fix' }),
  'never-send': () => ({
    title: 'On your never-send list',
    advice: 'Nothing about this site leaves your browser. Change the list under Settings.',
    next: 'settings',
  }),
  'not-cached': () => ({ title: 'Not bought yet', advice: 'Nothing is stored for this. The price is on the button.', next: 'ask' }),
  'over-cap': (failure) =>
    failure.limit === 'action'
      ? {
          title: 'This costs more than you allow at once',
          advice: `It costs ${usd(failure, 'price')}; what costs more than ${usd(failure, 'cap')} wants a second press. Nothing was sent.`,
          next: 'allow',
        }
      : {
          title: `Your ${failure.said ?? 'day'} cap is reached`,
          advice: `This costs ${usd(failure, 'price')}; ${usd(failure, 'spent')} of ${usd(failure, 'cap')} is spent or reserved. What you bought stays free to look at.`,
          next: 'raise-cap',
        },
  interrupted: (failure) => ({
    title: 'An earlier request brought no answer',
    advice:
      failure.spent === 'yes'
        ? `It was cut off, and DataForSEO says that it charged ${money(failure.costUsd)}. Its answer cannot be fetched. Nothing is sent again unless you ask.`
        : `It was sent and then cut off or failed, so ${usd(failure, 'price')} may have been charged. It counts against your caps. Nothing is sent again unless you ask.`,
    next: 'again',
  }),
  offline: () => ({ title: 'You are offline', advice: 'Nothing was sent. Try again when the network is back.', next: 'ask' }),
  'other-environment': () => ({
    title: 'The environment has changed',
    advice: 'It was switched in another window. See the ribbon and the price, and ask again.',
    next: 'ask',
  }),
  'no-permission': () => ({
    title: 'Access to the API is switched off',
    advice: 'The browser does not let Backlens reach DataForSEO. Allow it under Settings.',
    next: 'permission',
  }),
  'no-ledger': () => ({
    title: 'The ledger cannot be written',
    advice: 'This browser profile refuses to store data, so spending could not be counted. Free space or check the profile.',
    next: 'allow',
  }),
  locked: () => ({
    title: 'Your login is locked',
    advice: 'Type its passphrase to go on. What you bought stays free to look at.',
    next: 'unlock',
  }),
  'wrong-passphrase': ({ waitMs = 0 }) => ({
    title: 'This is not the passphrase',
    advice: waitMs > 0 ? `Try again in ${seconds(waitMs)}.` : 'Try again.',
    next: 'unlock',
  }),
  'too-soon': ({ waitMs = 0 }) => ({
    title: 'This was looked up just now',
    advice: `DataForSEO is asked for it once a minute at most. Look again in ${seconds(waitMs)}.`,
    next: 'wait',
  }),
  dearer: (failure) => ({
    title: 'This costs more than was said',
    advice: `The last page cost ${usd(failure, 'cost')}, more than twice the ${usd(failure, 'price')} expected. Nothing more is bought until you say so.`,
    next: 'ask',
  }),
  'bad-credentials': () => ({
    title: 'DataForSEO does not accept the login',
    advice: 'Use the API login and API password from the dashboard’s API Access page; the dashboard’s own password does not work here.',
    next: 'connect',
  }),
  'unverified-account': () => ({
    title: 'The account is not verified yet',
    advice: 'Verify it in the DataForSEO dashboard, then try again.',
    next: 'dashboard',
  }),
  'account-blocked': () => ({
    title: 'DataForSEO has blocked the account',
    advice: 'Their support can tell why and lift it.',
    next: 'dashboard',
  }),
  'no-funds': () => ({
    title: 'The account’s balance is used up',
    advice: 'Top it up in the DataForSEO dashboard; their smallest deposit is $50.',
    next: 'top-up',
  }),
  'account-limit': () => ({
    title: 'Your own DataForSEO daily limit is reached',
    advice: `It starts anew at ${localMidnightUtc()} your time (00:00 UTC), or raise it in the dashboard.`,
    next: 'dashboard',
  }),
  'no-access': () => ({
    title: 'The account has no access to this API',
    advice: 'Activate the Backlinks API under Plans and Subscriptions in the DataForSEO dashboard.',
    next: 'dashboard',
  }),
  'repeat-limit': () => ({
    title: 'Too many equal requests',
    advice: 'The account limits how often the same request may be made. Try later, or change that limit in the dashboard.',
    next: 'wait',
  }),
  'ip-not-allowed': () => ({
    title: 'Your network is not on the account’s IP list',
    advice: 'Add your IP address in the DataForSEO dashboard, or switch the list off.',
    next: 'dashboard',
  }),
  'foreign-task': () => ({
    title: 'This belongs to another request',
    advice: 'Check the id: it is of another account or function.',
    next: 'fix',
  }),
  'rejected-request': ({ said }) => ({
    title: 'DataForSEO refused the request',
    advice: said ? `It says: “${said}” Change that and ask again.` : 'Change the request and ask again.',
    next: 'fix',
  }),
  'unknown-address': () => ({
    title: 'DataForSEO does not know this address',
    advice: 'The API may have changed. An update of Backlens may help.',
    next: 'report',
  }),
  'target-unreachable': () => ({
    title: 'DataForSEO cannot reach this target',
    advice: 'Check the address; the page may not exist any more. The domain may still have data.',
    next: 'fix',
  }),
  expired: () => ({ title: 'The results have expired', advice: 'Ask for them again.', next: 'ask' }),
  'no-sandbox-data': () => ({
    title: 'The sandbox has no data for this',
    advice: 'Try another report, or switch to your own account under Settings.',
    next: 'settings',
  }),
  'no-results': () => ({ title: 'DataForSEO found nothing', advice: 'There is nothing in its index for this request.', next: 'fix' }),
  'still-running': () => ({ title: 'The task has not finished', advice: 'Wait a little and look again.', next: 'wait' }),
  'rate-limited': () => ({
    title: 'Too many requests this minute',
    advice: 'DataForSEO takes 2,000 a minute per account. Try again in a minute.',
    next: 'wait',
  }),
  'too-many-at-once': () => ({
    title: 'Too many requests at once',
    advice: 'DataForSEO takes 30 at a time per account. Try again when others have finished.',
    next: 'wait',
  }),
  unreachable: () => ({
    title: 'DataForSEO could not be reached',
    advice: 'The connection broke, and it cannot be told whether before or after the request arrived. It is counted as spent until known.',
    next: 'again',
  }),
  timeout: () => ({
    title: 'No answer within 130 seconds',
    advice: 'The request may still have been charged; it is counted as spent until known.',
    next: 'again',
  }),
  'task-failed': () => ({ title: 'DataForSEO failed to do this', advice: 'It suggests to ask again.', next: 'again' }),
  'server-trouble': () => ({
    title: 'DataForSEO has trouble',
    advice: 'Its servers answered with an error. Try again in a few minutes.',
    next: 'again',
  }),
  'service-paused': () => ({
    title: 'This part of DataForSEO is paused',
    advice: 'It is being updated or down. Try again in some minutes.',
    next: 'wait',
  }),
  'task-timeout': () => ({
    title: 'DataForSEO took too long',
    advice: 'It gave up on this request. A smaller one (fewer rows, simpler filters) may work.',
    next: 'again',
  }),
  'not-implemented': () => ({ title: 'DataForSEO does not offer this yet', advice: 'Choose another report.', next: 'fix' }),
  'unreadable-reply': ({ said }) => ({
    title: 'The answer could not be read',
    advice: said ? `It begins: “${said}” A proxy or network sign-in page may be in the way.` : 'It was empty or cut off.',
    next: 'again',
  }),
  'too-large': () => ({ title: 'The answer was too large', advice: 'It passed 32 MiB and was stopped. Ask for fewer rows.', next: 'fix' }),
  'unexpected-reply': ({ said }) => ({
    title: 'The answer has an unknown shape',
    advice: said ?? 'DataForSEO may have changed its API. An update of Backlens may help.',
    next: 'report',
  }),
  'unknown-code': ({ said }) => ({
    title: 'DataForSEO reports a problem',
    advice: said ? `It says: “${said}”` : 'It gave a code without words.',
    next: 'again',
  }),
  outdated: () => ({
    title: 'Backlens was updated',
    advice: 'This page is of the version before. Reload it and ask again; what you bought is kept.',
    next: 'reload',
  }),
  bug: () => ({
    title: 'Backlens made a mistake',
    advice: 'Nothing more was sent. Please report what you did just before.',
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
  if (spent === 'no') return 'Nothing was spent.';
  if (spent === 'yes') return `It cost ${money(costUsd ?? amounts?.price ?? 0)}.`;
  return amounts?.price ? `It may have cost ${money(amounts.price)}.` : 'It may have been charged.';
}

/** The local time at which DataForSEO's day (UTC) begins. */
function localMidnightUtc(): string {
  const midnight = new Date();
  midnight.setUTCHours(24, 0, 0, 0);
  return midnight.toLocaleTimeString(undefined, { hour: '2-digit', minute: '2-digit' });
}
