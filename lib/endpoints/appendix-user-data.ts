import { group, json, text, time, usd } from '../fields.ts';
import { defineEndpoint, resultIsRows } from './define.ts';

export const userData = defineEndpoint({
  id: 'appendix_user_data',
  title: 'Account',
  explains: 'The account’s balance, limits and prices. Free.',
  group: 'Account',
  view: 'record',
  path: '/v3/appendix/user_data',
  method: 'GET',
  free: true,
  tellsAccount: true,
  freshDays: 0,
  request: {},
  rows: resultIsRows,
  row: {
    login: text('Login', 'The API login.'),
    timezone: text('Time zone', 'The account’s time zone.'),
    money: group('Money', {
      total: usd('Paid in', 'Everything ever paid in, in US dollars.'),
      balance: usd('Balance', 'What is left, in US dollars.'),
      limits: json('Limits', 'Limits the account’s owner has set, in US dollars; 0 means none.'),
      statistics: json('Spent', 'Spent this day and minute, in US dollars.'),
    }),
    rates: group('Rates', {
      limits: json('Limits', 'Most calls per day and minute; 0 means none.'),
      statistics: json('Made', 'Calls made this day and minute.'),
    }),
    price: json('Prices', 'The account’s own prices, in US dollars.'),
    backlinks_subscription_expiry_date: time('Backlinks subscription', 'Needed until July 2026; empty is normal since.'),
    llm_mentions_subscription_expiry_date: time('LLM mentions subscription', 'Not needed for backlinks.'),
  },
});
