/** What a storage keeps of all that is still owed to somebody: alerts, webhooks, and whom Slack knows. */
import { describe } from 'vitest';
import { alertTimeContract } from './alert-times.ts';
import { alertContract } from './alerts.ts';
import { owedApartContract } from './owed-apart.ts';
import { slackContract } from './slack.ts';
import { storages } from './storages.ts';
import { webhookLineContract } from './webhook-lines.ts';
import { webhookLogContract } from './webhook-log.ts';
import { webhookPlanContract } from './webhook-plans.ts';

describe.each(storages())('$name', ({ factory }) => {
  alertContract(factory);
  alertTimeContract(factory);
  describe('of the Chatwoot connector', () => {
    alertContract(factory, 'chatwoot');
    alertTimeContract(factory, 'chatwoot');
    owedApartContract(factory);
  });
  describe('of marketplaces', () => {
    alertContract(factory, 'marketplace');
    alertTimeContract(factory, 'marketplace');
  });
  slackContract(factory);
  webhookLineContract(factory);
  webhookLogContract(factory);
  webhookPlanContract(factory);
});
