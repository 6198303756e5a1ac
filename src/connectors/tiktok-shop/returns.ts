/** A return of TikTok Shop's, read into what all marketplaces share. */
import type { Money } from '../../contract/primitives.ts';
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
  AWAITING_BUYER_SHIP: 'returning',
  BUYER_SHIPPED_ITEM: 'returning',
  REJECT_RECEIVE_PACKAGE: 'returning',
};

/** Documented in three spellings. */
const stageOf = (status: string): Stage => STAGES[status] ?? (/_CANCEL(LED)?$/u.test(status) ? 'cancelled' : 'other');

const moneyOf = (text: string | null | undefined, currency: string | null | undefined): Money | null =>
  text && currency ? readMoney(text, currency) : null;

/** What is refunded for the return where all is. */
export const totalOf = ({ refund_amount: amount }: ReturnOrder): Money | null =>
  moneyOf(amount?.refund_total, amount?.currency);

export function marketReturnOf(wire: ReturnOrder): MarketReturn {
  const { partial_refund: partial, seller_next_action_response: actions } = wire;
  const deadline = actions?.find(({ deadline: at }) => at)?.deadline;
  return {
    id: wire.return_id,
    stage: stageOf(wire.return_status),
    asks: wire.return_type === 'REPLACEMENT' ? 'items' : 'money',
    total: totalOf(wire),
    offered: moneyOf(partial?.amount, partial?.currency),
    declined: wire.buyer_rejected_partial_refund === true,
    respondBy: deadline ? deadline * 1_000 : null,
    disputed: wire.arbitration_status === 'IN_PROGRESS',
    follows: wire.pre_return_id || null,
    followedBy: wire.next_return_id || null,
    changedAt: (wire.update_time ?? wire.create_time ?? 0) * 1_000,
  };
}
