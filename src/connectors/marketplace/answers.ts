/** What a return says about the request Parley keeps of it: an answer of the buyer's, or a decision made elsewhere. */
import type { Money } from '../../contract/primitives.ts';
import type { RequestCommand } from '../../domain/command.ts';
import { pendingOffer, type RequestState } from '../../domain/request.ts';
import { isRefund } from './decisions.ts';
import type { MarketReturn } from './port.ts';

export interface Answer {
  /** Names the command at every try. */
  name: string;
  command: RequestCommand;
  by: 'buyer' | 'marketplace';
  /** People are told all the same. */
  trouble?: Trouble;
}
/** What people are told. Alone: both went ways that cannot be brought together by a command. */
interface Trouble {
  code: 'decided_elsewhere' | 'amounts_differ' | 'cancelled_here';
  detail: string;
}
export type Said = Answer | Trouble | null;

/** What is known beside how the return stands. */
export interface Known {
  /** The decision that stands here was told there, so that what is there answers it. */
  told: boolean;
  /** The offer that waits here was seen at the buyer's there before. */
  wasAtBuyer: boolean;
  /** The amount as the marketplace writes it. */
  payable(amount: Money): Money;
}

const elsewhere = ({ stage }: MarketReturn, { status }: RequestState): Trouble => ({
  code: 'decided_elsewhere',
  detail: `it is ${stage} there and ${status} here`,
});

const cancel: Answer = { name: 'cancel', by: 'buyer', command: { type: 'CancelRequest' } };

/** What is refunded there: the partial refund that the buyer took, or all of it. */
const refundedThere = ({ offered, declined, total }: MarketReturn): Money | null =>
  offered && !declined ? offered : total;

const NOTHING_TO_SEND = 'Refunded at the marketplace instead: nothing is to be sent.';
const REFUNDED = 'Refunded at the marketplace.';
const REJECTED = 'Rejected at the marketplace.';
const RETURNING = 'Approved at the marketplace: the buyer sends the items back, and it goes on there.';

function concludeRefunded(seen: MarketReturn, text: string): Answer {
  const amount = refundedThere(seen);
  const command: RequestCommand = { type: 'ConcludeRequest', outcome: 'refunded', ...(amount ? { amount } : {}), text };
  return { name: 'refunded', by: 'marketplace', command };
}

const conclude = (outcome: 'rejected' | 'cancelled', text: string): Answer => ({
  name: outcome === 'rejected' ? 'rejected' : 'returning',
  by: 'marketplace',
  command: { type: 'ConcludeRequest', outcome, text },
});

/** The trouble of another amount there than here; null where they are one. */
function differing(seen: MarketReturn, here: Money, known: Known): Trouble | null {
  const there = refundedThere(seen);
  const told = known.payable(here);
  if (!there || (there.amount === told.amount && there.currency === told.currency)) return null;
  const detail = `${there.amount} is refunded there and ${told.amount} was agreed here (${there.currency}, minor units)`;
  return { code: 'amounts_differ', detail };
}

export function saidOf(state: RequestState, seen: MarketReturn, known: Known): Said {
  switch (state.status) {
    case 'awaiting_seller':
      return whileSellerDecides(seen);
    case 'negotiating':
      return whileBuyerDecides(state, seen, known);
    case 'awaiting_shipment':
      return beforeShipping(state, seen);
    case 'settling':
      return whileRefunding(state, seen, known);
    case 'shipped':
      return isRefund(seen) ? elsewhere(seen, state) : null;
    case 'rejected':
      return !state.conclusion && (isRefund(seen) || seen.stage === 'approved') ? elsewhere(seen, state) : null;
    case 'cancelled':
      if (state.conclusion || (seen.stage !== 'seller' && seen.stage !== 'buyer')) return null;
      return { code: 'cancelled_here', detail: 'it was cancelled here and still waits there' };
    default:
      return null;
  }
}

/** Somebody answered at the marketplace, or it did so itself. */
function whileSellerDecides(seen: MarketReturn): Said {
  switch (seen.stage) {
    case 'approved':
      return { name: 'approve', by: 'marketplace', command: { type: 'ApproveRequest' } };
    case 'rejected':
      return conclude('rejected', REJECTED);
    case 'cancelled':
      return cancel;
    case 'refunding':
    case 'refunded':
      return concludeRefunded(seen, REFUNDED);
    case 'returning':
      return conclude('cancelled', RETURNING);
    default:
      return null;
  }
}

function whileBuyerDecides(state: RequestState, seen: MarketReturn, known: Known): Said {
  if (seen.stage === 'cancelled') return cancel;
  const offer = pendingOffer(state);
  if (offer?.by !== 'seller' || !known.told) {
    return seen.stage === 'seller' || seen.stage === 'buyer' || seen.stage === 'other' ? null : elsewhere(seen, state);
  }
  const offerId = offer.id;
  if (isRefund(seen)) {
    const trouble = differing(seen, offer.amount, known);
    if (trouble) return { ...concludeRefunded(seen, REFUNDED), trouble };
    return { name: `${offerId}/accept`, by: 'buyer', command: { type: 'AcceptOffer', offerId } };
  }
  if (seen.declined) return { name: `${offerId}/reject`, by: 'buyer', command: { type: 'RejectOffer', offerId } };
  if (seen.stage === 'seller' && known.wasAtBuyer) return offerIsOver(state, seen, offerId);
  if (seen.stage === 'rejected') return conclude('rejected', REJECTED);
  return seen.stage === 'approved' || seen.stage === 'returning' ? elsewhere(seen, state) : null;
}

/** The buyer said nothing, and the marketplace lets the offer wait no longer: the platform withdraws it. */
function offerIsOver({ facts }: RequestState, { changedAt }: MarketReturn, offerId: string): Answer {
  const allowed = { ...facts.allowed, offerBy: new Date(changedAt).toISOString() };
  return { name: `${offerId}/over`, by: 'marketplace', command: { type: 'UpdateRequest', patch: { allowed } } };
}

/** Approved: an empty stock may turn it into a refund, and who asked for money is never sent anything. */
function beforeShipping(state: RequestState, seen: MarketReturn): Said {
  if (seen.stage === 'cancelled') return cancel;
  if (isRefund(seen)) return concludeRefunded(seen, NOTHING_TO_SEND);
  if (seen.stage === 'returning') return conclude('cancelled', RETURNING);
  return seen.stage === 'rejected' ? elsewhere(seen, state) : null;
}

function whileRefunding(state: RequestState, seen: MarketReturn, known: Known): Said {
  if (seen.stage === 'refunded') {
    const command: RequestCommand = { type: 'ReportRefund', outcome: 'confirmed', reference: seen.id };
    const trouble = state.refund ? differing(seen, state.refund.amount, known) : null;
    const name = `${state.refund?.id}/confirmed`;
    return { name, by: 'marketplace', command, ...(trouble ? { trouble } : {}) };
  }
  const lost = seen.stage === 'approved' || seen.stage === 'rejected' || seen.stage === 'cancelled';
  return lost || (known.told && seen.declined) ? elsewhere(seen, state) : null;
}
