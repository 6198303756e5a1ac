/** Rule 10: an approved request is shipped, and what the carrier reports is merged by time. */
import { describe, expect, it } from 'vitest';
import type { LogisticsEvent } from '../../../src/contract/request.ts';
import { given } from '../../support/decider.ts';
import {
  agent,
  approve,
  buyer,
  integrator,
  logistics,
  offer,
  on,
  passTime,
  platform,
  request,
  type Story,
  seen,
  seller,
  ship,
  update,
} from '../../support/story.ts';

const approved = request().after('Mon 10:00', seller, approve());
const shipped = approved.after('Mon 15:00', seller, ship());

const pickedUp = seen('Mon 16:00', 'picked_up');
const inTransit = seen('Tue 04:00', 'in_transit', 'Left the hub');
const outForDelivery = seen('Wed 08:00', 'out_for_delivery');
const delivered = seen('Wed 11:00', 'delivered');

const timeline = (story: Story): LogisticsEvent[] => story.state.shipment?.timeline ?? [];

describe('rule 10: shipping', () => {
  it.each(['platform', 'seller'] as const)("rule 10: it goes with the order's own option, %s", (shippingOption) => {
    given(request({ shippingOption }))
      .when(approve(), { by: seller, at: 'Mon 10:00' })
      .then([
        { type: 'request.approved', data: { cause: 'decision', deadline: { kind: 'ship_by', at: on('Wed 10:00') } } },
      ])
      .leaves({ status: 'awaiting_shipment', shipment: { option: shippingOption, overdue: false, timeline: [] } });
  });

  it('rule 10: ship takes carrier and tracking number', () => {
    given(approved)
      .when(ship('TH42'), { by: seller, at: 'Mon 15:00' })
      .then([
        {
          type: 'shipment.shipped',
          data: { shipment: { carrier: 'Flash Express', trackingNumber: 'TH42', shippedAt: on('Mon 15:00') } },
        },
      ])
      .leaves({ status: 'shipped', deadline: null, reminders: [] });
  });

  it('rule 10: the seller, an agent or the integrator ships, the buyer does not', () => {
    for (const by of [seller, agent, integrator]) {
      given(approved).when(ship(), { by, at: 'Mon 15:00' }).then(['shipment.shipped']);
    }
    given(approved).when(ship(), { by: buyer, at: 'Mon 15:00' }).thenRefused('forbidden');
  });

  it('rule 10: only what was approved is shipped', () => {
    given(request()).when(ship(), { by: seller, at: 'Mon 15:00' }).thenRefused('conflict');
    given(request().after('Mon 10:00', seller, offer(12_500)))
      .when(ship(), { by: seller, at: 'Mon 15:00' })
      .thenRefused('conflict');
  });

  it('rule 10: a shipment sent late is shipped like any other', () => {
    given(approved.after('Wed 10:00', platform, passTime()))
      .when(ship(), { by: seller, at: 'Fri 15:00' })
      .then(['shipment.shipped'])
      .leaves({ status: 'shipped', deadline: null });
  });
});

