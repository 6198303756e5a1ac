/**
 * Stands for your payment provider, which is not part of the shop: it has its own memory, and takes an idempotency key.
 * The same key is the same payment, whatever happened to the answer: that is what makes "pay exactly once" possible.
 */
import { openLedger } from './ledger.js';

/** The provider says no: trying again with the same account changes nothing. */
export class PaymentRefused extends Error {}

/**
 * @typedef {{ key: string, amount: import('@parley/client').Money, account: string, reference: string }} Payment
 * @typedef {Awaited<ReturnType<typeof openPayments>>} Payments
 * @param {string} path
 */
export async function openPayments(path) {
  /** @type {Map<string, Payment>} */
  const made = new Map();
  const ledger = await openLedger(path, (/** @type {Payment} */ payment) => void made.set(payment.key, payment));
  return {
    /** Every payment that was made, by its key. */
    made,
    /** @param {Omit<Payment, 'reference'>} asked */
    async pay({ key, amount, account }) {
      if (account === 'closed account') throw new PaymentRefused('The account is closed');
      if (!made.has(key)) await ledger.note({ key, amount, account, reference: `pay-${made.size + 1}` });
      await ledger.flushed();
      return { reference: made.get(key)?.reference ?? '' };
    },
    close: ledger.close,
  };
}
