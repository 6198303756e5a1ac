/** What the shop tells Parley when it starts: who it is, and where to post what happens. Safe at every start. */
import { ParleyUnreachable } from '@parley/client';
import { SHOP } from './orders.js';

const DESCRIPTION = 'Bowl House, the example shop';

/** @typedef {import('@parley/client').Parley} Parley */

/**
 * Declares the seller, or replaces what was declared.
 * @param {Parley} parley
 */
export async function declareSeller(parley) {
  const { id, name, market, zone } = SHOP;
  await parley.sellers.put(id, { name, market, zone });
}

/**
 * Answers the endpoint that posts to `url`, with its secret. Parley shows a secret only once: the one we have is used as
 * long as its endpoint is there; where the secret was lost, perhaps with the answer that held it, a new one is made.
 *
 * @param {Parley} parley
 * @param {string} url
 * @param {import('./books.js').Endpoint | null} known
 * @returns {Promise<import('./books.js').Endpoint>}
 */
export async function registerEndpoint(parley, url, known) {
  for await (const endpoint of parley.webhooks.each()) {
    const { id, enabled } = endpoint;
    if (id !== known?.id && endpoint.url !== url) continue;
    if (endpoint.url !== url || !enabled) await parley.webhooks.update(id, { url, enabled: true });
    if (id === known?.id) return { ...known, url };
    const { secret } = await parley.webhooks.rotate(id);
    return { id, url, secret };
  }
  const { id, secret } = await parley.webhooks.create({ url, description: DESCRIPTION });
  return { id, url, secret };
}

/**
 * Resolves when Parley can serve calls.
 * @param {Parley} parley
 * @param {(line: string) => void} say
 * @param {() => Promise<unknown>} pause
 */
export async function untilReady(parley, say, pause) {
  for (let asked = 0; ; asked += 1) {
    try {
      await parley.system.ready({ timeoutMs: 5_000 });
      return;
    } catch (error) {
      if (asked % 10 === 0) say(`Parley is not there yet (${wordsOf(error)}). Still trying …`);
      await pause();
    }
  }
}

/** @param {unknown} error */
const wordsOf = (error) =>
  error instanceof ParleyUnreachable || error instanceof Error ? error.message : String(error);
