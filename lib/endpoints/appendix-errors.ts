import { count, text } from '../fields.ts';
import { defineEndpoint, resultIsRows } from './define.ts';

export const errorCodes = defineEndpoint({
  id: 'appendix_errors',
  title: 'Error codes',
  explains: 'Every code the API may answer with, and what it says. Free.',
  group: 'Account',
  path: '/v3/appendix/errors',
  method: 'GET',
  free: true,
  freshDays: 30,
  key: 'code',
  request: {},
  rows: resultIsRows,
  row: { code: count('Code', 'DataForSEO’s code.'), message: text('Message', 'DataForSEO’s words for it.') },
});
