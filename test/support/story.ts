/**
 * Requests as a test tells them: who asked what and when, from the opening to where the test begins.
 *
 * Moments are written on the wall clock of Bangkok, where the shop and the buyer are: `on('Tue 09:30')` lies in a week
 * without holidays (Monday 23 to Sunday 29 November 2026), `on('Tue+1 09:30')` in the week after.
 */
import type { OfferBody } from '../../src/contract/commands.ts';
import type { Policy } from '../../src/contract/policy.ts';
import type { Instant, Money } from '../../src/contract/primitives.ts';
import type { Actor, Assignee, LogisticsEvent, RequestInput, RequestPatch } from '../../src/contract/request.ts';
import { BUYER_REQUEST_DAYS, type Rule } from '../../src/contract/rules.ts';
import type { RequestCommand } from '../../src/domain/command.ts';
import { decide } from '../../src/domain/decide.ts';
import { decideOpen } from '../../src/domain/decisions/open.ts';
import { eraseHistory } from '../../src/domain/erased.ts';
import type { RequestEvent, RequestState } from '../../src/domain/request.ts';
import { baht, facts, thaiPolicy } from './builders.ts';

export const buyer: Actor = { kind: 'buyer', id: 'buyer-1' };
export const seller: Actor = { kind: 'seller', id: 'shop-1', userId: 'staff-7' };
export const agent: Actor = { kind: 'agent', id: 'agent-3' };
export const integrator: Actor = { kind: 'integrator', id: 'integrator' };
export const platform: Actor = { kind: 'platform', id: 'platform' };
export const ACTORS: readonly Actor[] = [buyer, seller, agent, integrator, platform];

const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const MONDAY = Date.parse('2026-11-22T17:00:00.000Z');

/** The instant of `Tue 09:30`, `Tue 09:30:15` or, a week later, `Tue+1 09:30`, on Bangkok's wall clock. */
export function on(moment: string): Instant {
  const match = /^(\w{3})(?:\+(\d))? (\d\d):(\d\d)(?::(\d\d)(?:\.(\d{3}))?)?$/u.exec(moment);
  const day = DAYS.indexOf(match?.[1] ?? '');
  if (!match || day < 0) throw new Error(`"${moment}" is not a moment such as Tue 09:30`);
  const [week = 0, hours = 0, minutes = 0, seconds = 0, millis = 0] = match.slice(2).map((part) => Number(part ?? 0));
  const wall = (((week * 7 + day) * 24 + hours) * 60 + minutes) * 60_000 + seconds * 1000 + millis;
  return new Date(MONDAY + wall).toISOString();
}

/** A moment as `on` reads it, or an instant as it is. */
export const momentOf = (moment: string): Instant => (moment.endsWith('Z') ? moment : on(moment));

/** A command that may name what only the request knows: its last offer's id, its currency. */
export type Ask = (state: RequestState) => RequestCommand;

const lastOffer = (state: RequestState, nth?: number): string =>
  (nth === undefined ? state.offers.at(-1) : state.offers[nth - 1])?.id ?? 'ofr_none';
const moneyOf = (state: RequestState, amount: number | Money): Money =>
  typeof amount === 'number' ? { amount, currency: state.policy.currency } : amount;
const text = (words: string | undefined) => (words === undefined ? {} : { text: words });
const note = (words: string | undefined) => (words === undefined ? {} : { note: words });

export const approve = (): Ask => () => ({ type: 'ApproveRequest' });
type RejectCommand = Extract<RequestCommand, { type: 'RejectRequest' }>;
export const reject =
  (body: Partial<Omit<RejectCommand, 'type'>> = {}): Ask =>
  () => ({ type: 'RejectRequest', reason: 'items_were_sent', text: 'Both bowls were in the box', ...body });
const propose =
  (body: (state: RequestState) => OfferBody): Ask =>
  (state) => ({ type: 'ProposeOffer', offer: body(state) });
export const offer = (amount: number | Money, words?: string): Ask =>
  propose((state) => ({ kind: 'partial_refund', amount: moneyOf(state, amount), ...note(words) }));
export const offerPercent = (percent: number, words?: string): Ask =>
  propose(() => ({ kind: 'partial_refund', percent, ...note(words) }));
export const refundOnly = (words?: string): Ask => propose(() => ({ kind: 'refund_only', ...note(words) }));
/** `nth`: the first offer of the request is 1; without it the last one is meant. */
export const accept =
  (nth?: number): Ask =>
  (state) => ({ type: 'AcceptOffer', offerId: lastOffer(state, nth) });
export const rejectOffer =
  (words?: string, nth?: number): Ask =>
  (state) => ({ type: 'RejectOffer', offerId: lastOffer(state, nth), ...text(words) });
