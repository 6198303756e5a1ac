/** What a storage keeps of all that is still owed to somebody: work, webhooks, and whom Slack knows. */
import { describe } from 'vitest';
import { slackContract } from './slack.ts';
import { storages } from './storages.ts';
import { webhookLineContract } from './webhook-lines.ts';
import { webhookLogContract } from './webhook-log.ts';
import { webhookPlanContract } from './webhook-plans.ts';
import { workContract } from './work.ts';
import { workApartContract } from './work-apart.ts';
import { workTimeContract } from './work-times.ts';

describe.each(storages())('$name', ({ factory }) => {
  workContract(factory);
  workTimeContract(factory);
  workApartContract(factory);
  slackContract(factory);
  webhookLineContract(factory);
  webhookLogContract(factory);
  webhookPlanContract(factory);
});
