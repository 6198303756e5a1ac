/** Rule 6: what arrives at or after the deadline finds the platform's effect, whoever was first to commit it. */
import { describe, expect, it } from 'vitest';
import { allowedActions } from '../../../src/domain/actions.ts';
import { wakeAt } from '../../../src/domain/request.ts';
import { given } from '../../support/decider.ts';
import {
  ACTORS,
  accept,
  agent,
  approve,
  buyer,
  cancel,
  counter,
  extend,
  integrator,
  offer,
  on,
  passTime,
  platform,
  refundOnly,
  reject,
  rejectOffer,
  request,
  seller,
  ship,
  update,
  withdraw,
} from '../../support/story.ts';

const opened = request();
const offered = request().after('Mon 10:00', seller, offer(12_500));
const twice = request({ policy: { maxOffers: 2 } }).after('Mon 10:00', seller, offer(12_500));

describe('rule 6: at or after respond_by', () => {
  it.each([
    ['approve', approve()],
    ['reject', reject()],
    ['offer', offer(12_500)],
    ['refund_only', refundOnly()],
  ])('rule 6: %s comes too late, the command first', (_, ask) => {
    given(opened)
      .when(ask, { by: seller, at: 'Tue 09:30' })
      .thenTooLate(['request.approved'], {
        requestStatus: 'awaiting_shipment',
        detail: expect.stringContaining(`The time to do this ended at ${on('Tue 09:30')}. `),
      });
  });

  it.each([
    ['approve', approve()],
    ['reject', reject()],
    ['offer', offer(12_500)],
    ['refund_only', refundOnly()],
  ])('rule 6: %s comes too late, the sweep first', (_, ask) => {
    given(opened.after('Tue 09:30', platform, passTime()))
      .when(ask, { by: seller, at: 'Tue 09:30' })
      .thenRefused('deadline_passed', { requestStatus: 'awaiting_shipment' });
  });

  it('rule 6: a millisecond earlier is in time, even when it is committed later', () => {
    given(opened)
      .when(reject(), { by: seller, at: 'Tue 09:30:02', arrivedAt: 'Tue 09:29:59.999' })
      .then([{ type: 'request.rejected', at: on('Tue 09:30:02') }]);
  });

  it("rule 6: what is legal after the platform's effect takes effect", () => {
    given(opened)
      .when(cancel('Too slow'), { by: buyer, at: 'Tue 12:00' })
      .then([
        { type: 'request.approved', actor: platform, data: { cause: 'timeout', dueAt: on('Tue 09:30') } },
        { type: 'request.cancelled', actor: buyer },
      ]);
    given(opened).when(ship(), { by: seller, at: 'Tue 12:00' }).then(['request.approved', 'shipment.shipped']);
    given(opened)
      .when(update({ metadata: { a: 'b' } }), { by: integrator, at: 'Tue 12:00' })
      .then(['request.approved', 'request.updated']);
  });

  it('rule 6: the event is at the commit, dueAt is the deadline, the next deadline starts at the commit', () => {
    given(opened)
      .when(passTime(), { by: platform, at: 'Tue 12:00' })
      .then([
        {
          type: 'request.approved',
          at: on('Tue 12:00'),
          data: { dueAt: on('Tue 09:30'), deadline: { kind: 'ship_by', at: on('Thu 12:00') } },
        },
      ]);
  });
});

