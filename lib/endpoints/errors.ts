import { count, httpStatus, text, time, url } from '../fields.ts';
import { free, limit, moment, offset } from '../params.ts';
import { defineEndpoint, resultIsRows } from './define.ts';
import { momentsCheck } from './time-range.ts';

export const errors = defineEndpoint({
  id: 'errors',
  title: 'Failed calls',
  explains: 'Calls of the account that failed in the last 7 days, with the reason of each. Free.',
  group: 'Account',
  path: '/v3/backlinks/errors',
  free: true,
  freshDays: 0,
  key: 'id',
  request: {
    limit: { ...limit(1000), ours: 1000 },
    offset: offset(),
    filtered_function: free('Function', 'Only calls of this function, such as backlinks/summary.', 200),
    datetime_from: moment('From', 'Not before 7 days ago.', false),
    datetime_to: moment('To', 'Not later than now.', false),
  },
  check: momentsCheck,
  rows: resultIsRows,
  row: {
    datetime: time('When', 'When the call failed.'),
    function: text('Function', 'Which function was called.'),
    error_code: count('Code', 'DataForSEO’s code of the error.'),
    error_message: text('Message', 'DataForSEO’s words for it.'),
    http_url: url('Address', 'What was called.'),
    http_method: text('Method', 'How it was called.'),
    http_code: httpStatus('HTTP status', 'What HTTP answered.'),
    http_time: count('Time', 'How long it took, in milliseconds.'),
    http_response: text('Answer', 'What was answered.'),
    id: text('Id', 'DataForSEO’s id of the task.'),
  },
});
