import { list, text } from '../fields.ts';
import { t } from '../words.ts';
import { defineEndpoint, resultIsRows } from './define.ts';

export const apiStatus = defineEndpoint({
  id: 'appendix_status',
  title: t`API status`,
  explains: t`Whether DataForSEO’s services are up. Free.`,
  group: 'Account',
  path: '/v3/appendix/status',
  method: 'GET',
  free: true,
  freshDays: 0,
  key: 'api',
  request: {},
  rows: resultIsRows,
  row: {
    api: text('API', t`The service.`),
    status: text(t`Status`, t`How it is doing.`),
    endpoints: list(t`Endpoints`, { endpoint: text(t`Endpoint`), status: text(t`Status`) }, t`How each part of it is doing.`),
  },
});
