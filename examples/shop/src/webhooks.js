/**
 * Where Parley posts what happened. It answers 204 once the fact is on the disk, and only then does the work: Parley waits
 * 15 seconds for the answer, and payment providers may take longer.
 */
import { verifyWebhook, WebhookRefused } from '@parley/client';

/**
 * @param {object} parts
 * @param {ReturnType<typeof import('./books.js').createBooks>} parts.books
 * @param {{ note(fact: import('./books.js').Fact): Promise<void>, flushed(): Promise<void> }} parts.ledger
 * @param {() => number} parts.now
 * @param {() => void} parts.nudge  There may be something to do.
 */
export function createWebhooks({ books, ledger, now, nudge }) {
  /**
   * @param {import('node:http').IncomingHttpHeaders} headers
   * @param {Uint8Array} body  The bytes as they came.
   * @returns {Promise<{ status: number, text: string }>}
   */
  return async function receive(headers, body) {
    const endpoint = books.endpoint();
    if (!endpoint) return { status: 503, text: 'The endpoint is not registered yet.' };
    try {
      const webhook = await verifyWebhook({ secret: endpoint.secret, headers, body, now: now() });
      if (webhook.type === 'ping') return { status: 204, text: '' };
      if (!books.webhooks.has(webhook.id)) {
        ledger.note({ type: 'heard', webhookId: webhook.id, request: heardOf(webhook.data.request) });
      }
      // A repeat may overtake the note of the first: neither is answered before it is on the disk.
      await ledger.flushed();
    } catch (error) {
      if (!(error instanceof WebhookRefused)) throw error;
      return { status: 400, text: error.message };
    }
    nudge();
    return { status: 204, text: '' };
  };
}

/**
 * What the shop keeps of a request.
 * @param {import('./books.js').Heard} request
 * @returns {import('./books.js').Heard}
 */
export const heardOf = ({ id, version, orderId, status, items, refund }) => ({
  id,
  version,
  orderId,
  status,
  items,
  refund,
});
