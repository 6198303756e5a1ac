/** Shipping and what the carrier reports, over HTTP (rule 10). */
import { describe, expect, it } from 'vitest';
import type { RequestView } from '../../src/contract/request.ts';
import { type Api, actingFor, onSqlite } from '../support/http.ts';

const HOUR = 3_600_000;
const scan = (at: string, kind: string, text: string) => ({ at: `2026-11-24T${at}:00.000Z`, kind, text });
const PICKED_UP = scan('04:00', 'picked_up', 'Taken from the sender');
const IN_TRANSIT = scan('06:00', 'in_transit', 'Left the hub');
const OUT = scan('08:00', 'out_for_delivery', 'With the courier');
const DELIVERED = scan('09:00', 'delivered', 'At the door');

const report = (api: Api, id: string, events: object[], key?: string) =>
  api.post<RequestView>(
    `/v1/requests/${id}/logistics`,
    { events },
    undefined,
    key === undefined ? {} : { 'idempotency-key': key },
  );

async function approved(api: Api): Promise<string> {
  const { id } = await api.open();
  await api.post(`/v1/requests/${id}/approve`, {}, actingFor('seller:shop-1'));
  return id;
}

async function shipped(api: Api): Promise<string> {
  const id = await approved(api);
  const sent = { carrier: 'Flash', trackingNumber: 'TH42' };
  const { status } = await api.post(`/v1/requests/${id}/ship`, sent, actingFor('seller:shop-1'));
  expect(status).toBe(200);
  return id;
}

const read = async (api: Api, id: string): Promise<RequestView> =>
  (await api.get<RequestView>(`/v1/requests/${id}`)).body;

async function typesOf(api: Api, id: string): Promise<string[]> {
  const { body } = await api.get<{ items: { type: string }[] }>(`/v1/requests/${id}/events?limit=100`);
  return body.items.map(({ type }) => type);
}

