/**
 * The shop's books: what the facts of the ledger add up to. Applying a fact twice changes nothing, so it does not matter
 * whether a decision came by webhook, by the reconciliation, or by both.
 *
 * @typedef {import('@parley/client').RequestView} RequestView
 * @typedef {import('@parley/client').RequestOpening} RequestOpening
 * @typedef {import('@parley/client').Money} Money
 *
 * What a buyer reported, and where Parley says it stands:
 * @typedef {{ orderId: string, input: RequestOpening, requestId?: string, status?: string, version: number, stopped?: string }} Claim
 *
 * Money the shop owes. It stays `asked` until the payment provider answered:
 * @typedef {object} Refund
 * @property {string} id
 * @property {string} requestId
 * @property {string} orderId
 * @property {Money} amount
 * @property {'asked' | 'paid' | 'failed'} state
 * @property {number} attempt
 * @property {string} [reference]
 * @property {string} [text]
 * @property {boolean} reported  Parley knows
 * @property {string} [stopped]  Parley does not take the report, and why
 *
 * A parcel the shop owes:
 * @typedef {{ at: string, kind: 'picked_up' | 'in_transit' | 'delivered', text: string }} Travel
 * @typedef {object} Reshipment
 * @property {string} requestId
 * @property {string} orderId
 * @property {RequestView['items']} items
 * @property {{ carrier: string, trackingNumber: string }} [parcel]  set when it left
 * @property {boolean} reported
 * @property {Travel[]} travels
 * @property {number} travelsReported
 * @property {string} [stopped]
 *
 * @typedef {{ id: string, url: string, secret: string }} Endpoint
 *
 * @typedef {{ type: 'endpoint', endpoint: Endpoint }
 *   | { type: 'claimed', orderId: string, input: RequestOpening }
 *   | { type: 'opened', orderId: string, requestId: string }
 *   | { type: 'heard', webhookId?: string, request: Heard }
 *   | { type: 'paid', refundId: string, reference: string }
 *   | { type: 'payment_refused', refundId: string, text: string }
 *   | { type: 'pay_again', refundId: string }
 *   | { type: 'refund_reported', refundId: string, attempt: number }
 *   | { type: 'shipped', requestId: string, parcel: { carrier: string, trackingNumber: string } }
 *   | { type: 'shipment_reported', requestId: string }
 *   | { type: 'travelled', requestId: string, travel: Travel }
 *   | { type: 'travels_reported', requestId: string, count: number }
 *   | { type: 'stopped', what: 'claim' | 'refund' | 'reshipment', id: string, why: string }} Fact
 *
 * The part of a request that the shop acts on:
 * @typedef {Pick<RequestView, 'id' | 'version' | 'orderId' | 'status' | 'items' | 'refund'>} Heard
 */

export function createBooks() {
  /** @type {Endpoint | null} */
  let endpoint = null;
  /** @type {Map<string, Claim>} */
  const claims = new Map();
  /** @type {Map<string, Refund>} */
  const refunds = new Map();
  /** @type {Map<string, Reshipment>} */
  const reshipments = new Map();
  /** @type {Set<string>} */
  const webhooks = new Set();

  // What follows from a request as Parley has just told it.
  /** @param {Heard} request */
  function hear(request) {
    const { id: requestId, orderId, version, status, refund, items } = request;
    const claim = claims.get(orderId);
    if (!claim) return;
    claim.requestId = requestId;
    if (version > claim.version) Object.assign(claim, { version, status });
    if (refund?.status === 'requested' && !refunds.has(refund.id)) {
      const { id, amount } = refund;
      refunds.set(id, { id, requestId, orderId, amount, state: 'asked', attempt: 1, reported: false });
    }
    if (status === 'awaiting_shipment' && !reshipments.has(requestId)) {
      reshipments.set(requestId, { requestId, orderId, items, reported: false, travels: [], travelsReported: 0 });
    }
  }

  /**
   * @template T
   * @param {Map<string, T>} map
   * @param {string} id
   * @param {Partial<T>} changes
   */
  function change(map, id, changes) {
    const entry = map.get(id);
    if (entry) Object.assign(entry, changes);
  }

  const EFFECTS = {
    endpoint: (fact) => {
      endpoint = fact.endpoint;
    },
    claimed: ({ orderId, input }) => {
      if (!claims.has(orderId)) claims.set(orderId, { orderId, input, version: 0 });
    },
    opened: ({ orderId, requestId }) => change(claims, orderId, { requestId }),
    heard: ({ webhookId, request }) => {
      if (webhookId) webhooks.add(webhookId);
      hear(request);
    },
    paid: ({ refundId, reference }) => change(refunds, refundId, { state: 'paid', reference }),
    payment_refused: ({ refundId, text }) => change(refunds, refundId, { state: 'failed', text }),
    pay_again: ({ refundId }) => {
      const attempt = (refunds.get(refundId)?.attempt ?? 0) + 1;
      change(refunds, refundId, { state: 'asked', attempt, reported: false });
    },
    // Staff may have asked to pay again while this report was under way: that attempt has not been reported.
    refund_reported: ({ refundId, attempt }) => {
      if (refunds.get(refundId)?.attempt === attempt) change(refunds, refundId, { reported: true });
    },
    shipped: ({ requestId, parcel }) => change(reshipments, requestId, { parcel }),
    shipment_reported: ({ requestId }) => change(reshipments, requestId, { reported: true }),
    travelled: ({ requestId, travel }) => reshipments.get(requestId)?.travels.push(travel),
    travels_reported: ({ requestId, count }) => change(reshipments, requestId, { travelsReported: count }),
    stopped: ({ what, id, why }) =>
      change({ claim: claims, refund: refunds, reshipment: reshipments }[what], id, { stopped: why }),
  };

  return {
    claims,
    refunds,
    reshipments,
    /** Ids of the webhooks that were dealt with. */
    webhooks,
    /** Where Parley posts to, and the secret it signs with; null until it was registered. */
    endpoint: () => endpoint,
    /** @param {Fact} fact */
    apply: (fact) => EFFECTS[fact.type](fact),
  };
}
