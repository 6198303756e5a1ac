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
import { planContract } from './plans.ts';
import { relayContract } from './relay.ts';
import { slackContract } from './slack.ts';
import { statsContract } from './stats.ts';

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
    slackContract(factory);
  });
}
