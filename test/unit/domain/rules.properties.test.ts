/** Rule 17, whatever anybody does, in whatever order, however late. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EventType } from '../../../src/contract/event.ts';
import type { RequestCommand } from '../../../src/domain/command.ts';
import { decide } from '../../../src/domain/decide.ts';
import { replay } from '../../../src/domain/evolve.ts';
import { type RequestEvent, ruleActsAt, wakeAt } from '../../../src/domain/request.ts';
import { isRuleActor } from '../../../src/domain/rules.ts';
import { live, openings, steps } from '../../support/arbitrary.ts';
import { request, seller } from '../../support/story.ts';

const RUNS = { numRuns: Number(process.env.PROPERTY_RUNS ?? 300) };
const PATIENCE = { timeout: 120_000 };

const ANSWERS: readonly EventType[] = ['offer.proposed', 'offer.auto_approved', 'request.approved', 'rule.lapsed'];
const ENDS: ReadonlySet<EventType> = new Set([...ANSWERS, 'request.rejected', 'request.cancelled', 'rule.held']);
const isOfRule = ({ actor }: RequestEvent): boolean => isRuleActor(actor);
const answersByRule = (history: readonly RequestEvent[]) =>
  history.filter((event) => isOfRule(event) && ANSWERS.includes(event.type));

/** Checks the whole history of random lives. */
function histories(check: (history: readonly RequestEvent[]) => void): void {
  fc.assert(
    fc.property(openings, steps, (opening, life) => {
      let history = request(opening).history;
      live(opening, life, (moment) => {
        history = moment.history;
      });
      check(history);
    }),
    RUNS,
  );
}

describe('rule 17: always', PATIENCE, () => {
  it('rule 17: a rule never acts twice', () => {
    histories((history) => expect(answersByRule(history).length).toBeLessThanOrEqual(1));
  });

  it('rule 17: a rule never acts after anyone acted', () => {
    histories((history) => {
      const [answer] = answersByRule(history);
      if (!answer) return;
      for (const event of history.slice(0, answer.seq - 1)) expect(ENDS).not.toContain(event.type);
    });
  });

  it('rule 17: a rule never rejects, and never makes what the seller could not', () => {
    histories((history) => {
      const [answer] = answersByRule(history);
      if (!answer) return;
      const before = replay(history.slice(0, answer.seq - 1));
      const rule = before.rule?.rule;
      if (!rule) throw new Error('a rule acted that the request does not have');
      const { then, note } = rule;
      const command: RequestCommand =
        then.kind === 'approve'
          ? { type: 'ApproveRequest' }
          : { type: 'ProposeOffer', offer: { ...then, ...(note === undefined ? {} : { note }) } };
      // As of the moment before the deadline: a rule that was due then may act after an outage.
      const deadline = before.deadline && { ...before.deadline, at: '2099-01-01T00:00:00.000Z' };
      const context = { actor: seller, at: answer.at, arrivedAt: answer.at };
      const { refusal, events } = decide({ ...before, deadline }, command, context);
      if (answer.type === 'rule.lapsed') expect(refusal).toBeDefined();
      else expect(events[0]).toMatchObject({ type: answer.type, seq: answer.seq });
    });
  });

  it('rule 17: while a rule waits, the clock wakes for it and has not passed it', () => {
    fc.assert(
      fc.property(openings, steps, (opening, life) => {
        live(opening, life, ({ decision: { state, events }, context, command }) => {
          const actsAt = ruleActsAt(state);
          expect(actsAt !== null).toBe(state.rule?.status === 'waiting');
          if (actsAt === null) return;
          expect((wakeAt(state) ?? '9') <= actsAt).toBe(true);
          if (command.type === 'PassTime' && events.length > 0) expect(actsAt > context.at).toBe(true);
        });
      }),
      RUNS,
    );
  });

  it('rule 17: what a rule offers before the deadline never leaves the seller more time than there was', () => {
    histories((history) => {
      const [answer] = answersByRule(history);
      if (answer?.type !== 'offer.proposed') return;
      const before = replay(history.slice(0, answer.seq - 1));
      const back = history.slice(answer.seq).find(({ type }) => type === 'request.handed_back');
      const elapses = before.respondByGiven || before.policy.calendar.weekend.length === 0;
      if (!before.deadline || before.rule?.rule.at === 'opened' || back?.type !== 'request.handed_back' || !elapses)
        return;
      const left = Math.max(0, Date.parse(before.deadline.at) - Date.parse(answer.at));
      if (!before.respondByGiven) return;
      expect(Date.parse(back.data.deadline.at) - Date.parse(back.at)).toBeLessThanOrEqual(left);
    });
  });
});
