/** Rule 13: agents can unstick, and everybody else keeps to their own side. */
import { describe, expect, it } from 'vitest';
import { allowedActions } from '../../../src/domain/actions.ts';
import { given } from '../../support/decider.ts';
import {
  agent,
  approve,
  buyer,
  cancel,
  extend,
  integrator,
  offer,
  on,
  passTime,
  platform,
  refund,
  refundOnly,
  reject,
  request,
  type Story,
  seller,
  ship,
  withdraw,
} from '../../support/story.ts';

const offered = request().after('Mon 10:00', seller, offer(12_500));
const approved = request().after('Mon 10:00', seller, approve());
const settling = request().after('Mon 10:00', seller, refundOnly());

describe('rule 13: agents can unstick', () => {
  it('rule 13: an agent may do what the seller may, in their own name', () => {
    const by = agent;
    given(request())
      .when(approve(), { by, at: 'Mon 10:00' })
      .then([{ type: 'request.approved', actor: agent }]);
    given(request())
      .when(reject(), { by, at: 'Mon 10:00' })
      .then([{ type: 'request.rejected', actor: agent }]);
    given(request())
      .when(offer(12_500), { by, at: 'Mon 10:00' })
      .then([{ type: 'offer.proposed', actor: agent, data: { offer: { by: 'seller' } } }]);
    given(offered).when(withdraw(), { by, at: 'Mon 11:00' }).then(['offer.withdrawn', 'request.handed_back']);
    given(approved)
      .when(ship(), { by, at: 'Mon 11:00' })
      .then([{ type: 'shipment.shipped', actor: agent }]);
  });

  it('rule 13: an agent extends a running deadline, with a reason both sides read', () => {
    given(request())
      .when(extend(7_200, 'The shop is moving'), { by: agent, at: 'Mon 12:00' })
      .then([
        {
          type: 'deadline.extended',
          actor: agent,
          data: { kind: 'respond_by', from: on('Tue 09:30'), to: on('Tue 11:30'), text: 'The shop is moving' },
        },
      ])
      .leaves({ deadline: { kind: 'respond_by', at: on('Tue 11:30'), extended: true, overdue: false } });
  });

  it.each<[string, Story, string]>([
    ['ship_by', approved, 'Wed 11:00'],
    ['refund_by', settling, 'Tue 11:00'],
    ['offer_expires', offered, 'Tue 11:00'],
  ])('rule 13: %s too', (kind, story, to) => {
    given(story)
      .when(extend(3_600), { by: agent, at: 'Mon 12:00' })
      .then([{ type: 'deadline.extended', data: { kind, to: on(to) } }])
      .leaves({ status: story.state.status });
  });

  it("rule 13: an offer's expiresAt follows, and the buyer can answer until then", () => {
    const extended = offered.after('Mon 12:00', agent, extend(3_600));
    expect(extended.state.offers).toMatchObject([{ status: 'pending', expiresAt: on('Tue 11:00') }]);
    given(extended).when(passTime(), { by: platform, at: 'Tue 10:59:59.999' }).then(['reminder.due']);
    given(extended).when(passTime(), { by: platform, at: 'Tue 11:00' }).then(['offer.expired', 'request.handed_back']);
  });

  it('rule 13: once per deadline', () => {
    const extended = request({ policy: { maxOffers: 2 } }).after('Mon 10:00', agent, extend(3_600));
    given(extended).when(extend(60), { by: agent, at: 'Mon 11:00' }).thenRefused('extension_used');
    given(extended.after('Mon 11:00', seller, offer(12_500)))
      .when(extend(60), { by: agent, at: 'Mon 12:00' })
      .then(['deadline.extended']);
  });

  it('rule 13: before it passes', () => {
    given(approved).when(extend(3_600), { by: agent, at: 'Wed 10:00' }).thenRefused('deadline_passed');
    given(approved.after('Wed 10:00', platform, passTime()))
      .when(extend(3_600), { by: agent, at: 'Wed 11:00' })
      .thenRefused('deadline_passed');
    given(approved)
      .when(extend(3_600), { by: agent, at: 'Wed 10:00:01', arrivedAt: 'Wed 09:59:59' })
      .then(['deadline.extended']);
  });

  it('rule 13: where no deadline runs there is none to extend', () => {
    given(approved.after('Mon 11:00', seller, ship()))
      .when(extend(3_600), { by: agent, at: 'Mon 12:00' })
      .thenRefused('conflict');
  });

  it('rule 13: neither side extends', () => {
    for (const by of [buyer, seller]) {
      given(offered).when(extend(3_600), { by, at: 'Mon 12:00' }).thenRefused('forbidden');
    }
  });
});

describe('rule 13: actions say who may do what now', () => {
  const at = on('Mon 12:00');
  const actions = (story: Story, by: typeof buyer) => [...allowedActions(story.state, by.kind, at)].sort();

  it('rule 13: while the seller has to answer', () => {
    expect(actions(request(), buyer)).toEqual(['cancel']);
    expect(actions(request(), seller)).toEqual(['approve', 'assign', 'offer', 'reject']);
    expect(actions(request(), agent)).toEqual(['approve', 'assign', 'cancel', 'extend', 'offer', 'reject']);
    expect(actions(request(), platform)).toEqual([]);
  });

  it('rule 13: while the buyer has to answer', () => {
    expect(actions(offered, buyer)).toEqual(['accept_offer', 'cancel', 'reject_offer']);
    expect(actions(offered, seller)).toEqual(['assign', 'withdraw']);
    expect(actions(offered, agent)).toEqual(['assign', 'cancel', 'extend', 'withdraw']);
  });

  it('rule 13: while a parcel or a refund is owed', () => {
    expect(actions(approved, buyer)).toEqual(['cancel']);
    expect(actions(approved, seller)).toEqual(['assign', 'ship']);
    expect(actions(approved, agent)).toEqual(['assign', 'cancel', 'extend', 'ship']);
    expect(actions(settling, buyer)).toEqual([]);
    expect(actions(settling, seller)).toEqual(['assign']);
    expect(actions(settling, agent)).toEqual(['assign', 'extend']);
    const failed = settling.after('Mon 11:00', integrator, refund('failed'));
    expect(actions(failed, agent)).toEqual(['assign', 'cancel', 'extend']);
  });

  it('rule 13: extending is offered once per deadline, and not after it passed', () => {
    expect(actions(request().after('Mon 10:00', agent, extend(3_600)), agent)).not.toContain('extend');
    const overdue = approved.after('Wed 10:00', platform, passTime()).state;
    expect(allowedActions(overdue, 'agent', on('Wed 10:00'))).toEqual(['ship', 'cancel', 'assign']);
  });

  it('rule 13: once it is closed nobody may do anything', () => {
    const cancelled = request().after('Mon 10:00', buyer, cancel());
    for (const by of [buyer, seller, agent, integrator, platform]) expect(actions(cancelled, by)).toEqual([]);
  });
});
