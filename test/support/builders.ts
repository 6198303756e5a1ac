/** Realistic requests, events and messages, to be changed where a test is about something. */
import type { Commit } from '../../src/application/ports/requests.ts';
import type { MessageWrite } from '../../src/application/transcript.ts';
import type { EventType } from '../../src/contract/event.ts';
import type { Policy } from '../../src/contract/policy.ts';
import type { Money } from '../../src/contract/primitives.ts';
import type { Offer } from '../../src/contract/request.ts';
import type { Rule } from '../../src/contract/rules.ts';
import {
  type Deadline,
  type RequestEvent,
  type RequestFacts,
  type RequestState,
  wakeAt,
} from '../../src/domain/request.ts';

/** Monday 23 November 2026, 09:30 in Bangkok. */
export const OPENED_AT = '2026-11-23T02:30:00.000Z';
export const HOUR = 3_600_000;

/** The instant `milliseconds` after another one (by default after the opening). */
export const later = (milliseconds: number, from: string = OPENED_AT): string =>
  new Date(Date.parse(from) + milliseconds).toISOString();

export const baht = (amount: number): Money => ({ amount, currency: 'THB' });

/** A rule that offers half of any claim as it is opened. */
export const halfBack = (changes: Partial<Rule> = {}): Rule => ({
  id: 'bowls',
  name: 'Bowls',
  enabled: true,
  at: 'opened',
  when: {},
  then: { kind: 'partial_refund', percent: 50 },
  ...changes,
});

/** The policy of SPEC.md section 8. */
export const thaiPolicy = (changes: Partial<Policy> = {}): Policy => ({
  market: 'TH',
  currency: 'THB',
  respondBy: { value: 1, unit: 'working_day' },
  offerExpires: { value: 1, unit: 'calendar_day' },
  shipBy: { value: 2, unit: 'working_day' },
  counterWithin: { value: 1, unit: 'calendar_day' },
  refundConfirmWithin: { value: 1, unit: 'calendar_day' },
  afterHandBack: 'restart',
  maxOffers: 1,
  maxRounds: 1,
  limits: { minPercent: 1, maxPercent: 100, minAmount: 1, maxAmount: null },
  secondThoughts: false,
  keepPersonalDays: null,
  quickPicks: { missing_items: [80, 50, 30], damaged: [50, 30, 20] },
  solutions: { not_received: ['approve', 'reject', 'refund_only'] },
  rejectReasons: { items_were_sent: { evidence: false }, evidence_insufficient: { evidence: false } },
  reminders: { respond_by: [14400, 3600], offer_expires: [21600, 3600], ship_by: [43200, 7200] },
  calendar: {
    holidays: 'TH',
    weekend: [6, 7],
    extraHolidays: ['2026-05-04'],
    workingDays: [],
    zone: 'Asia/Bangkok',
  },
  ...changes,
});

/** The order of SPEC.md section 4: one of two bowls is missing. */
export const facts = (changes: Partial<RequestFacts> = {}): RequestFacts => ({
  orderId: '577087614418520388',
  sellerId: 'shop-1',
  buyerId: 'buyer-1',
  conversationId: 'conv-1',
  market: 'TH',
  buyerZone: 'Asia/Bangkok',
  buyerLocale: 'th',
  reason: 'missing_items',
  text: 'Only one of the two bowls arrived',
  items: [
    {
      sku: 'BOWL-2',
      title: 'ชามเซรามิก',
      quantity: 2,
      missingQuantity: 1,
      unitPrice: baht(25000),
      imageUrl: 'https://cdn.example/bowl.jpg',
    },
  ],
  paid: baht(54000),
  alreadyRefunded: baht(0),
  shippingOption: 'platform',
  shipTo: { name: 'สมชาย ใจดี', lines: ['99/1 ถนนสุขุมวิท'], postalCode: '10110', country: 'TH' },
  evidence: ['https://cdn.example/box.jpg'],
  metadata: { channel: 'app' },
  ...changes,
});

export const respondBy = (at: string = later(24 * HOUR)): Deadline => ({
  kind: 'respond_by',
  at,
  overdue: false,
  extended: false,
});

