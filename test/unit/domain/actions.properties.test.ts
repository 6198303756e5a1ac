/** Buttons and rules agree: what is shown works, what works is shown, and exactly the legal amounts are taken. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Action, Actor } from '../../../src/contract/request.ts';
import { allowedActions } from '../../../src/domain/actions.ts';
import { type Decision, decide } from '../../../src/domain/decide.ts';
import { solutionsNow } from '../../../src/domain/offers.ts';
import type { RequestState } from '../../../src/domain/request.ts';
import { live, MOST, openings, steps } from '../../support/arbitrary.ts';
import {
  ACTORS,
  type Ask,
  accept,
  approve,
  assign,
  buyer,
  cancel,
  counter,
  extend,
  holdRule,
  offer,
  refundOnly,
  reject,
  rejectOffer,
  seller,
  ship,
  withdraw,
} from '../../support/story.ts';

const RUNS = { numRuns: Number(process.env.PROPERTY_RUNS ?? 150) };
/** Every amount is tried in every state that is visited: on a busy machine that takes a while. */
const PATIENCE = { timeout: 120_000 };

const AMOUNTS = Array.from({ length: MOST + 3 }, (_, amount) => amount);
const evidence = ['https://cdn.example/a.jpg'];

/** Commands of which one works where the action does; new words, so that none is a repeat. */
const WITNESSES: Record<Action, Ask[]> = {
  approve: [approve()],
  reject: [reject({ text: 'New words', evidence })],
  offer: [refundOnly('New words'), ...AMOUNTS.map((amount) => offer(amount, 'New words'))],
  withdraw: [withdraw('New words')],
  accept_offer: [accept()],
  reject_offer: [rejectOffer('New words')],
  counter_offer: AMOUNTS.map((amount) => counter(amount, 'New words')),
  cancel: [cancel('New words')],
  ship: [ship('TH-new')],
  extend: [extend(77, 'New words')],
  assign: [assign({ id: 'somebody-new' })],
  hold_rule: [holdRule()],
};

function tried(state: RequestState, ask: Ask, actor: Actor, at: string): Decision {
  return decide(state, ask(state), { actor, at, arrivedAt: at });
}
const works = (state: RequestState, ask: Ask, actor: Actor, at: string): boolean => {
  const { refusal, events } = tried(state, ask, actor, at);
  return !refusal && events.length > 0;
};

/** Checks where random lives end, at a moment a little later. */
function wherever(check: (state: RequestState, now: string) => void): void {
  fc.assert(
    fc.property(openings, steps, fc.constantFrom(0, 1, 3_600_000), (opening, life, wait) => {
      const state = live(opening, life, () => {});
      check(state, new Date(Date.parse(state.updatedAt) + wait).toISOString());
    }),
    RUNS,
  );
}

const lapsed = ({ deadline }: RequestState, now: string): boolean =>
  deadline !== null && (deadline.kind === 'respond_by' || deadline.kind === 'offer_expires') && now >= deadline.at;

describe('section 4: actions', PATIENCE, () => {
  it('section 4: an action that is listed works, one that is not is refused', () => {
    wherever((state, now) => {
      for (const actor of ACTORS) {
        const listed = allowedActions(state, actor.kind, now);
        if (lapsed(state, now)) {
          expect(listed).toEqual([]);
          continue;
        }
        for (const [action, asks] of Object.entries(WITNESSES) as [Action, Ask[]][]) {
          const possible = asks.some((ask) => works(state, ask, actor, now));
          expect(possible, `${action} by the ${actor.kind} while ${state.status}`).toBe(listed.includes(action));
        }
      }
    });
  });

  it('rule 2: a solution that is listed works, one that is not is refused', () => {
    wherever((state, now) => {
      if (lapsed(state, now)) return;
      const listed = solutionsNow(state, now);
      const can = (asks: Ask[]) => asks.some((ask) => works(state, ask, seller, now));
      expect(can(WITNESSES.approve)).toBe(listed.includes('approve'));
      expect(can(WITNESSES.reject)).toBe(listed.includes('reject'));
      expect(can([refundOnly('New words')])).toBe(listed.includes('refund_only'));
      expect(can(AMOUNTS.map((amount) => offer(amount, 'New words')))).toBe(listed.includes('partial_refund'));
    });
  });
});

