/** What a return says about the request Parley keeps of it: an answer of the buyer's, or a decision made elsewhere. */
import type { RequestCommand } from '../../domain/command.ts';
import { pendingOffer, type RequestState } from '../../domain/request.ts';
import type { MarketReturn } from './port.ts';

export interface Answer {
  /** Names the command at every try. */
  name: string;
  command: RequestCommand;
  by: 'buyer' | 'marketplace';
}
/** Both went ways that cannot be brought together by a command: people are told. */
interface Trouble {
  code: 'decided_elsewhere' | 'amounts_differ' | 'cancelled_here';
  detail: string;
}
export type Said = Answer | Trouble | null;

const isRefund = ({ stage }: MarketReturn): boolean => stage === 'refunding' || stage === 'refunded';

const elsewhere = ({ stage }: MarketReturn, { status }: RequestState): Trouble => ({
  code: 'decided_elsewhere',
  detail: `it is ${stage} there and ${status} here`,
});

const cancel: Answer = { name: 'cancel', by: 'buyer', command: { type: 'CancelRequest' } };

/** `told`: the decision that stands here was told there, so that what is there answers it. */
export function saidOf(state: RequestState, seen: MarketReturn, told: boolean): Said {
  switch (state.status) {
    case 'awaiting_seller':
      return whileSellerDecides(state, seen);
    case 'negotiating':
      return whileBuyerDecides(state, seen, told);
    case 'awaiting_shipment':
      if (seen.stage === 'cancelled') return cancel;
      return isRefund(seen) || seen.stage === 'rejected' ? elsewhere(seen, state) : null;
    case 'settling':
      return whileRefunding(state, seen, told);
    case 'rejected':
      return isRefund(seen) || seen.stage === 'approved' ? elsewhere(seen, state) : null;
    case 'cancelled':
      if (seen.stage !== 'seller' && seen.stage !== 'buyer') return null;
      return { code: 'cancelled_here', detail: 'it was cancelled here and still waits there' };
    default:
      return null;
  }
}

/** Somebody answered at the marketplace, or it did so itself. */
function whileSellerDecides(state: RequestState, seen: MarketReturn): Said {
  const by = 'marketplace';
  switch (seen.stage) {
    case 'approved':
      return { name: 'approve', by, command: { type: 'ApproveRequest' } };
    case 'rejected': {
      const text = 'Rejected at the marketplace.';
      return { name: 'reject', by, command: { type: 'RejectRequest', reason: 'other', text } };
    }
    case 'cancelled':
      return cancel;
    case 'refunding':
    case 'refunded':
      if (seen.offered) return elsewhere(seen, state);
      return { name: 'refund', by, command: { type: 'ProposeOffer', offer: { kind: 'refund_only' } } };
    default:
      return null;
  }
}

function whileBuyerDecides(state: RequestState, seen: MarketReturn, told: boolean): Said {
  if (seen.stage === 'cancelled') return cancel;
  const offer = pendingOffer(state);
  if (offer?.by !== 'seller' || !told) {
    return seen.stage === 'seller' || seen.stage === 'buyer' || seen.stage === 'other' ? null : elsewhere(seen, state);
  }
  const offerId = offer.id;
  if (isRefund(seen)) {
    if (seen.offered && seen.offered.amount !== offer.amount.amount) {
      const detail = `${seen.offered.amount} is refunded there and ${offer.amount.amount} was offered here`;
      return { code: 'amounts_differ', detail: `${detail} (${offer.amount.currency}, minor units)` };
    }
    return { name: `${offerId}/accept`, by: 'buyer', command: { type: 'AcceptOffer', offerId } };
  }
  if (seen.declined) return { name: `${offerId}/reject`, by: 'buyer', command: { type: 'RejectOffer', offerId } };
  return seen.stage === 'approved' || seen.stage === 'rejected' ? elsewhere(seen, state) : null;
}

function whileRefunding(state: RequestState, seen: MarketReturn, told: boolean): Said {
  if (seen.stage === 'refunded') {
    const command: RequestCommand = { type: 'ReportRefund', outcome: 'confirmed', reference: seen.id };
    return { name: `${state.refund?.id}/confirmed`, by: 'marketplace', command };
  }
  const lost = seen.stage === 'approved' || seen.stage === 'rejected' || seen.stage === 'cancelled';
  return lost || (told && seen.declined) ? elsewhere(seen, state) : null;
}
