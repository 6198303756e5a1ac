/** The shop without its pages: books, work, and what it hears, wired together. `main.js` starts it, and so do the tests. */
import { join } from 'node:path';
import { createParley } from '@parley/client';
import { createBooks } from './books.js';
import { openingOf } from './claims.js';
import { declareSeller, registerEndpoint } from './connect.js';
import { openLedger } from './ledger.js';
import { BUYER, SHOP } from './orders.js';
import { createWebhooks, heardOf } from './webhooks.js';
import { createWork } from './work.js';

/** @typedef {Awaited<ReturnType<typeof openShop>>} Shop */

/**
 * @param {object} parts
 * @param {import('@parley/client').ParleyOptions} parts.parley  Where Parley is, and the key.
 * @param {string} parts.url  Where this shop is, as Parley reaches it.
 * @param {string} parts.dataDir
 * @param {import('./orders.js').Order[]} parts.orders
 * @param {Pick<import('./payments.js').Payments, 'pay'>} parts.payments
 * @param {(error: unknown, what: string) => void} parts.onTrouble  Something did not work and is tried again.
 * @param {() => void} [parts.onWork]  There may be something to do: call `work`.
 * @param {() => number} [parts.now]
 */
export async function openShop(parts) {
  const { url, dataDir, payments, onTrouble, onWork = () => {}, now = Date.now } = parts;
  const parley = createParley(parts.parley);
  const orders = new Map(parts.orders.map((order) => [order.id, order]));
  const books = createBooks();
  const ledger = await openLedger(join(dataDir, 'ledger.jsonl'), books.apply);
  const work = createWork({ books, ledger, parley, payments, orders, onTrouble });
  const receive = createWebhooks({ books, ledger, now, nudge: onWork });

  /** @param {import('./books.js').Fact} fact */
  async function note(fact) {
    await ledger.note(fact);
    onWork();
  }

  return {
    parley,
    orders,
    books,
    receive,
    /** Does what is to do; answers how much is left because Parley or the payment provider is away. */
    work: work.run,
    close: ledger.close,

    async connect() {
      await declareSeller(parley);
      const endpoint = await registerEndpoint(parley, `${url}/parley`, books.endpoint());
      await ledger.note({ type: 'endpoint', endpoint });
    },

    /**
     * Webhooks tell at once; this makes sure. It looks for what Parley waits for and the shop has not heard of, because a
     * delivery was given up or the shop was away for long.
     */
    async reconcile() {
      for (const query of [
        { waitingOn: /** @type {const} */ ('integrator') },
        { tab: /** @type {const} */ ('to_ship') },
      ]) {
        for await (const request of parley.requests.each({ ...query, sellerId: SHOP.id })) {
          const known = books.claims.get(request.orderId);
          if (!known || known.version >= request.version) continue;
          await ledger.note({ type: 'heard', request: heardOf(request) });
        }
      }
      onWork();
    },

    /**
     * A buyer reports an order. Noted first, so that it is opened even if Parley is away; a second report changes nothing.
     * @param {import('./orders.js').Order} order
     * @param {{ missing: Record<string, number>, text: string }} said
     */
    async claim(order, said) {
      if (!books.claims.has(order.id)) {
        await note({ type: 'claimed', orderId: order.id, input: openingOf(order, said, BUYER) });
      }
    },

    /** The parcel left. @param {string} requestId @param {{ carrier: string, trackingNumber: string }} parcel */
    async ship(requestId, parcel) {
      const reshipment = books.reshipments.get(requestId);
      if (reshipment && !reshipment.parcel) await note({ type: 'shipped', requestId, parcel });
    },

    /** The carrier says where it is. @param {string} requestId @param {import('./books.js').Travel} travel */
    async travel(requestId, travel) {
      if (books.reshipments.get(requestId)?.parcel) await note({ type: 'travelled', requestId, travel });
    },

    /** The refund that was refused goes to another account. @param {string} refundId */
    async payAgain(refundId) {
      const refund = books.refunds.get(refundId);
      if (refund?.state !== 'failed' || books.claims.get(refund.orderId)?.status !== 'settling') return;
      await note({ type: 'pay_again', refundId });
    },
  };
}