describe('rule 6: at or after offer_expires', () => {
  it.each([
    ['accept', buyer, accept(1)],
    ['reject', buyer, rejectOffer('No', 1)],
    ['withdraw', seller, withdraw('Sorry', 1)],
  ])('rule 6: %s comes too late, the command first', (_, by, ask) => {
    given(offered).when(ask, { by, at: 'Tue 10:00' }).thenTooLate(['offer.expired', 'request.handed_back'], {
      requestStatus: 'awaiting_seller',
      offerStatus: 'expired',
    });
  });

  it.each([
    ['accept', buyer, accept(1)],
    ['reject', buyer, rejectOffer('No', 1)],
    ['withdraw', seller, withdraw('Sorry', 1)],
  ])('rule 6: %s comes too late, the sweep first', (_, by, ask) => {
    given(offered.after('Tue 10:00', platform, passTime()))
      .when(ask, { by, at: 'Tue 10:00' })
      .thenRefused('deadline_passed', { requestStatus: 'awaiting_seller', offerStatus: 'expired' });
  });

  it('rule 6: a counter comes too late either way', () => {
    const story = request({ policy: { maxRounds: 2 } }).after('Mon 10:00', seller, offer(12_500));
    given(story)
      .when(counter(20_000), { by: buyer, at: 'Tue 10:00' })
      .thenTooLate(['offer.expired', 'request.handed_back']);
    given(story.after('Tue 10:00', platform, passTime()))
      .when(counter(20_000), { by: buyer, at: 'Tue 10:00' })
      .thenRefused('deadline_passed');
  });

  it('rule 6: the seller decides anew on the request handed back', () => {
    const handedBack = ['offer.expired', 'request.handed_back'] as const;
    given(offered)
      .when(approve(), { by: seller, at: 'Tue 11:00' })
      .then([...handedBack, 'request.approved']);
    given(offered)
      .when(reject(), { by: seller, at: 'Tue 11:00' })
      .then([...handedBack, 'request.rejected']);
    given(twice)
      .when(offer(20_000), { by: seller, at: 'Tue 11:00' })
      .then([...handedBack, 'offer.proposed']);
    given(offered)
      .when(offer(20_000), { by: seller, at: 'Tue 11:00' })
      .thenTooLate([...handedBack]);
  });

  it('rule 6: the time of arrival decides, however long the commit takes', () => {
    given(offered)
      .when(accept(), { by: buyer, at: 'Tue 10:05', arrivedAt: 'Tue 09:59:59.999' })
      .then([{ type: 'offer.accepted', at: on('Tue 10:05') }, 'refund.requested']);
  });

  it('rule 6: an answer in time that lost to the sweep is a conflict, not late', () => {
    given(offered.after('Tue 10:00', platform, passTime()))
      .when(accept(1), { by: buyer, at: 'Tue 10:05', arrivedAt: 'Tue 09:59' })
      .thenRefused('conflict', { offerStatus: 'expired' });
  });

  it('rule 6: a deadline is not extended after it passed', () => {
    given(offered)
      .when(extend(3600), { by: agent, at: 'Tue 10:00' })
      .thenTooLate(['offer.expired', 'request.handed_back']);
    given(opened).when(extend(3600), { by: agent, at: 'Tue 09:30' }).thenTooLate(['request.approved']);
  });
});

describe('rule 6: outages', () => {
  it('rule 6: after two days over an expiry and a respond_by, the offer expired and the seller has a full day', () => {
    const back = given(offered).when(passTime(), { by: platform, at: 'Wed 15:00' });
    back
      .then([
        { type: 'offer.expired', at: on('Wed 15:00'), data: { dueAt: on('Tue 10:00') } },
        { type: 'request.handed_back', data: { deadline: { kind: 'respond_by', at: on('Thu 15:00') } } },
      ])
      .leaves({ status: 'awaiting_seller' });
    given(back.state).when(passTime(), { by: platform, at: 'Wed 15:00' }).thenNothing();
  });

  it('rule 6: with "resume" the respond_by that would have passed as well leaves what was left, from the commit', () => {
    const story = request({ policy: { afterHandBack: 'resume' } }).after('Tue 09:00', seller, offer(12_500));
    given(story)
      .when(passTime(), { by: platform, at: 'Fri 15:00' })
      .then([
        'offer.expired',
        { type: 'request.handed_back', data: { deadline: { kind: 'respond_by', at: on('Fri 16:00') } } },
      ]);
  });

  it('rule 6: two days over a respond_by and a ship_by approve once', () => {
    const approved = given(opened).when(passTime(), { by: platform, at: 'Fri 10:00' });
    approved.then(['request.approved']).leaves({ deadline: { kind: 'ship_by', at: on('Tue+1 10:00') } });
  });
});

describe('rule 6: reading makes no events, and shows no actions past the deadline', () => {
  it('rule 6: no actions until the sweep has committed, then those of the new state', () => {
    for (const { kind } of ACTORS) {
      expect(allowedActions(offered.state, kind, on('Tue 10:00'))).toEqual([]);
      expect(allowedActions(opened.state, kind, on('Tue 09:30'))).toEqual([]);
    }
    expect(allowedActions(offered.state, 'buyer', on('Tue 09:59:59.999'))).toContain('accept_offer');
    const swept = offered.after('Tue 10:00', platform, passTime()).state;
    expect(allowedActions(swept, 'seller', on('Tue 10:00'))).toEqual(['approve', 'reject', 'assign']);
  });

  it('rule 6: the sweep is due exactly at the deadline', () => {
    const noReminders = request({ policy: { reminders: {} } });
    expect(wakeAt(noReminders.state)).toBe(on('Tue 09:30'));
    given(noReminders).when(passTime(), { by: platform, at: 'Tue 09:29:59.999' }).thenNothing();
    given(noReminders).when(passTime(), { by: platform, at: 'Tue 09:30' }).then(['request.approved']);
  });

  it('rule 6: event times never decrease, even when a clock is behind', () => {
    given(offered)
      .when(rejectOffer(), { by: buyer, at: 'Mon 09:59:59' })
      .then([
        { type: 'offer.rejected', at: on('Mon 10:00') },
        { type: 'request.handed_back', at: on('Mon 10:00'), data: { deadline: { at: on('Tue 10:00') } } },
      ]);
  });

  it('rule 6: only the clock passes time', () => {
    given(offered).when(passTime(), { by: integrator, at: 'Tue 10:00' }).thenRefused('forbidden');
  });
});
