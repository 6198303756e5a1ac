/** What holds whatever anybody does, in whatever order, however late. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decide } from '../../../src/domain/decide.ts';
import { replay } from '../../../src/domain/evolve.ts';
import {
  CLOSED,
  eraseAt,
  pendingOffer,
  type RequestEvent,
  type RequestState,
  wakeAt,
} from '../../../src/domain/request.ts';
import { isRuleActor } from '../../../src/domain/rules.ts';
import { live, type Moment, openings, steps } from '../../support/arbitrary.ts';
import { passTime, platform } from '../../support/story.ts';

const RUNS = { numRuns: Number(process.env.PROPERTY_RUNS ?? 300) };
const PATIENCE = { timeout: 120_000 };

/** Checks every moment of random lives. */
function always(check: (moment: Moment) => void): void {
  fc.assert(
    fc.property(openings, steps, (opening, life) => {
      live(opening, life, check);
    }),
    RUNS,
  );
}

/** The clock's own effect: a seller's rule acts by it too. */
const ofPlatform = ({ actor }: RequestEvent): boolean => actor.kind === 'platform' || isRuleActor(actor);
const lapsed = ({ deadline }: RequestState, at: string): boolean =>
  deadline !== null && (deadline.kind === 'respond_by' || deadline.kind === 'offer_expires') && at >= deadline.at;

describe('rules 5 and 6: refusals and repeats', PATIENCE, () => {
  it('rule 6: a refused command changes nothing; a late one leaves only what the platform did', () => {
    always(({ before, context, decision: { refusal, events, state } }) => {
      if (!refusal) return;
      expect(refusal.detail).not.toBe('');
      if (refusal.code === 'forbidden' || refusal.code === 'not_found' || !lapsed(before, context.arrivedAt)) {
        expect(events).toEqual([]);
        expect(state).toEqual(before);
      } else {
        expect(refusal.code).toBe('deadline_passed');
        expect(events.length).toBeGreaterThan(0);
        expect(events.every(ofPlatform)).toBe(true);
      }
    });
  });

  it('rule 5: refusals of the state name the state of the request', () => {
    always(({ decision: { refusal, state } }) => {
      if (refusal?.code !== 'conflict' && refusal?.code !== 'deadline_passed') return;
      expect(refusal.requestStatus).toBe(state.status);
    });
  });

  it('rule 6: a late command finds exactly what the sweep would have done', () => {
    always(({ before, command, context, decision }) => {
      if (!lapsed(before, context.arrivedAt) || decision.events.length === 0 || command.type === 'PassTime') return;
      // An extension is meant for the deadline that passed, not for the one the platform's effect started.
      if (command.type === 'ExtendDeadline') return;
      const swept = decide(before, { type: 'PassTime' }, { ...context, actor: platform });
      expect(decision.events.slice(0, swept.events.length)).toEqual(swept.events);
      const after = decide(swept.state, command, context);
      expect(after.refusal === undefined).toBe(decision.refusal === undefined);
      if (!after.refusal) expect(after.state).toEqual(decision.state);
    });
  });

  it('rule 5: a command repeated at once is answered with the request as it stands', () => {
    always(({ command, context, decision }) => {
      if (decision.refusal) return;
      const again = decide(decision.state, command, context);
      expect(again.refusal).toBeUndefined();
      expect(again.events).toEqual([]);
      expect(again.state).toEqual(decision.state);
    });
  });
});

