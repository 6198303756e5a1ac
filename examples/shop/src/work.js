/**
 * What the shop owes Parley and its buyers, done until nothing is left: requests to open, refunds to pay and to report,
 * parcels to report. What is to do is read from the books, so a restart goes on where the process died.
 *
 * Each step notes its result before the next one begins, and each may be repeated: the payment has the refund's id as its
 * key, the request its `externalId`, the calls an idempotency key that stays the same. When Parley is away, the step
 * waits; when Parley says no, it is noted and shown to the staff.
 */
import { isProblem } from '@parley/client';
import { PaymentRefused } from './payments.js';

const AT_ONCE = 8;
/** Not an answer yet: asked again later. */
const LATER = [
  'unavailable',
  'internal',
  'rate_limited',
  'idempotency_in_progress',
  'unauthenticated',
  'unknown_seller',
];

/**
 * @param {object} parts
 * @param {ReturnType<typeof import('./books.js').createBooks>} parts.books
 * @param {{ note(fact: import('./books.js').Fact): Promise<void> }} parts.ledger
 * @param {import('@parley/client').Parley} parts.parley
 * @param {Pick<import('./payments.js').Payments, 'pay'>} parts.payments
 * @param {Map<string, import('./orders.js').Order>} parts.orders
 * @param {(error: unknown, what: string) => void} parts.onTrouble
 */
export function createWork({ books, ledger, parley, payments, orders, onTrouble }) {
  /** @param {import('./books.js').Claim} claim */
  async function open({ orderId, input }) {
    const request = await parley.requests.open(input, { idempotencyKey: `open-${orderId}` });
    await ledger.note({ type: 'opened', orderId, requestId: request.id });
  }

  /** @param {import('./books.js').Refund} refund */
  async function pay({ id, orderId, amount, attempt }) {
    const account = attempt === 1 ? (orders.get(orderId)?.account ?? '') : 'store credit';
    try {
      const { reference } = await payments.pay({ key: id, amount, account });
      await ledger.note({ type: 'paid', refundId: id, reference });
    } catch (error) {
      if (!(error instanceof PaymentRefused)) throw error;
      await ledger.note({ type: 'payment_refused', refundId: id, text: error.message });
    }
  }

  /** @param {import('./books.js').Refund} refund */
  async function reportRefund({ id, requestId, state, attempt, reference, text }) {
    const report =
      state === 'paid'
        ? { outcome: /** @type {const} */ ('confirmed'), reference }
        : { outcome: /** @type {const} */ ('failed'), text };
    await parley.requests.refund(requestId, report, { idempotencyKey: `${id}-${report.outcome}-${attempt}` });
    await ledger.note({ type: 'refund_reported', refundId: id, attempt });
  }

  /** @param {import('./books.js').Reshipment} reshipment */
  async function reportShipment({ requestId, parcel }) {
    if (!parcel) return;
    await parley.requests.ship(requestId, parcel, { idempotencyKey: `ship-${requestId}` });
    await ledger.note({ type: 'shipment_reported', requestId });
  }

  /** @param {import('./books.js').Reshipment} reshipment */
  async function reportTravels({ requestId, travels }) {
    // All of them each time: Parley merges them, in any order and as often as they come.
    const events = travels.slice(-100);
    await parley.requests.logistics(requestId, { events }, { idempotencyKey: `travel-${requestId}-${travels.length}` });
    await ledger.note({ type: 'travels_reported', requestId, count: travels.length });
  }

  /** @typedef {{ what: 'claim' | 'refund' | 'reshipment', id: string, step: () => Promise<void> }} Task */

  /** @returns {Task[]} */
  function todo() {
    /** @type {Task[]} */
    const tasks = [];
    for (const claim of books.claims.values()) {
      if (claim.requestId || claim.stopped) continue;
      tasks.push({ what: 'claim', id: claim.orderId, step: () => open(claim) });
    }
    for (const refund of books.refunds.values()) {
      if (refund.reported || refund.stopped) continue;
      const step = () => (refund.state === 'asked' ? pay(refund) : reportRefund(refund));
      tasks.push({ what: 'refund', id: refund.id, step });
    }
    for (const each of books.reshipments.values()) {
      if (each.stopped || !each.parcel) continue;
      if (each.reported && each.travels.length === each.travelsReported) continue;
      const step = () => (each.reported ? reportTravels(each) : reportShipment(each));
      tasks.push({ what: 'reshipment', id: each.requestId, step });
    }
    return tasks;
  }

  /** @param {Task} task  Whether it went one step on. */
  async function attempt({ what, id, step }) {
    try {
      await step();
      return true;
    } catch (error) {
      if (!isProblem(error) || LATER.includes(error.code)) {
        onTrouble(error, `${what} ${id}`);
        return false;
      }
      await ledger.note({ type: 'stopped', what, id, why: error.detail });
      return true;
    }
  }

  /** Does what can be done now. Answers how much is left for later. */
  async function once() {
    for (;;) {
      const tasks = todo();
      let moved = false;
      let next = 0;
      const worker = async () => {
        for (let task = tasks[next++]; task; task = tasks[next++]) if (await attempt(task)) moved = true;
      };
      await Promise.all(Array.from({ length: AT_ONCE }, worker));
      if (!moved) return tasks.length;
    }
  }

  /** @type {Promise<unknown>} */
  let running = Promise.resolve();
  /** @type {Promise<number> | null} */
  let queued = null;
  return {
    /** One run at a time: whoever comes meanwhile shares the next one. */
    run() {
      queued ??= running.then(() => {
        queued = null;
        const run = once();
        running = run.catch(() => {});
        return run;
      });
      return queued;
    },
  };
}
