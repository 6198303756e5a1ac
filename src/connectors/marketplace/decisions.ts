/** What a marketplace is to be told, from how a request stands. Pure: the same request is always told the same. */
import { isAttachmentId } from '../../contract/attachment-id.ts';
import type { Money } from '../../contract/primitives.ts';
import type { RequestState } from '../../domain/request.ts';
import { pendingOffer } from '../../domain/request.ts';
import type { Decision, MarketReturn } from './port.ts';

export interface Wanted {
  /** Names the decision at every try. */
  key: string;
  decision: Decision;
}

/**
 * The decision that stands; null while the seller thinks, and where there is nothing a marketplace could be told.
 * `payable`: an amount as the marketplace writes it.
 */
export function wantedOf(state: RequestState, payable: (amount: Money) => Money): Wanted | null {
  const { id, status, rejection } = state;
  switch (status) {
    case 'rejected':
      if (!rejection) return null;
      return { key: `${id}/reject`, decision: { kind: 'reject', ...pick(rejection) } };
    case 'awaiting_shipment':
    case 'shipped':
    case 'delivered':
      return { key: `${id}/approve`, decision: { kind: 'approve' } };
    case 'negotiating':
      return pendingOffer(state)?.by === 'seller' ? offered(state, payable) : null;
    case 'settling':
      return offered(state, payable);
    default:
      return null;
  }
}

/** Photos sent into the chat are seen through links of their readers' own: a marketplace is shown what has an address. */
const pick = ({ reason, reasonDetail, text, evidence }: NonNullable<RequestState['rejection']>) => ({
  reason,
  ...(reasonDetail === undefined ? {} : { reasonDetail }),
  text,
  evidence: evidence.filter((one) => !isAttachmentId(one)),
});

function offered({ id, offers }: RequestState, payable: (amount: Money) => Money): Wanted | null {
  const offer = offers.at(-1);
  if (!offer) return null;
  const full = offer.kind === 'refund_only' && offer.status === 'auto_approved';
  const decision: Decision = full ? { kind: 'refund' } : { kind: 'offer', amount: payable(offer.amount) };
  return { key: `${id}/${offer.id}`, decision };
}

export const isRefund = ({ stage }: Pick<MarketReturn, 'stage'>): boolean =>
  stage === 'refunding' || stage === 'refunded';

/** Whether the return stands as the decision would have it: it was told, whether or not its answer came back. */
export function agrees(seen: MarketReturn, { decision }: Wanted): boolean {
  const { stage, asks, offered: there } = seen;
  switch (decision.kind) {
    case 'approve':
      return asks === 'items' ? stage === 'approved' : isRefund(seen) || stage === 'returning';
    case 'reject':
      return stage === 'rejected';
    case 'refund':
      return (there === null || seen.declined) && isRefund(seen);
    case 'offer': {
      const same = there?.amount === decision.amount.amount && there.currency === decision.amount.currency;
      return same && (stage === 'buyer' || isRefund(seen));
    }
  }
}
