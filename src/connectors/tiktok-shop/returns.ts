/** A return of TikTok Shop's, read into what all marketplaces share. */
import type { MarketReturn, Stage } from '../marketplace/port.ts';
import { readMoney } from './money.ts';
import type { ReturnOrder } from './wire.ts';

const STAGES: Readonly<Record<string, Stage>> = {
  RETURN_OR_REFUND_REQUEST_PENDING: 'seller',
  REPLACEMENT_REQUEST_PENDING: 'seller',
  AWAITING_BUYER_RESPONSE: 'buyer',
  /** The platform makes a new order of the items. */
  REPLACEMENT_REQUEST_COMPLETE: 'approved',
  REFUND_OR_RETURN_REQUEST_REJECT: 'rejected',
  REPLACEMENT_REQUEST_REJECT: 'rejected',
  RETURN_OR_REFUND_REQUEST_SUCCESS: 'refunding',
  RETURN_OR_REFUND_REQUEST_COMPLETE: 'refunded',
  REPLACEMENT_REQUEST_REFUND_SUCCESS: 'refunded',
};

/** Documented in three spellings. */
const stageOf = (status: string): Stage => STAGES[status] ?? (/_CANCEL(LED)?$/u.test(status) ? 'cancelled' : 'other');

export function marketReturnOf(wire: ReturnOrder): MarketReturn {
  const { partial_refund: partial } = wire;
  return {
    id: wire.return_id,
    stage: stageOf(wire.return_status),
    offered: partial?.amount && partial.currency ? readMoney(partial.amount, partial.currency) : null,
    declined: wire.buyer_rejected_partial_refund === true,
    changedAt: (wire.update_time ?? wire.create_time ?? 0) * 1_000,
  };
}
