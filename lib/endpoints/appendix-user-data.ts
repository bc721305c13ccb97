import { group, json, text, time, usd } from '../fields.ts';
import { t } from '../words.ts';
import { defineEndpoint, resultIsRows } from './define.ts';

export const userData = defineEndpoint({
  id: 'appendix_user_data',
  title: t`Account`,
  explains: t`The account’s balance, limits and prices. Free.`,
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
    login: text(t`Login`, t`The API login.`),
    timezone: text(t`Time zone`, t`The account’s time zone.`),
    money: group(t`Money`, {
      total: usd(t`Paid in`, t`Everything ever paid in, in US dollars.`),
      balance: usd(t`Balance`, t`What is left, in US dollars.`),
      limits: json(t`Limits`, t`Limits the account’s owner has set, in US dollars; 0 means none.`),
      statistics: json(t`Spent`, t`Spent this day and minute, in US dollars.`),
    }),
    rates: group(t`Rates`, {
      limits: json(t`Limits`, t`Most calls per day and minute; 0 means none.`),
      statistics: json(t`Made`, t`Calls made this day and minute.`),
    }),
    price: json(t`Prices`, t`The account’s own prices, in US dollars.`),
    backlinks_subscription_expiry_date: time(t`Backlinks subscription`, t`Needed until July 2026; empty is normal since.`),
    llm_mentions_subscription_expiry_date: time(t`LLM mentions subscription`, t`Not needed for backlinks.`),
  },
});