/** Percent of an amount rounded half up, as a schoolbook does it. */
const share = (amount: number, percent: number): number =>
  Math.floor((amount * Math.round(percent * 100) + 5_000) / 10_000);

/** What may be offered at most, read from the specification. */
const most = ({ refundable, facts: { allowed } }: RequestState): number =>
  Math.min(refundable.amount, allowed?.maxAmount ? allowed.maxAmount.amount : refundable.amount);
const permitsPartial = ({ facts: { allowed } }: RequestState): boolean =>
  !allowed?.solutions || allowed.solutions.includes('partial_refund');

/** Rule 4 below the claim value, read from the specification. */
function insideRule4(state: RequestState, amount: number): boolean {
  const claim = state.claimValue.amount;
  const { minPercent, maxPercent, minAmount, maxAmount } = state.policy.limits;
  return (
    amount >= 1 &&
    amount <= most(state) &&
    amount < claim &&
    amount >= minAmount &&
    amount >= share(claim, minPercent) &&
    amount <= share(claim, maxPercent) &&
    amount <= (maxAmount ?? amount)
  );
}

function mayOpenWith(state: RequestState, amount: number, now: string): 'card' | 'at once' | undefined {
  const claim = state.claimValue.amount;
  const listed = state.policy.solutions[state.facts.reason];
  const possible = state.status === 'awaiting_seller' && state.offersMade < state.policy.maxOffers && claim > 0;
  const { offerBy } = state.facts.allowed ?? {};
  if (!permitsPartial(state) || (offerBy && now >= offerBy)) return undefined;
  if (!possible || (listed && !listed.includes('partial_refund'))) return undefined;
  if (amount >= claim) return amount <= most(state) ? 'at once' : undefined;
  return insideRule4(state, amount) ? 'card' : undefined;
}

/** Rule 8, read from the specification. */
function mayCounterWith(state: RequestState, side: 'buyer' | 'seller', amount: number): boolean {
  const waiting = state.offers.at(-1);
  if (waiting?.status !== 'pending' || waiting.by === side || waiting.round >= state.policy.maxRounds) return false;
  if (!permitsPartial(state)) return false;
  const rounds = state.offers.slice(-waiting.round).map((each) => ({ by: each.by, named: each.amount.amount }));
  const theirs = waiting.amount.amount;
  if (side === 'buyer') {
    const asks = rounds.filter(({ by }) => by === 'buyer').map(({ named }) => named);
    return amount > theirs && amount < Math.min(state.claimValue.amount, ...asks) && amount <= most(state);
  }
  const own = rounds.filter(({ by }) => by === 'seller').map(({ named }) => named);
  return amount > Math.max(...own) && amount < theirs && insideRule4(state, amount);
}

describe('rules 3, 4 and 8: amounts', PATIENCE, () => {
  it('rules 3 and 4: exactly the legal amounts can be offered, and go where they should', () => {
    wherever((state, now) => {
      if (lapsed(state, now)) return;
      for (const amount of AMOUNTS) {
        const { refusal, state: after } = tried(state, offer(amount, 'New words'), seller, now);
        const expected = mayOpenWith(state, amount, now);
        expect(refusal === undefined, `${amount} of ${state.claimValue.amount}`).toBe(expected !== undefined);
        if (expected) expect(after.status).toBe(expected === 'card' ? 'negotiating' : 'settling');
        if (refusal?.code !== 'amount_out_of_range') continue;
        expect(mayOpenWith(state, refusal.min ?? -1, now), 'the lower bound it names is legal').toBeDefined();
        expect(mayOpenWith(state, refusal.max ?? -1, now), 'the upper bound it names is legal').toBeDefined();
      }
    });
  });

  it('rule 8: exactly the legal amounts can be countered with', () => {
    wherever((state, now) => {
      if (lapsed(state, now)) return;
      for (const by of [buyer, seller]) {
        const side = by === buyer ? 'buyer' : 'seller';
        for (const amount of AMOUNTS) {
          const { refusal } = tried(state, counter(amount, 'New words'), by, now);
          expect(refusal === undefined, `${amount} by the ${side}`).toBe(mayCounterWith(state, side, amount));
        }
      }
    });
  });
});