export const withdraw =
  (words?: string, nth?: number): Ask =>
  (state) => ({ type: 'WithdrawOffer', offerId: lastOffer(state, nth), ...text(words) });
export const counter =
  (amount: number | Money, words?: string, nth?: number): Ask =>
  (state) => ({
    type: 'CounterOffer',
    offerId: lastOffer(state, nth),
    amount: moneyOf(state, amount),
    ...note(words),
  });
export const cancel =
  (words?: string): Ask =>
  () => ({ type: 'CancelRequest', ...text(words) });
export const extend =
  (seconds: number, words = 'The warehouse is closed for stocktaking'): Ask =>
  () => ({ type: 'ExtendDeadline', seconds, text: words });
export const holdRule = (): Ask => () => ({ type: 'HoldRule' });
export const ship =
  (trackingNumber = 'TH0123456789'): Ask =>
  () => ({ type: 'ShipRequest', carrier: 'Flash Express', trackingNumber });
export const assign =
  (to: Assignee | null): Ask =>
  () => ({ type: 'AssignRequest', to });
export const logistics =
  (...events: LogisticsEvent[]): Ask =>
  () => ({ type: 'RecordLogistics', events });
type RefundCommand = Extract<RequestCommand, { type: 'ReportRefund' }>;
export const refund =
  (outcome: 'confirmed' | 'failed', rest: Omit<Partial<RefundCommand>, 'type' | 'outcome'> = {}): Ask =>
  () => ({ type: 'ReportRefund', outcome, ...rest });
type ConcludeCommand = Extract<RequestCommand, { type: 'ConcludeRequest' }>;
export const conclude =
  (outcome: ConcludeCommand['outcome'], rest: Omit<Partial<ConcludeCommand>, 'type' | 'outcome'> = {}): Ask =>
  () => ({ type: 'ConcludeRequest', outcome, ...rest });
export const update =
  (patch: RequestPatch): Ask =>
  () => ({ type: 'UpdateRequest', patch });
export const refundedAlready = (amount: number): Ask => update({ alreadyRefunded: baht(amount) });
export const passTime = (): Ask => () => ({ type: 'PassTime' });

/** One thing the carrier saw. */
export const seen = (moment: string, kind: LogisticsEvent['kind'], words: string = kind): LogisticsEvent => ({
  at: momentOf(moment),
  kind,
  text: words,
});

/** What happened to a request so far. Every step must have been legal; `after` answers a longer story. */
export class Story {
  readonly history: readonly RequestEvent[];
  readonly state: RequestState;

  constructor(history: readonly RequestEvent[], state: RequestState) {
    this.history = history;
    this.state = state;
  }

  /** The story with one more step: at `moment`, `actor` asked for this and it took effect. */
  after(moment: string, actor: Actor, ask: Ask): Story {
    const at = momentOf(moment);
    const command = ask(this.state);
    const { events, state, refusal } = decide(this.state, command, { actor, at, arrivedAt: at });
    if (refusal) {
      throw new Error(`${command.type} by the ${actor.kind} at ${moment}: ${refusal.code}, ${refusal.detail}`);
    }
    if (events.length === 0) throw new Error(`${command.type} by the ${actor.kind} at ${moment} changed nothing`);
    return new Story([...this.history, ...events], state);
  }

  /** The story once its buyer was erased. */
  erased(moment: string): Story {
    const at = momentOf(moment);
    const { kept, events, state } = eraseHistory(this.history, { actor: integrator, at, arrivedAt: at });
    return new Story([...kept, ...events], state);
  }
}

interface Terms {
  policy?: Partial<Policy>;
  /** The seller's rules, in their order. */
  rules?: Rule[];
  /** How often the buyer asked this shop in the last 90 days. */
  before?: number;
  arrives?: string;
}
export type Opening = Partial<RequestInput> & Terms;

/** The order of the specification's example; opens on Monday at 09:30 under the Thai policy with these changes. */
export function openingOf({ policy = {}, rules = [], before = 0, arrives = 'Mon 09:30', ...changes }: Opening = {}) {
  const at = momentOf(arrives);
  const input: RequestInput = { ...facts(), ...changes };
  const buyerRequests = { days: BUYER_REQUEST_DAYS, count: before } as const;
  const terms = { policy: thaiPolicy(policy), rules, buyerRequests };
  const command = { type: 'OpenRequest' as const, requestId: 'req_1', input, ...terms };
  return { command, context: { actor: integrator, at, arrivedAt: at } };
}

/** A request that was just opened: 250.00 baht claimed, 540.00 refundable, `respond_by` on Tuesday at 09:30. */
export function request(opening: Opening = {}): Story {
  const { command, context } = openingOf(opening);
  const decision = decideOpen(command, context);
  if (!('events' in decision)) throw new Error(`it did not open: ${decision.refusal.detail}`);
  return new Story(decision.events, decision.state);
}
