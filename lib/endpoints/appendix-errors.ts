import { count, text } from '../fields.ts';
import { t } from '../words.ts';
import { defineEndpoint, resultIsRows } from './define.ts';

export const errorCodes = defineEndpoint({
  id: 'appendix_errors',
  title: t`Error codes`,
  explains: t`Every code the API may answer with, and what it says. Free.`,
  group: 'Account',
  path: '/v3/appendix/errors',
  method: 'GET',
  free: true,
  freshDays: 30,
  key: 'code',
  request: {},
  rows: resultIsRows,
  row: { code: count(t`Code`, t`DataForSEO’s code.`), message: text(t`Message`, t`DataForSEO’s words for it.`) },
});