onSqlite((api) => {
  describe('rule 10: logistics over HTTP', () => {
    it('reported in any order and twice, the timeline is the same, and its latest stands on the request', async () => {
      const [straight, jumbled] = [await shipped(api()), await shipped(api())];
      for (const event of [PICKED_UP, IN_TRANSIT, OUT]) await report(api(), straight, [event]);
      await report(api(), jumbled, [OUT, OUT]);
      await report(api(), jumbled, [IN_TRANSIT, PICKED_UP, OUT]);
      const [one, other] = [await read(api(), straight), await read(api(), jumbled)];
      expect(one.shipment?.timeline).toEqual([PICKED_UP, IN_TRANSIT, OUT]);
      expect(other.shipment?.timeline).toEqual(one.shipment?.timeline);
      expect(other).toMatchObject({ status: 'shipped', tab: 'in_progress', shipment: { latest: OUT } });
    });

    it('a report that says nothing new changes nothing, and answers the request as it stands', async () => {
      const id = await shipped(api());
      const first = await report(api(), id, [PICKED_UP, IN_TRANSIT]);
      const again = await report(api(), id, [IN_TRANSIT]);
      expect(again.status).toBe(200);
      expect(again.body).toEqual(first.body);
    });

    it('the same moment written in another zone is the same event', async () => {
      const id = await shipped(api());
      await report(api(), id, [PICKED_UP]);
      const { body } = await report(api(), id, [{ ...PICKED_UP, at: '2026-11-24T11:00:00+07:00' }]);
      expect(body.shipment?.timeline).toEqual([PICKED_UP]);
    });

    it('the same call under one idempotency key is answered again and recorded once', async () => {
      const id = await shipped(api());
      const first = await report(api(), id, [PICKED_UP], 'scan-1');
      const again = await report(api(), id, [PICKED_UP], 'scan-1');
      expect(again.headers.get('idempotent-replayed')).toBe('true');
      expect(again.body).toEqual(first.body);
      const other = await report(api(), id, [IN_TRANSIT], 'scan-1');
      expect(other).toMatchObject({ status: 422, body: { code: 'idempotency_mismatch' } });
    });

    it('reported by many at once, nothing is lost and nothing is there twice', async () => {
      const id = await shipped(api());
      const events = Array.from({ length: 8 }, (_, hour) => scan(`0${hour}:30`, 'in_transit', `Hub ${hour}`));
      const replies = await Promise.all([...events, ...events].map((event) => report(api(), id, [event])));
      expect(replies.map(({ status }) => status)).toEqual(replies.map(() => 200));
      expect((await read(api(), id)).shipment?.timeline).toEqual(events);
      expect((await typesOf(api(), id)).filter((type) => type === 'logistics.updated')).toHaveLength(8);
    });

    it('the first delivered closes the request once, whatever came before it and comes after', async () => {
      const id = await shipped(api());
      const { body } = await report(api(), id, [DELIVERED]);
      expect(body).toMatchObject({ status: 'delivered', tab: 'closed', waitingOn: null, deadline: null });
      const late = await report(api(), id, [IN_TRANSIT, { ...DELIVERED, text: 'Signed for' }]);
      expect(late.body).toMatchObject({ status: 'delivered', shipment: { latest: { kind: 'delivered' } } });
      expect(late.body.shipment?.timeline).toHaveLength(3);
      expect((await typesOf(api(), id)).filter((type) => type === 'shipment.delivered')).toHaveLength(1);
    });

    it('before it is shipped there is nothing to report', async () => {
      const id = await approved(api());
      expect(await report(api(), id, [PICKED_UP])).toMatchObject({
        status: 409,
        body: { code: 'conflict', requestStatus: 'awaiting_shipment' },
      });
    });

    it('shipping again with the same words is a repeat, with others a conflict', async () => {
      const id = await shipped(api());
      const ship = (trackingNumber: string) =>
        api().post(`/v1/requests/${id}/ship`, { carrier: 'Flash', trackingNumber }, actingFor('seller:shop-1'));
      expect(await ship('TH42')).toMatchObject({ status: 200, body: { status: 'shipped' } });
      expect(await ship('TH43')).toMatchObject({ status: 409, body: { code: 'conflict' } });
    });

    it.each([
      ['no events', []],
      ['an unknown kind', [{ ...PICKED_UP, kind: 'lost' }]],
      ['a time without a zone', [{ ...PICKED_UP, at: '2026-11-24T04:00:00' }]],
      ['an unknown field', [{ ...PICKED_UP, courier: 'Bob' }]],
      ['more than a hundred', Array.from({ length: 101 }, () => PICKED_UP)],
    ])('%s is refused, and nothing is recorded', async (_, events) => {
      const id = await shipped(api());
      expect(await report(api(), id, events)).toMatchObject({ status: 400, body: { code: 'invalid_body' } });
      expect((await read(api(), id)).shipment?.timeline).toEqual([]);
    });

    it('rule 10: overdue is raised once, stays shown, and the shipment can still be sent', async () => {
      const id = await approved(api());
      api().clock.advance(10 * 24 * HOUR);
      for (let sweeps = 0; sweeps < 3; sweeps += 1) {
        await api().sweep.run();
        api().clock.advance(HOUR);
      }
      expect((await typesOf(api(), id)).filter((type) => type === 'shipment.overdue')).toHaveLength(1);
      const overdue = await read(api(), id);
      expect(overdue).toMatchObject({
        status: 'awaiting_shipment',
        deadline: { overdue: true },
        shipment: { overdue: true },
      });
      const sent = { carrier: 'Flash', trackingNumber: 'TH42' };
      const late = await api().post<RequestView>(`/v1/requests/${id}/ship`, sent, actingFor('seller:shop-1'));
      expect(late.body).toMatchObject({ status: 'shipped', deadline: null, shipment: { overdue: false } });
    });
  });
});
