/** Rule 12: reminders before a deadline, once, and never when it is too late for one. */
import { describe, expect, it } from 'vitest';
import { wakeAt } from '../../../src/domain/request.ts';
import { given } from '../../support/decider.ts';
import {
  agent,
  approve,
  buyer,
  counter,
  extend,
  offer,
  on,
  passTime,
  platform,
  refundOnly,
  rejectOffer,
  request,
  seller,
} from '../../support/story.ts';

// respond_by Tue 09:30 with reminders 4 h and 1 h before.
const opened = request();
const clock = (at: string) => ({ by: platform, at });

describe('rule 12: reminders', () => {
  it('rule 12: the policy lists lead times; the clock wakes for the first', () => {
    expect(wakeAt(opened.state)).toBe(on('Tue 05:30'));
    given(opened).when(passTime(), clock('Tue 05:29:59.999')).thenNothing();
    given(opened)
      .when(passTime(), clock('Tue 05:30'))
      .then([
        {
          type: 'reminder.due',
          actor: platform,
          data: { deadline: { kind: 'respond_by', at: on('Tue 09:30') }, leadSeconds: 14_400, to: 'seller' },
        },
      ]);
  });

  it('rule 12: each is sent once', () => {
    const first = opened.after('Tue 05:30', platform, passTime());
    expect(wakeAt(first.state)).toBe(on('Tue 08:30'));
    given(first).when(passTime(), clock('Tue 05:30')).thenNothing();
    given(first)
      .when(passTime(), clock('Tue 08:30'))
      .then([{ type: 'reminder.due', data: { leadSeconds: 3_600 } }]);
    const second = first.after('Tue 08:30', platform, passTime());
    expect(wakeAt(second.state)).toBe(on('Tue 09:30'));
    given(second).when(passTime(), clock('Tue 09:00')).thenNothing();
  });

  it('rule 12: after an outage only the latest missed one is sent', () => {
    given(opened)
      .when(passTime(), clock('Tue 09:00'))
      .then([{ type: 'reminder.due', data: { leadSeconds: 3_600 } }])
      .leaves({ reminders: [] });
  });

  it('rule 12: never after its deadline', () => {
    given(opened).when(passTime(), clock('Tue 09:30')).then(['request.approved']);
  });

  it('rule 12: never for a state that was left', () => {
    const negotiating = opened.after('Tue 05:00', seller, offer(12_500));
    given(negotiating).when(passTime(), clock('Tue 05:30')).thenNothing();
    given(opened.after('Tue 05:00', seller, refundOnly()))
      .when(passTime(), clock('Tue 08:30'))
      .thenNothing();
  });

  it('rule 12: one already past when the deadline is set is skipped', () => {
    const late = request({ openedAt: on('Mon 07:00'), arrives: 'Tue 04:00' });
    expect(late.state.deadline?.at).toBe(on('Tue 07:00'));
    expect(late.state.reminders).toEqual([{ at: on('Tue 06:00'), leadSeconds: 3_600 }]);
    const withdrawn = request({ policy: { reminders: { respond_by: [86_400 * 2, 3_600] } } });
    expect(withdrawn.state.reminders).toEqual([{ at: on('Tue 08:30'), leadSeconds: 3_600 }]);
  });

  it('rule 12: offer_expires reminds whoever must answer', () => {
    const story = request({ policy: { maxRounds: 2 } }).after('Mon 10:00', seller, offer(12_500));
    given(story)
      .when(passTime(), clock('Tue 04:00'))
      .then([{ type: 'reminder.due', data: { leadSeconds: 21_600, to: 'buyer' } }]);
    given(story.after('Mon 11:00', buyer, counter(20_000)))
      .when(passTime(), clock('Tue 05:00'))
      .then([{ type: 'reminder.due', data: { leadSeconds: 21_600, to: 'seller' } }]);
  });

  it('rule 12: ship_by reminds the seller', () => {
    given(opened.after('Mon 10:00', seller, approve()))
      .when(passTime(), clock('Tue 22:00'))
      .then([{ type: 'reminder.due', data: { leadSeconds: 43_200, to: 'seller', deadline: { kind: 'ship_by' } } }]);
  });

  it('rule 12: lead times are elapsed time, over a weekend too', () => {
    expect(request({ arrives: 'Fri 09:30' }).state.reminders.map(({ at }) => at)).toEqual([
      on('Mon+1 05:30'),
      on('Mon+1 08:30'),
    ]);
  });

  it('rule 12: in whatever order the policy lists them', () => {
    const story = request({ policy: { reminders: { respond_by: [3_600, 14_400] } } });
    expect(story.state.reminders.map(({ leadSeconds }) => leadSeconds)).toEqual([14_400, 3_600]);
  });

  it('rule 12: after a hand-back the new deadline has its own', () => {
    const handedBack = opened.after('Mon 10:00', seller, offer(12_500)).after('Tue 09:00', buyer, rejectOffer());
    expect(handedBack.state.reminders.map(({ at }) => at)).toEqual([on('Wed 05:00'), on('Wed 08:00')]);
  });

  it('rule 13: an extension sets them anew', () => {
    const story = opened.after('Tue 05:30', platform, passTime()).after('Tue 06:00', agent, extend(86_400));
    expect(story.state.reminders.map(({ at }) => at)).toEqual([on('Wed 05:30'), on('Wed 08:30')]);
  });

  it('rule 12: a market without reminders has none', () => {
    const story = request({ policy: { reminders: {} } });
    expect(wakeAt(story.state)).toBe(on('Tue 09:30'));
    expect(story.after('Mon 10:00', seller, offer(12_500)).state.reminders).toEqual([]);
  });
});