type StateChanges = Partial<Omit<RequestState, 'facts'>> & { facts?: Partial<RequestFacts> };

/** A request that was just opened, waiting for its seller. */
export function requestState({ facts: factChanges, ...changes }: StateChanges = {}): RequestState {
  return {
    id: 'req_1',
    version: 1,
    status: 'awaiting_seller',
    facts: facts(factChanges),
    claimValue: baht(25000),
    refundable: baht(54000),
    policy: thaiPolicy(),
    deadline: respondBy(),
    respondByGiven: false,
    paused: null,
    reminders: [],
    offers: [],
    offersMade: 0,
    approval: null,
    rejection: null,
    cancellation: null,
    extension: null,
    refund: null,
    shipment: null,
    openedAt: OPENED_AT,
    updatedAt: OPENED_AT,
    ...changes,
  };
}

/** A pending partial refund of half the claim value. */
export const offer = (changes: Partial<Offer> = {}): Offer => ({
  id: 'ofr_1',
  kind: 'partial_refund',
  by: 'seller',
  round: 1,
  amount: baht(12500),
  percent: 50,
  status: 'pending',
  createdAt: later(HOUR),
  expiresAt: later(25 * HOUR),
  answer: null,
  ...changes,
});

/** An event of the request, by default the opening. */
export const requestEvent = (
  state: RequestState,
  changes: { seq?: number; type?: EventType; data?: object } = {},
): RequestEvent => {
  const seq = changes.seq ?? state.version;
  // What an event carries matters only to who reads it: a test that does gives what is read.
  return {
    id: `evt_${state.id}_${seq}`,
    requestId: state.id,
    seq,
    type: 'request.opened',
    at: state.updatedAt,
    actor: { kind: 'integrator', id: 'integrator' },
    data: {},
    ...changes,
  } as RequestEvent;
};

/** The commit that inserts a request. */
export function opening(state: RequestState, changes: Partial<Commit> = {}): Commit {
  const { claimValue, refundable, policy, deadline } = state;
  const data = { ...state.facts, claimValue, refundable, policy, deadline };
  return { state, events: [requestEvent(state, { data })], expectedVersion: 0, wakeAt: wakeAt(state), ...changes };
}

/** The commit that follows `before` with one event, ten seconds later. */
export function following(
  before: RequestState,
  changes: Partial<RequestState>,
  type: EventType = 'request.updated',
  extra: Partial<Commit> & { data?: object } = {},
): Commit {
  const { data = {}, ...commitChanges } = extra;
  const updatedAt = later(10_000, before.updatedAt);
  const state: RequestState = { ...before, updatedAt, ...changes, version: before.version + 1 };
  return {
    state,
    events: [requestEvent(state, { type, data })],
    expectedVersion: before.version,
    wakeAt: wakeAt(state),
    ...commitChanges,
  };
}

/** A buyer's text message. */
export const textMessage = (changes: Partial<MessageWrite> = {}): MessageWrite => ({
  id: 'msg_1',
  conversationId: 'conv-1',
  at: OPENED_AT,
  author: { role: 'buyer', id: 'buyer-1', name: 'สมชาย' },
  body: { kind: 'text', text: 'ขอบคุณค่ะ 🙏' },
  revision: 1,
  ...changes,
});

/** The card of the request's last offer. */
export function cardMessage(state: RequestState, changes: Partial<MessageWrite> = {}): MessageWrite {
  const shown = state.offers.at(-1) ?? offer();
  return textMessage({
    id: `msg_${shown.id}`,
    conversationId: state.facts.conversationId,
    author: { role: 'seller', id: state.facts.sellerId },
    body: {
      kind: 'card',
      card: {
        requestId: state.id,
        offer: shown,
        claimValue: state.claimValue,
        items: state.facts.items.map(({ title, missingQuantity }) => ({ title, missingQuantity })),
        counterRange: null,
        next: { status: state.status, waitingOn: null, deadlineAt: state.deadline?.at ?? null },
        buyerId: state.facts.buyerId,
        sellerId: state.facts.sellerId,
        home: { buyerLocale: 'th', buyerZone: 'Asia/Bangkok', sellerZone: 'Asia/Bangkok' },
      },
    },
    revision: state.version,
    ...changes,
  });
}
