/** What there is to try with the request on the stage: one sentence for what it waits for. */
import type { DemoRequest, DemoWait } from '../../contract/demo.ts';

interface Try {
  /** What to do. */
  act: (request: DemoRequest) => string;
  /** What is then to be seen. */
  see: string;
}

const TRIES: Readonly<Record<DemoWait, Try>> = {
  buyer: {
    act: ({ buyerName }) => `${buyerName} has an offer to answer: press Accept or Reject as the buyer`,
    see: 'and see it reach the shop and the agent.',
  },
  seller: {
    act: ({ sellerName }) => `${sellerName} has to decide: approve, reject or offer money as the seller`,
    see: 'and see it reach the buyer and the agent.',
  },
  counter: {
    act: ({ buyerName }) => `${buyerName} asked for another amount: answer it as the seller`,
    see: 'and see it reach the buyer and the agent.',
  },
  ship: {
    act: ({ sellerName }) => `${sellerName} owes the items: ship them as the seller`,
    see: 'and see the tracking number reach the buyer.',
  },
  refund: { act: () => 'The refund is due: press “Pay the refund”', see: 'and see it reach all three.' },
  scan: { act: () => 'The parcel is on its way: press “Scan the parcel”', see: 'and see it travel on all three.' },
};

const OVER = 'This request is closed: press “New request”, or “Start over” to see it once more.';

/** In whole where there is room, else what to do. */
export function whatToTry(request: DemoRequest, whole: boolean): string {
  if (!request.waits) return OVER;
  const { act, see } = TRIES[request.waits];
  return whole ? `${act(request)}, ${see}` : `${act(request)}.`;
}
