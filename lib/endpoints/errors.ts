import { count, httpStatus, text, time, url } from '../fields.ts';
import { free, limit, moment, offset } from '../params.ts';
import { t } from '../words.ts';
import { defineEndpoint, resultIsRows } from './define.ts';
import { momentsCheck } from './time-range.ts';

export const errors = defineEndpoint({
  id: 'errors',
  title: t`Failed calls`,
  explains: t`Calls of the account that failed in the last 7 days, with the reason of each. Free.`,
  group: 'Account',
  path: '/v3/backlinks/errors',
  free: true,
  freshDays: 0,
  key: 'id',
  request: {
    limit: { ...limit(1000), ours: 1000 },
    offset: offset(),
    filtered_function: free(t`Function`, t`Only calls of this function, such as backlinks/summary.`, 200),
    datetime_from: moment(t`From`, t`Not before 7 days ago.`, false),
    datetime_to: moment(t`To`, t`Not later than now.`, false),
  },
  check: momentsCheck,
  rows: resultIsRows,
  row: {
    datetime: time(t`When`, t`When the call failed.`),
    function: text(t`Function`, t`Which function was called.`),
    error_code: count(t`Code`, t`DataForSEO’s code of the error.`),
    error_message: text(t`Message`, t`DataForSEO’s words for it.`),
    http_url: url(t`Address`, t`What was called.`),
    http_method: text(t`Method`, t`How it was called.`),
    http_code: httpStatus(t`HTTP status`, t`What HTTP answered.`),
    http_time: count(t`Time`, t`How long it took, in milliseconds.`),
    http_response: text(t`Answer`, t`What was answered.`),
    id: text(t`Id`, t`DataForSEO’s id of the task.`),
  },
});
