/**
 * Random requests and random lives of them, for property tests: small amounts, so that every bound is hit often, any
 * actor, any command, clocks that stand still, jump, or land exactly on a deadline, and commands that were long on
 * their way.
 */
import fc from 'fast-check';
import type { Allowed } from '../../src/contract/allowed.ts';
import { REASONS } from '../../src/contract/choices.ts';
import type { Duration, DurationByClaim, Policy } from '../../src/contract/policy.ts';
import type { Actor } from '../../src/contract/request.ts';
import type { Rule } from '../../src/contract/rules.ts';
import type { CommandContext, RequestCommand } from '../../src/domain/command.ts';
import { type Decision, decide } from '../../src/domain/decide.ts';
import { type RequestEvent, type RequestState, wakeAt } from '../../src/domain/request.ts';
import { baht, facts } from './builders.ts';
import {
  ACTORS,
  type Ask,
  accept,
  approve,
  cancel,
  counter,
  extend,
  holdRule,
  logistics,
  type Opening,
  offer,
  offerPercent,
  on,
  passTime,
  platform,
  refund,
  refundedAlready,
  refundOnly,
  reject,
  rejectOffer,
  request,
  ship,
  update,
  withdraw,
} from './story.ts';

/** Every amount of a random request is below this. */
export const MOST = 60;

const HOUR = 3_600_000;
const duration = fc.constantFrom<Duration>(
  { value: 1, unit: 'working_day' },
  { value: 1, unit: 'calendar_day' },
  { value: 2, unit: 'hour' },
  { value: 10, unit: 'minute' },
  { value: 1, unit: 'second' },
);
/** One duration for claims below 20, another from there on. */
const tiers = ([small, large]: [Duration, Duration]): DurationByClaim => [small, { ...large, claimFrom: baht(20) }];
const leads = fc.uniqueArray(fc.constantFrom(1, 60, 3_600, 14_400, 86_400), { maxLength: 3 });
const yesOrNo = fc.boolean();

const policy: fc.Arbitrary<Partial<Policy>> = fc.record({
  respondBy: fc.oneof(duration, fc.tuple(duration, duration).map(tiers)),
  offerExpires: duration,
  shipBy: duration,
  counterWithin: duration,
  refundConfirmWithin: duration,
  afterHandBack: fc.constantFrom('restart', 'resume'),
  maxOffers: fc.integer({ min: 0, max: 3 }),
  maxRounds: fc.integer({ min: 1, max: 4 }),
  secondThoughts: yesOrNo,
  keepPersonalDays: fc.constantFrom(null, null, 1, 30),
  limits: fc.record({
    minPercent: fc.constantFrom(0.01, 1, 10, 33.33, 50),
    maxPercent: fc.constantFrom(50, 66.67, 100),
    minAmount: fc.constantFrom(1, 1, 5, 20),
    maxAmount: fc.constantFrom(null, null, 25, 40),
  }),
  solutions: fc.constantFrom<Policy['solutions']>(
    {},
    { not_received: ['approve', 'reject', 'refund_only'] },
    { missing_items: ['partial_refund'], damaged: [] },
  ),
  rejectReasons: yesOrNo.map((evidence) => ({ items_were_sent: { evidence } })),
  reminders: fc.record({ respond_by: leads, offer_expires: leads, ship_by: leads }, { requiredKeys: [] }),
  calendar: fc.record({
    holidays: fc.constant(null),
    weekend: fc.constantFrom([6, 7], [], [1, 2, 3, 4, 5, 6]),
    extraHolidays: fc.constant(['2026-11-24']),
    workingDays: fc.constant(['2026-11-28']),
    zone: fc.constantFrom('Asia/Bangkok', 'America/New_York'),
  }),
});

/** What a marketplace permits: mostly nothing is said, sometimes less than the policy would take. */
const allowed: fc.Arbitrary<Allowed | undefined> = fc.oneof(
  { arbitrary: fc.constant(undefined), weight: 3 },
  fc.record(
    {
      solutions: fc.constantFrom<NonNullable<Allowed['solutions']>>(
        [],
        ['approve', 'partial_refund'],
        ['approve', 'reject', 'refund_only'],
      ),
      maxAmount: fc.integer({ min: 0, max: 30 }).map(baht),
      offerBy: fc.constantFrom(on('Mon 11:00'), on('Tue 09:30'), on('Thu 12:00')),
    },
    { requiredKeys: [] },
  ),
);

