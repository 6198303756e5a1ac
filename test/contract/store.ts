/** Everything a storage must do. A backend brings a factory and gets every test. */
import { describe } from 'vitest';
import { alertTimeContract } from './alert-times.ts';
import { alertContract } from './alerts.ts';
import { chatContract } from './chat.ts';
import { commitContract } from './commits.ts';
import { directoryContract } from './directory.ts';
import type { Factory } from './fixture.ts';
import { idempotencyContract } from './idempotency.ts';
import { listContract } from './lists.ts';
import { owedApartContract } from './owed-apart.ts';
import { planContract } from './plans.ts';
import { relayContract } from './relay.ts';
import { scanContract } from './scan.ts';
import { slackContract } from './slack.ts';
import { statsContract } from './stats.ts';
import { webhookLineContract } from './webhook-lines.ts';
import { webhookLogContract } from './webhook-log.ts';
import { webhookPlanContract } from './webhook-plans.ts';

export function storeContract(name: string, factory: Factory): void {
  describe(name, () => {
    commitContract(factory);
    relayContract(factory);
    listContract(factory);
    planContract(factory);
    statsContract(factory);
    chatContract(factory);
    idempotencyContract(factory);
    directoryContract(factory);
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
    scanContract(factory);
  });
}
