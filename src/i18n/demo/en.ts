/** The words of the demo's stage in English: the list of keys and placeholders that every other language must have. */
import * as shared from '../shared/en.ts';

export const en = {
  title: 'Parley: one request, seen by everyone in it',
  request: 'Request',
  closed: 'closed',
  newRequest: 'New request',
  speed: 'How fast time passes',
  'speed.1': 'Normal speed',
  'speed.60': 'An hour a minute',
  'speed.1440': 'A day a minute',
  refund: 'Pay the refund',
  scan: 'Scan the parcel',
  jump: 'Jump to the next deadline',
  startOver: 'Start over',
  moveTime: 'Move the time',
  sides: 'Sides of the request',
  buyer: shared.buyer,
  seller: shared.seller,
  agent: 'Agent',
  customerService: shared.customerService,
  open: 'Open page',
  'open.buyer': 'Open page of the buyer',
  'open.seller': 'Open page of the seller',
  'open.agent': 'Open page of the agent',
  where: 'Where the seller works',
  'view.page': 'Page',
  sellerPage: 'Manage returns of {shop}',
  agentPage: 'Agent board',
  'try.buyer':
    '{buyer} has an offer to answer: press Accept or Reject as the buyer, and see it reach the shop and the agent.',
  'try.seller':
    '{shop} has to decide: approve, reject or offer money as the seller, and see it reach the buyer and the agent.',
  'try.counter': '{buyer} asked for another amount: answer it as the seller, and see it reach the buyer and the agent.',
  'try.ship': '{shop} owes the items: ship them as the seller, and see the tracking number reach the buyer.',
  'try.refund': 'The refund is due: press “Pay the refund”, and see it reach all three.',
  'try.scan': 'The parcel is on its way: press “Scan the parcel”, and see it travel on all three.',
  'brief.buyer': 'Press Accept or Reject as the buyer.',
  'brief.seller': 'Approve, reject or offer as the seller.',
  'brief.counter': 'Answer the buyer’s amount as the seller.',
  'brief.ship': 'Ship the items as the seller.',
  'brief.refund': 'Press “Pay the refund”.',
  'brief.scan': 'Press “Scan the parcel”.',
  over: 'This request is closed: press “New request”, or “Start over” to see it once more.',
} as const;

export type DemoKey = keyof typeof en;
export type DemoStrings = Readonly<Record<DemoKey, string>>;
