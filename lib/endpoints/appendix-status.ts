import { list, text } from '../fields.ts';
import { defineEndpoint, resultIsRows } from './define.ts';

export const apiStatus = defineEndpoint({
  id: 'appendix_status',
  title: 'API status',
  explains: 'Whether DataForSEO’s services are up. Free.',
  group: 'Account',
  path: '/v3/appendix/status',
  method: 'GET',
  free: true,
  freshDays: 0,
  key: 'api',
  request: {},
  rows: resultIsRows,
  row: {
    api: text('API', 'The service.'),
    status: text('Status', 'How it does.'),
    endpoints: list('Endpoints', { endpoint: text('Endpoint'), status: text('Status') }, 'How each part of it does.'),
  },
});
