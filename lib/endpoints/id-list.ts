import { json, text, time, url, usd } from '../fields.ts';
import { choice, flag, limit, moment, offset } from '../params.ts';
import { t } from '../words.ts';
import { defineEndpoint, resultIsRows } from './define.ts';
import { momentsCheck } from './time-range.ts';

export const idList = defineEndpoint({
  id: 'id_list',
  title: t`Past calls`,
  explains: t`Every call the account made in a span of time, with its status and cost. Free.`,
  group: 'Account',
  path: '/v3/backlinks/id_list',
  free: true,
  freshDays: 0,
  key: 'id',
  request: {
    datetime_from: moment(t`From`, t`Up to 6 months back, or 1 month with the parameters.`, true),
    datetime_to: moment(t`To`, t`Not later than now.`, true),
    include_metadata: flag(t`With parameters`, t`Add what each call asked for.`, false),
    limit: { ...limit(1000), ours: 1000 },
    offset: offset(),
    sort: choice(t`Order`, t`By time of execution.`, ['asc', 'desc'], 'asc'),
  },
  check: momentsCheck,
  rows: resultIsRows,
  row: {
    datetime_posted: time(t`Asked`, t`When the call was received.`),
    datetime_done: time(t`Answered`, t`When the call was answered.`),
    url: url(t`Address`, t`What was called.`),
    status: text(t`Status`, t`What became of it.`),
    cost: usd(t`Cost`, t`What it cost, in US dollars.`),
    id: text(t`Id`, t`DataForSEO’s id of the task.`),
    metadata: json(t`Parameters`, t`What the call asked for.`),
  },
});