describe('the invariants of a request', PATIENCE, () => {
  it('sections 1 and 2: at most one offer waits, and only while negotiating', () => {
    always(({ decision: { state } }) => {
      const waiting = state.offers.filter(({ status }) => status === 'pending');
      expect(waiting.length).toBe(state.status === 'negotiating' ? 1 : 0);
      expect(pendingOffer(state)).toEqual(waiting[0]);
      const opening = state.offers.filter(({ round }) => round === 1);
      expect(opening.length).toBe(state.offersMade);
      expect(state.offersMade).toBeLessThanOrEqual(state.policy.maxOffers);
      expect(state.offers.every(({ round }) => round <= state.policy.maxRounds)).toBe(true);
    });
  });

  it('section 1: money is never above what is refundable, and never nothing', () => {
    always(({ before, decision: { state } }) => {
      for (const made of state.offers.slice(before.offers.length)) {
        expect(made.amount.amount).toBeLessThanOrEqual(before.refundable.amount);
        expect(made.amount.amount).toBeGreaterThan(0);
      }
      const waiting = pendingOffer(state);
      if (waiting) expect(waiting.amount.amount).toBeLessThanOrEqual(state.refundable.amount);
      if (state.refund) {
        const paidFor = state.offers.find(({ id }) => id === state.refund?.offerId);
        expect(state.refund.amount).toEqual(paidFor?.amount);
      }
    });
  });

  it('section 4: an offer that waits is within what the marketplace permits', () => {
    always(({ decision: { state } }) => {
      const waiting = pendingOffer(state);
      const { solutions, maxAmount, offerBy } = state.facts.allowed ?? {};
      if (!waiting) return;
      if (solutions) expect(solutions).toContain(waiting.kind);
      if (maxAmount) expect(waiting.amount.amount).toBeLessThanOrEqual(maxAmount.amount);
      if (offerBy && waiting.expiresAt) expect(waiting.expiresAt <= offerBy, waiting.expiresAt).toBe(true);
    });
  });

  it('section 2: exactly one deadline in a waiting state, of its kind, and none elsewhere', () => {
    const kinds: Partial<Record<RequestState['status'], string>> = {
      awaiting_seller: 'respond_by',
      negotiating: 'offer_expires',
      awaiting_shipment: 'ship_by',
      settling: 'refund_by',
    };
    always(({ decision: { state } }) => {
      expect(state.deadline?.kind).toBe(kinds[state.status]);
      const waiting = pendingOffer(state);
      if (waiting) expect(waiting.expiresAt).toBe(state.deadline?.at);
      if (!state.deadline) expect(state.reminders).toEqual([]);
    });
  });

  it('rule 11: no deadline starts after its end', () => {
    always(({ decision: { events } }) => {
      for (const [index, { type, at, data }] of events.entries()) {
        // With nothing left the platform approves in the same commit (rule 1).
        const next = events[index + 1];
        if (type === 'request.handed_back' && next?.type === 'request.approved' && next.data.cause === 'timeout')
          continue;
        if ('deadline' in data && type !== 'reminder.due') expect(data.deadline.at > at).toBe(true);
        if (type === 'deadline.extended') expect(data.to > data.from).toBe(true);
      }
    });
  });

  it('rule 16: the history has no gaps, its times never decrease, its ids are its own', () => {
    always(({ before, decision: { state, events }, history }) => {
      expect(history.map(({ seq }) => seq)).toEqual(history.map((_, index) => index + 1));
      expect(state.version).toBe(history.length);
      let last = before.updatedAt;
      for (const { at } of events) {
        expect(at >= last).toBe(true);
        last = at;
      }
      expect(state.updatedAt).toBe(last);
      expect(new Set(history.map(({ id }) => id)).size).toBe(history.length);
    });
  });

  it('section 2: a closed request never reopens', () => {
    always(({ before, decision: { state, events } }) => {
      if (!CLOSED.has(before.status)) return;
      expect(state.status).toBe(before.status);
      for (const { type } of events) {
        expect(['request.updated', before.status === 'delivered' ? 'logistics.updated' : '']).toContain(type);
      }
      expect(wakeAt(state)).toBe(eraseAt(state));
    });
  });

  it('rule 16: replaying the history gives the request, stored or not', () => {
    fc.assert(
      fc.property(openings, steps, (opening, life) => {
        let history: readonly RequestEvent[] = [];
        const state = live(opening, life, (moment) => {
          history = moment.history;
        });
        if (history.length === 0) return;
        expect(replay(history)).toStrictEqual(state);
        expect(replay(JSON.parse(JSON.stringify(history)))).toStrictEqual(JSON.parse(JSON.stringify(state)));
      }),
      RUNS,
    );
  });
});

describe('the clock', PATIENCE, () => {
  it('rules 6 and 12: it has something to do when it is woken, and nothing a moment earlier', () => {
    always(({ decision: { state } }) => {
      const wake = wakeAt(state);
      if (!wake || CLOSED.has(state.status)) return;
      const clock = (at: string) => decide(state, passTime()(state), { actor: platform, at, arrivedAt: at }).events;
      const earlier = new Date(Date.parse(wake) - 1).toISOString();
      expect(clock(wake).length).toBeGreaterThan(0);
      if (earlier >= state.updatedAt) expect(clock(earlier)).toEqual([]);
    });
  });

  it('rule 12: reminders come before their deadline, each once, in order', () => {
    always(({ before, decision: { state, events } }) => {
      const times = state.reminders.map(({ at }) => at);
      expect(times).toEqual([...new Set(times)].sort());
      if (state.deadline) expect(times.every((at) => at < (state.deadline?.at ?? ''))).toBe(true);
      for (const { type, at, data } of events) {
        if (type !== 'reminder.due') continue;
        expect(before.reminders.map(({ leadSeconds }) => leadSeconds)).toContain(data.leadSeconds);
        expect(state.reminders.map(({ leadSeconds }) => leadSeconds)).not.toContain(data.leadSeconds);
        expect(at < (before.deadline?.at ?? '')).toBe(true);
      }
    });
  });

  it('rule 6: sweeping comes to rest, however long the outage', () => {
    always(({ decision: { state } }) => {
      const at = '2027-06-01T00:00:00.000Z';
      const swept = decide(state, { type: 'PassTime' }, { actor: platform, at, arrivedAt: at });
      const wake = wakeAt(swept.state);
      if (wake && !CLOSED.has(swept.state.status)) expect(wake > at).toBe(true);
    });
  });
});
