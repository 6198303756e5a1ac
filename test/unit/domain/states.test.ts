/** Section 2: the states, whom each waits for, which tab shows it and which deadline it has. */
import { describe, expect, it } from 'vitest';
import { tabOf, waitingOn, wakeAt } from '../../../src/domain/request.ts';
import { given } from '../../support/decider.ts';
import {
  agent,
  approve,
  buyer,
  cancel,
  counter,
  integrator,
  logistics,
  offer,
  on,
  passTime,
  platform,
  refund,
  refundOnly,
  reject,
  request,
  type Story,
  seen,
  seller,
  ship,
} from '../../support/story.ts';

const negotiating = request({ policy: { maxRounds: 2 } }).after('Mon 10:00', seller, offer(12_500));
const countered = negotiating.after('Mon 11:00', buyer, counter(20_000));
const approved = request().after('Mon 10:00', seller, approve());
const settling = request().after('Mon 10:00', seller, refundOnly());
const shipped = approved.after('Mon 15:00', seller, ship());
const delivered = shipped.after('Wed 12:00', integrator, logistics(seen('Wed 11:00', 'delivered')));
const settled = settling.after('Mon 12:00', integrator, refund('confirmed'));
const rejected = request().after('Mon 10:00', seller, reject());
const cancelled = request().after('Mon 10:00', buyer, cancel());
const failed = settling.after('Mon 12:00', integrator, refund('failed'));

describe('section 2: what each state waits for, until when', () => {
  it.each<[string, Story, string, string | null, string | null, string | null]>([
    ['awaiting_seller', request(), 'awaiting_action', 'seller', 'respond_by', 'Tue 09:30'],
    ['negotiating', negotiating, 'offer_sent', 'buyer', 'offer_expires', 'Tue 10:00'],
    ['negotiating', countered, 'awaiting_action', 'seller', 'offer_expires', 'Tue 11:00'],
    ['awaiting_shipment', approved, 'to_ship', 'seller', 'ship_by', 'Wed 10:00'],
    ['settling', settling, 'in_progress', 'integrator', 'refund_by', 'Tue 10:00'],
    ['shipped', shipped, 'in_progress', 'carrier', null, null],
    ['delivered', delivered, 'closed', null, null, null],
    ['settled', settled, 'closed', null, null, null],
    ['rejected', rejected, 'closed', null, null, null],
    ['cancelled', cancelled, 'closed', null, null, null],
  ])('section 2: %s', (status, story, tab, waitsFor, kind, at) => {
    const { state } = story;
    expect(state.status).toBe(status);
    expect(tabOf(state)).toBe(tab);
    expect(waitingOn(state)).toBe(waitsFor);
    expect(state.deadline?.kind ?? null).toBe(kind);
    expect(state.deadline?.at ?? null).toBe(at && on(at));
    if (!kind) expect(wakeAt(state)).toBeNull();
  });
});

describe('section 2: a deadline that does not close its state is told once and stays shown as overdue', () => {
  it('section 2: a shipment not sent by ship_by is overdue once, and can still be shipped', () => {
    const overdue = approved.after('Wed 10:00', platform, passTime());
    given(approved)
      .when(passTime(), { by: platform, at: 'Wed 10:00' })
      .then([{ type: 'shipment.overdue', data: { dueAt: on('Wed 10:00'), shipment: { overdue: true } } }])
      .leaves({ status: 'awaiting_shipment', deadline: { kind: 'ship_by', overdue: true } });
    expect(wakeAt(overdue.state)).toBeNull();
    given(overdue).when(passTime(), { by: platform, at: 'Fri 10:00' }).thenNothing();
    given(overdue).when(ship(), { by: seller, at: 'Fri 10:00' }).then(['shipment.shipped']).leaves({ deadline: null });
  });

  it('section 2: a refund not confirmed by refund_by is overdue once, and can still be confirmed', () => {
    const overdue = settling.after('Tue 10:00', platform, passTime());
    given(settling)
      .when(passTime(), { by: platform, at: 'Tue 10:00' })
      .then([{ type: 'refund.overdue', data: { dueAt: on('Tue 10:00'), refund: { status: 'requested' } } }])
      .leaves({ status: 'settling', deadline: { kind: 'refund_by', overdue: true } });
    expect(wakeAt(overdue.state)).toBeNull();
    given(overdue).when(passTime(), { by: platform, at: 'Fri 10:00' }).thenNothing();
    given(overdue)
      .when(refund('confirmed'), { by: integrator, at: 'Fri 10:00' })
      .then(['refund.confirmed'])
      .leaves({ status: 'settled', deadline: null });
  });

  it('section 2: neither is told before its moment', () => {
    given(approved.after('Wed 08:00', platform, passTime()))
      .when(passTime(), { by: platform, at: 'Wed 09:59:59.999' })
      .thenNothing();
    given(settling).when(passTime(), { by: platform, at: 'Tue 09:59:59.999' }).thenNothing();
  });
});

describe('section 2: who may cancel where', () => {
  it.each<[string, Story, boolean, boolean]>([
    ['awaiting_seller', request(), true, true],
    ['negotiating', negotiating, true, true],
    ['negotiating a counter', countered, true, true],
    ['awaiting_shipment', approved, true, true],
    ['settling', settling, false, false],
    ['settling with a failed refund', failed, false, true],
    ['shipped', shipped, false, true],
    ['delivered', delivered, false, false],
    ['settled', settled, false, false],
    ['rejected', rejected, false, false],
  ])('section 2: %s', (_, story, buyerMay, agentMay) => {
    for (const [by, may] of [
      [buyer, buyerMay],
      [agent, agentMay],
    ] as const) {
      // 09:00 on Tuesday is before every deadline; what happened on Wednesday stays ahead of it.
      const outcome = given(story).when(cancel('No longer needed'), { by, at: 'Tue 09:00' });
      if (may) {
        outcome
          .then([{ type: 'request.cancelled', actor: by, data: { text: 'No longer needed' } }])
          .leaves({ status: 'cancelled', deadline: null, reminders: [] });
      } else {
        outcome.thenRefused('conflict', { requestStatus: story.state.status });
      }
    }
  });

  it('section 2: a seller never cancels', () => {
    given(request()).when(cancel(), { by: seller, at: 'Mon 10:00' }).thenRefused('forbidden');
  });

  it('section 2: a cancelled request stays cancelled', () => {
    given(cancelled).when(cancel('again'), { by: agent, at: 'Mon 11:00' }).thenRefused('conflict');
    given(cancelled).when(approve(), { by: seller, at: 'Mon 11:00' }).thenRefused('conflict');
    given(cancelled).when(passTime(), { by: platform, at: 'Fri 11:00' }).thenNothing();
  });
});

describe('an approval', () => {
  it('says which deadline passed where nobody gave it, and none where somebody did', () => {
    const given = request().after('Mon 10:00', seller, approve());
    expect(given.state.approval).toStrictEqual({ by: 'seller', cause: 'decision' });
    const silent = request();
    const passed = silent.after('Tue 09:30', platform, passTime());
    expect(passed.state.approval).toStrictEqual({ by: 'platform', cause: 'timeout', dueAt: silent.state.deadline?.at });
  });
});