describe('rule 10: logistics', () => {
  it('rule 10: before ship they are a conflict', () => {
    for (const story of [request(), approved]) {
      given(story).when(logistics(pickedUp), { by: integrator, at: 'Mon 16:00' }).thenRefused('conflict');
    }
  });

  it('rule 10: only the integrator reports them', () => {
    for (const by of [buyer, seller, agent]) {
      given(shipped).when(logistics(pickedUp), { by, at: 'Mon 16:00' }).thenRefused('forbidden');
    }
  });

  it('rule 10: they are shown as a timeline, the latest told apart', () => {
    given(shipped)
      .when(logistics(pickedUp, inTransit), { by: integrator, at: 'Tue 05:00' })
      .then([{ type: 'logistics.updated', data: { shipment: { timeline: [pickedUp, inTransit] } } }])
      .leaves({ status: 'shipped', shipment: { latest: inTransit } });
  });

  it('rule 10: in any order and twice they give the same timeline', () => {
    const straight = shipped
      .after('Mon 17:00', integrator, logistics(pickedUp))
      .after('Tue 05:00', integrator, logistics(inTransit))
      .after('Wed 09:00', integrator, logistics(outForDelivery));
    const jumbled = shipped
      .after('Tue 05:00', integrator, logistics(inTransit, inTransit))
      .after('Wed 09:00', integrator, logistics(outForDelivery, pickedUp, inTransit));
    expect(timeline(jumbled)).toEqual(timeline(straight));
    expect(jumbled.state.shipment?.latest).toEqual(outForDelivery);
    given(jumbled).when(logistics(outForDelivery, pickedUp), { by: integrator, at: 'Wed 10:00' }).thenNothing();
  });

  it('rule 10: the first delivered closes the request', () => {
    given(shipped)
      .when(logistics(delivered), { by: integrator, at: 'Wed 12:00' })
      .then(['logistics.updated', { type: 'shipment.delivered', data: { shipment: { latest: delivered } } }])
      .leaves({ status: 'delivered' });
  });

  it('rule 10: what arrives after delivered is merged, closes nothing again and reopens nothing', () => {
    const done = shipped.after('Wed 12:00', integrator, logistics(delivered));
    given(done)
      .when(logistics(inTransit), { by: integrator, at: 'Wed 13:00' })
      .then(['logistics.updated'])
      .leaves({ status: 'delivered', shipment: { timeline: [inTransit, delivered], latest: delivered } });
    given(done)
      .when(logistics(seen('Wed 12:30', 'delivered', 'Handed to a neighbour')), { by: integrator, at: 'Wed 13:00' })
      .then(['logistics.updated'])
      .leaves({ status: 'delivered' });
    given(done).when(logistics(delivered), { by: integrator, at: 'Wed 13:00' }).thenNothing();
  });

  it('rule 10: delivered closes the request even when something later was seen already', () => {
    const later = seen('Wed 11:30', 'exception', 'Scanned twice');
    given(shipped.after('Wed 12:00', integrator, logistics(later)))
      .when(logistics(delivered), { by: integrator, at: 'Wed 12:30' })
      .then(['logistics.updated', 'shipment.delivered'])
      .leaves({ status: 'delivered', shipment: { latest: later } });
  });

  it('rule 10: a request takes a thousand events, and after them only what closes it', () => {
    const { state } = shipped.after('Tue 05:00', integrator, logistics(pickedUp));
    const long = (version: number) => ({ ...state, version });
    const scan = logistics(inTransit);
    given(long(999)).when(scan, { by: integrator, at: 'Tue 06:00' }).then(['logistics.updated']);
    given(long(1_000)).when(scan, { by: integrator, at: 'Tue 06:00' }).thenRefused('conflict');
    given(long(1_000))
      .when(logistics(delivered), { by: integrator, at: 'Wed 12:00' })
      .then(['logistics.updated', 'shipment.delivered']);
  });

  it('rule 10: delivered closes the request however much the carrier has said before', () => {
    const chatter = (from: number) =>
      Array.from({ length: 60 }, (_, index) => seen('Tue 04:00', 'in_transit', `Scan ${from + index}`));
    let story = shipped.after('Tue 05:00', integrator, logistics(...chatter(0)));
    story = story.after('Tue 05:00', integrator, logistics(...chatter(20)));
    given(story)
      .when(logistics(...chatter(200)), { by: integrator, at: 'Tue 06:00' })
      .thenRefused('conflict');
    story = story.after('Tue 06:00', integrator, logistics(...chatter(60).slice(0, 40)));
    given(story)
      .when(logistics(delivered), { by: integrator, at: 'Wed 12:00' })
      .then(['logistics.updated', 'shipment.delivered']);
  });

  it('rule 10: the address can change until the parcel is on its way', () => {
    const shipTo = { name: 'สมชาย ใจดี', lines: ['1 ถนนสีลม'], postalCode: '10500', country: 'TH' };
    given(approved)
      .when(update({ shipTo }), { by: integrator, at: 'Mon 14:00' })
      .then([{ type: 'request.updated', data: { shipTo } }]);
    given(shipped).when(update({ shipTo }), { by: integrator, at: 'Mon 16:00' }).thenRefused('conflict');
    given(shipped.after('Wed 12:00', integrator, logistics(seen('Wed 11:00', 'delivered', 'Delivered'))))
      .when(update({ shipTo }), { by: integrator, at: 'Wed 13:00' })
      .thenRefused('conflict');
  });
});
