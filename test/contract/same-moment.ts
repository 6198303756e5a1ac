/** What is written where nothing stood yet by several at the same moment, in two processes: it stands once, and nobody fails. */
import { describe, expect, it } from 'vitest';
import type { StoredAttachment } from '../../src/application/attachments/ports.ts';
import type { StoredNote } from '../../src/application/notes/ports.ts';
import type { Store } from '../../src/application/ports/store.ts';
import { later, thaiPolicy } from '../support/builders.ts';
import { type Factory, freshStores } from './fixture.ts';
import { delivery, message, NOW } from './webhook-data.ts';

const ROUNDS = 12;
const AT_ONCE = 12;

const note = (n: number): StoredNote => ({
  id: `note_${n}`,
  requestId: 'req_1',
  sellerId: 'shop-1',
  at: later(n),
  author: { role: 'seller', id: 'shop-1', userId: 'staff-1', name: 'Nok' },
  audience: 'shop',
  text: 'Asked the warehouse.',
});
const attachment = (n: number): StoredAttachment => ({
  id: `att_${n}`,
  conversationId: 'conv-1',
  by: { role: 'buyer', id: 'buyer-1' },
  at: later(n),
  usedAt: null,
  contentType: 'image/jpeg',
  width: 4,
  height: 3,
  bytes: 99,
});

/** Each writes the thing number `n` and answers what stands then. */
type Write = (store: Store, n: number) => Promise<unknown>;
const WRITES: Record<string, Write> = {
  'a note': ({ notes }, n) => notes.add(note(n)),
  'what is known of a photo': async ({ attachments }, n) => {
    await attachments.add(attachment(n));
    return attachments.find([`att_${n}`]);
  },
  'a seller': async ({ directory }, n) => {
    await directory.putSeller({ id: `shop-${n}`, name: 'Bowls', market: 'TH', zone: 'Asia/Bangkok' });
    return directory.seller(`shop-${n}`);
  },
  'a policy': async ({ directory }, n) => {
    await directory.putPolicy(thaiPolicy({ market: `T${n}` }));
    return directory.policy(`T${n}`);
  },
  'saved replies': async ({ replies }, n) => {
    await replies.put(`shop-${n}`, [{ id: 'r1', title: 'Thanks', text: 'Thank you!' }]);
    return replies.get(`shop-${n}`);
  },
  'an installation of Slack': async ({ slack }, n) => {
    await slack.putInstallation({ id: `T${n}`, name: 'Bowls', sealed: 'v1.a', at: later(0) });
    return slack.installation(`T${n}`);
  },
  'a link of Slack': async ({ slack }, n) => {
    await slack.putLink({ team: `T${n}`, user: 'U1', sellerId: 'shop-1', at: later(0) });
    return slack.linksOf(`T${n}`, 'U1');
  },
  'how a kind of work fares': async ({ work }, n) => {
    await work.alert.putStatus(`shop-${n}`, { code: 'ok', at: later(0) });
    return work.alert.status(`shop-${n}`);
  },
  'owed work': async ({ work }, n) => {
    const subject = `req_${n}`;
    await work.alert.owe([{ subject, sellerId: 'shop-1', lane: 'same', owed: 1, dueAt: NOW }]);
    return work.alert.get(subject);
  },
  'an owed delivery': async ({ webhooks }, n) => {
    const requestId = `req_${n}`;
    await webhooks.owe([message(1, requestId)], [delivery(1, requestId)], NOW);
    return webhooks.pending({ endpointId: 'whk_1', requestId }, 10);
  },
  'that this storage can be written to': ({ ping }) => ping(),
};

export function sameMomentContract(factory: Factory): void {
  describe('what several write for the first time at the same moment', () => {
    const at = freshStores(factory);

    it.each(Object.entries(WRITES))('%s', async (_, write) => {
      const stores = [at.store, await at.another()];
      for (let round = 0; round < ROUNDS; round++) {
        const once = Array.from({ length: AT_ONCE }, (_, n) => write(stores[n % stores.length] as Store, round));
        const [first, ...others] = await Promise.all(once);
        for (const other of others) expect(other).toEqual(first);
      }
    });
  });
}
