/** Where a request stands, in the shop's words: its state, what happens by itself, and who acts by the deadline. */
import type { Deadline, RequestView } from '../../contract/request.ts';
import { takenBackBecause } from '../../contract/taken-back.ts';
import { fill } from '../../i18n/pages/index.ts';
import type { SellerStrings } from '../../i18n/seller/index.ts';
import { money, type Wording } from '../answers/answering.ts';
import { parcelProblem } from '../row/parcel-problem.ts';

/** Whether the buyer named an amount and waits for the shop's answer. */
const isCounter = ({ status, waitingOn }: RequestView): boolean => status === 'negotiating' && waitingOn === 'seller';

export const statusWords = (request: RequestView, strings: SellerStrings): string =>
  isCounter(request) ? strings['status.counter'] : strings[`status.${request.status}`];

/** The tone of the state's chip: the shop acts, somebody else does, or it is over. */
export function toneOf({ tab }: RequestView): 'seller' | 'buyer' | 'closed' {
  if (tab === 'awaiting_action' || tab === 'to_ship') return 'seller';
  return tab === 'closed' ? 'closed' : 'buyer';
}

/** What happens next and by itself; empty where the shop's own rule is to act first, which is said beside. `now` in milliseconds. */
export function outlook(request: RequestView, desk: Wording, now: number): string {
  const { strings } = desk;
  const { status, offer, refund, deadline } = request;
  const sum = (value: { amount: Parameters<typeof money>[0] } | null): { amount: string } => ({
    amount: value ? money(value.amount, desk) : '',
  });
  const over = deadline !== null && Date.parse(deadline.at) <= now;
  switch (status) {
    case 'awaiting_seller':
      if (over) return strings.outlookLapsed;
      if (request.rule?.status === 'waiting') return '';
      return request.actions?.includes('offer') || request.offers.length === 0
        ? strings.outlookDecide
        : strings.outlookDecideOnly;
    case 'negotiating':
      if (over) return strings.outlookLapsed;
      return fill(isCounter(request) ? strings.outlookCounter : strings.outlookBuyer, sum(offer));
    case 'awaiting_shipment':
      return over ? strings.outlookShipOverdue : strings.outlookShip;
    case 'settling':
      return fill(refund?.status === 'failed' ? strings.outlookRefundFailed : strings.outlookRefund, sum(refund));
    case 'shipped':
      return parcelProblem(request) ? strings.outlookProblem : strings['outlook.shipped'];
    default:
      return strings[`outlook.${status}`];
  }
}

/** That the platform took the last offer back, the shop's or the buyer's, and why; nothing once the request went on from there. */
export function lostOffer({ status, offer }: RequestView, desk: Wording): string | undefined {
  const because = offer?.status === 'withdrawn' ? takenBackBecause(offer.answer?.text) : undefined;
  if (!offer || !because || status !== 'awaiting_seller') return undefined;
  const { strings } = desk;
  const said = offer.by === 'buyer' ? strings.takenBackTheirs : strings.takenBack;
  return `${fill(said, { amount: money(offer.amount, desk) })} ${strings[`takenBack.${because}`]}`;
}

export function deadlineWords(request: RequestView, { kind }: Deadline, strings: SellerStrings): string {
  switch (kind) {
    case 'respond_by':
      return strings.deadlineDecide;
    case 'offer_expires':
      return request.waitingOn === 'seller' ? strings.deadlineAnswer : strings.deadlineBuyer;
    case 'ship_by':
      return strings.deadlineShip;
    case 'refund_by':
      return strings.deadlineRefund;
  }
}
