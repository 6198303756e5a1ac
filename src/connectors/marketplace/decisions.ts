/** What a marketplace is to be told, from how a request stands. Pure: the same request is always told the same. */
import { isAttachmentId } from '../../contract/attachment.ts';
import type { RequestState } from '../../domain/request.ts';
import { pendingOffer } from '../../domain/request.ts';
import type { Decision, MarketReturn } from './port.ts';

export interface Wanted {
  /** Names the decision at every try. */
  key: string;
  decision: Decision;
}

/** The decision that stands; null while the seller thinks, and where there is nothing a marketplace could be told. */
export function wantedOf(state: RequestState): Wanted | null {
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
      return pendingOffer(state)?.by === 'seller' ? offered(state) : null;
    case 'settling':
      return offered(state);
    default:
      return null;
  }
}

/** Photos sent into the chat are seen through links of their readers' own: a marketplace is shown what has an address. */
const pick = ({ reason, text, evidence }: NonNullable<RequestState['rejection']>) => ({
  reason,
  text,
  evidence: evidence.filter((one) => !isAttachmentId(one)),
});

function offered({ id, offers }: RequestState): Wanted | null {
  const offer = offers.at(-1);
  if (!offer) return null;
  const full = offer.kind === 'refund_only' && offer.status === 'auto_approved';
  const decision: Decision = full ? { kind: 'refund' } : { kind: 'offer', amount: offer.amount };
  return { key: `${id}/${offer.id}`, decision };
}

/** Whether the return stands as the decision would have it: it was told, whether or not its answer came back. */
export function agrees({ stage, offered: there }: MarketReturn, { decision }: Wanted): boolean {
  switch (decision.kind) {
    case 'approve':
      return stage === 'approved';
    case 'reject':
      return stage === 'rejected';
    case 'refund':
      return there === null && (stage === 'refunding' || stage === 'refunded');
    case 'offer': {
      const same = there?.amount === decision.amount.amount && there.currency === decision.amount.currency;
      return same && (stage === 'buyer' || stage === 'refunding' || stage === 'refunded');
    }
  }
}