const rule: fc.Arbitrary<Rule> = fc.record(
  {
    id: fc.constantFrom('r-1', 'r-2'),
    name: fc.constant('A rule'),
    enabled: fc.constantFrom(true, true, false),
    at: fc.constantFrom<Rule['at'][]>('opened', ...[300, 3_600, 86_400].map((beforeDeadline) => ({ beforeDeadline }))),
    when: fc.constantFrom<Rule['when'][]>({}, {}, { claimFrom: baht(10) }, { reasons: ['damaged', 'missing_items'] }),
    then: fc.constantFrom<Rule['then'][]>(
      { kind: 'approve' },
      { kind: 'refund_only' },
      { kind: 'partial_refund', amount: baht(9) },
      { kind: 'partial_refund', percent: 50 },
      { kind: 'partial_refund', percent: 100 },
    ),
    note: fc.constant('From a rule'),
  },
  { requiredKeys: ['id', 'name', 'enabled', 'at', 'when', 'then'] },
);

/** A request that opens on Monday at 09:30 in Bangkok, or a little earlier, under a random policy. */
export const openings: fc.Arbitrary<Opening> = fc
  .record({
    policy,
    price: fc.integer({ min: 0, max: 30 }),
    missingQuantity: fc.integer({ min: 1, max: 2 }),
    paid: fc.integer({ min: 0, max: MOST }),
    refunded: fc.constantFrom(0, 0, 0.3, 1),
    reason: fc.constantFrom(...REASONS),
    openedBefore: fc.constantFrom(undefined, 0, 2 * HOUR, 72 * HOUR),
    respondWithin: fc.constantFrom(undefined, undefined, HOUR, 30 * HOUR),
    buyerZone: fc.constantFrom('Asia/Bangkok', 'America/New_York'),
    allowed,
    rules: fc.array(rule, { maxLength: 3 }),
  })
  .map(({ policy: terms, price, missingQuantity, paid, refunded, openedBefore, respondWithin, ...same }) => {
    const openedAt = Date.parse(on('Mon 09:30')) - (openedBefore ?? 0);
    return {
      policy: terms,
      rules: same.rules,
      items: facts().items.map((item) => ({ ...item, missingQuantity, unitPrice: baht(price) })),
      paid: baht(paid),
      alreadyRefunded: baht(Math.floor(paid * refunded)),
      reason: same.reason,
      buyerZone: same.buyerZone,
      ...(same.allowed ? { allowed: same.allowed } : {}),
      ...(openedBefore === undefined ? {} : { openedAt: new Date(openedAt).toISOString() }),
      ...(respondWithin === undefined ? {} : { respondBy: new Date(openedAt + respondWithin).toISOString() }),
    };
  });

const amount = fc.integer({ min: 0, max: MOST + 1 });
const words = fc.constantFrom(undefined, 'One', 'Two');
/** Mostly the last offer, sometimes an earlier one. */
const nth = fc.constantFrom(undefined, undefined, undefined, 1, 2);
const seenByCarrier = fc.array(
  fc.record({
    at: fc.constantFrom(on('Mon 12:00'), on('Tue 12:00'), on('Wed 12:00')),
    kind: fc.constantFrom('picked_up', 'in_transit', 'delivered'),
    text: fc.constantFrom('Hub 1', 'Hub 2'),
  }),
  { minLength: 1, maxLength: 3 },
);

