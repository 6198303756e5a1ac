/** What webhooks ask is answered by an index: only what is due, only what waits, only whose it is. */
import { describe, expect, it } from 'vitest';
import { later } from '../support/builders.ts';
import type { WebhookQuestion } from '../support/webhook-questions.ts';
import type { Factory } from './fixture.ts';
import { delivery, message, NOW, outcome, webhookStores } from './webhook-data.ts';

export function webhookPlanContract(factory: Factory): void {
  describe('plans of webhooks', () => {
    const at = webhookStores(factory);

    async function expectFew(question: WebhookQuestion, most: number): Promise<void> {
      const plans = await at.fixture.explain({ webhooks: question });
      expect(plans.length).toBeGreaterThan(0);
      for (const plan of plans) {
        expect(plan.scansAll, plan.detail).toBe(false);
        if (!at.fixture.readsInOrder) continue;
        expect(plan.sorts, plan.detail).toBe(false);
        if (plan.examined !== null) expect(plan.examined, plan.detail).toBeLessThanOrEqual(most);
      }
    }

    it('read only what they are about', async () => {
      const numbers = Array.from({ length: 200 }, (_, n) => n + 1);
      for (const endpointId of ['whk_1', 'whk_2']) {
        const requestId = (n: number) => `req_${n % 50}`;
        await at.webhooks.owe(
          numbers.map((n) => message(n, requestId(n))),
          numbers.map((n) => delivery(n, requestId(n), endpointId)),
          NOW,
        );
      }
      const waiting = await at.webhooks.pending({ endpointId: 'whk_1', requestId: 'req_7' }, 10);
      for (const one of waiting.slice(0, 3)) await at.webhooks.settle(outcome(one));

      await expectFew({ lines: { endpointId: 'whk_1', now: NOW, limit: 10 } }, 10);
      await expectFew({ lines: { endpointId: 'whk_1', now: NOW - 1, limit: 10 } }, 0);
      await expectFew({ pending: { endpointId: 'whk_1', requestId: 'req_7', limit: 10 } }, 1);
      await expectFew({ log: { endpointId: 'whk_1', limit: 10 } }, 11);
      await expectFew({ log: { endpointId: 'whk_1', status: 'delivered', limit: 10 } }, 3);
      const { nextCursor } = await at.webhooks.deliveries({ endpointId: 'whk_1', limit: 10 });
      await expectFew({ log: { endpointId: 'whk_1', limit: 10, cursor: nextCursor ?? '' } }, 11);
      await expectFew({ messages: { since: later(0), until: later(999_999), after: '', limit: 10 } }, 10);
      await expectFew({ purgeMessages: { before: later(5_000), limit: 10 } }, 4);
      await expectFew({ purgeDeliveries: { endpointId: 'whk_1', before: later(5_000), limit: 10 } }, 4);
    });
  });
}
