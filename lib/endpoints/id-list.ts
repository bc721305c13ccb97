import { json, text, time, url, usd } from '../fields.ts';
import { choice, flag, limit, moment, offset } from '../params.ts';
import { defineEndpoint, resultIsRows } from './define.ts';
import { momentsCheck } from './time-range.ts';

export const idList = defineEndpoint({
  id: 'id_list',
  title: 'Past calls',
  explains: 'Every call the account made in a span of time, with its status and cost. Free.',
  group: 'Account',
  path: '/v3/backlinks/id_list',
  free: true,
  freshDays: 0,
  key: 'id',
  request: {
    datetime_from: moment('From', 'Up to 6 months back, or 1 month with the parameters.', true),
    datetime_to: moment('To', 'Not later than now.', true),
    include_metadata: flag('With parameters', 'Add what each call asked for.', false),
    limit: { ...limit(1000), ours: 1000 },
    offset: offset(),
    sort: choice('Order', 'By time of execution.', ['asc', 'desc'], 'asc'),
  },
  check: momentsCheck,
  rows: resultIsRows,
  row: {
    datetime_posted: time('Asked', 'When the call was received.'),
    datetime_done: time('Answered', 'When the call was answered.'),
    url: url('Address', 'What was called.'),
    status: text('Status', 'What became of it.'),
    cost: usd('Cost', 'What it cost, in US dollars.'),
    id: text('Id', 'DataForSEO’s id of the task.'),
    metadata: json('Parameters', 'What the call asked for.'),
  },
});