const asks: fc.Arbitrary<Ask> = fc.oneof(
  fc.constant(approve()),
  fc.constantFrom(reject(), reject({ evidence: ['https://cdn.example/a.jpg'] }), reject({ reason: 'other' })),
  { arbitrary: fc.tuple(amount, words).map(([of, note]) => offer(of, note)), weight: 3 },
  fc.tuple(fc.constantFrom(1, 12.5, 50, 99.99, 100), words).map(([of, note]) => offerPercent(of, note)),
  words.map((note) => refundOnly(note)),
  { arbitrary: nth.map((which) => accept(which)), weight: 2 },
  { arbitrary: fc.tuple(words, nth).map(([text, which]) => rejectOffer(text, which)), weight: 2 },
  fc.tuple(words, nth).map(([text, which]) => withdraw(text, which)),
  { arbitrary: fc.tuple(amount, words, nth).map(([of, note, which]) => counter(of, note, which)), weight: 4 },
  words.map((text) => cancel(text)),
  fc.constantFrom(1, 3_600, 86_400).map((seconds) => extend(seconds)),
  fc.constant(holdRule()),
  fc.constantFrom('TH1', 'TH2').map((number) => ship(number)),
  seenByCarrier.map((events) => logistics(...events)),
  fc.tuple(fc.constantFrom('confirmed', 'failed'), words).map(([outcome, text]) => refund(outcome, { text })),
  amount.map((refunded) => refundedAlready(refunded)),
  allowed.map((permitted) => update({ allowed: permitted ?? {} })),
  fc.constantFrom('1', '2').map((ticket) => update({ metadata: { ticket } })),
  { arbitrary: fc.constant(passTime()), weight: 4 },
);

type Pace = number | 'to the wake-up' | 'just before the deadline' | 'to the deadline';
const paces = fc.constantFrom<Pace>(
  0,
  0,
  1,
  60_000,
  HOUR,
  20 * HOUR,
  72 * HOUR,
  'to the wake-up',
  'just before the deadline',
  'to the deadline',
);

export interface Step {
  ask: Ask;
  /** Index into ACTORS. Who may never do this gives way to the next who may, unless they are stubborn. */
  actor: number;
  stubborn: boolean;
  pace: Pace;
  /** Milliseconds the command was on its way before it is decided. */
  onItsWay: number;
}
const anyStep: fc.Arbitrary<Step> = fc.record({
  ask: asks,
  actor: fc.nat(ACTORS.length - 1),
  stubborn: fc.constantFrom(true, false, false, false, false),
  pace: paces,
  onItsWay: fc.constantFrom(0, 0, 0, 1_000, 3 * HOUR, 48 * HOUR),
});
export const steps: fc.Arbitrary<Step[]> = fc.array(anyStep, { maxLength: 40 });

function nextMoment(state: RequestState, now: number, pace: Pace): number {
  if (typeof pace === 'number') return now + pace;
  const target = pace === 'to the wake-up' ? wakeAt(state) : state.deadline?.at;
  if (!target) return now;
  return Math.max(now, Date.parse(target) - (pace === 'just before the deadline' ? 1 : 0));
}

/** Whoever asks: the actor of the step, or the next after them who is not forbidden to. */
function whoAsks({ actor, stubborn }: Step, state: RequestState, command: RequestCommand, at: string): Actor {
  const inTurn = [...ACTORS.slice(actor), ...ACTORS.slice(0, actor)];
  const willing = inTurn.find(
    (by) => stubborn || decide(state, command, { actor: by, at, arrivedAt: at }).refusal?.code !== 'forbidden',
  );
  return willing ?? ACTORS[actor] ?? platform;
}

function freeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const part of Object.values(value)) freeze(part);
  }
  return value;
}

export interface Moment {
  before: RequestState;
  command: RequestCommand;
  context: CommandContext;
  decision: Decision;
  /** Everything up to and including this decision. */
  history: readonly RequestEvent[];
}

/**
 * The request lives through the steps; each decision is handed over as it is made. Everything is frozen, so that
 * deciding can only answer, never change.
 */
export function live(opening: Opening, life: readonly Step[], visit: (moment: Moment) => void): RequestState {
  const opened = request(opening);
  let state = freeze(opened.state);
  let history = opened.history;
  let now = Date.parse(state.updatedAt);
  for (const step of life) {
    now = nextMoment(state, now, step.pace);
    const at = new Date(now).toISOString();
    const before = state;
    const command = freeze(step.ask(before));
    const actor = whoAsks(step, before, command, at);
    const context = freeze({ actor, at, arrivedAt: new Date(now - step.onItsWay).toISOString() });
    const decision = freeze(decide(before, command, context));
    state = decision.state;
    history = [...history, ...decision.events];
    visit({ before, command, context, decision, history });
  }
  return state;
}
