/** Finding requests over HTTP: who may filter by what, and answers that are known already. */
import { expect, it } from 'vitest';
import type { z } from 'zod';
import type { RequestList } from '../../src/contract/lists.ts';
import { actingFor, type Credentials, integrator, onSqlite } from '../support/http.ts';

type Page = z.output<typeof RequestList>;
const mali = actingFor('seller:shop-1:staff-7');

onSqlite((api) => {
  const list = (query: string, as: Credentials = integrator, headers = {}) =>
    api().get<Page>(`/v1/requests?${query}`, as, headers);
  const ordersOf = async (query: string, as?: Credentials) =>
    (await list(query, as)).body.items.map(({ orderId }) => orderId).sort();

  it('requests are found by words, by when they opened, by what is claimed and by who has them', async () => {
    const taken = await api().open({ orderId: 'o-1', buyerName: 'Mali', conversationId: 'c-1' });
    await api().open({ orderId: 'o-2', conversationId: 'c-2' });
    await api().post(`/v1/requests/${taken.id}/assign`, { to: 'me' }, mali);
    expect(await ordersOf('q=mali+bowl-2')).toEqual(['o-1']);
    expect(await ordersOf('q=%23o-2')).toEqual(['o-2']);
    expect(await ordersOf('assignee=me', mali)).toEqual(['o-1']);
    expect(await ordersOf('assignee=none', mali)).toEqual(['o-2']);
    expect(await ordersOf('assignee=staff-7')).toEqual(['o-1']);
    expect(await ordersOf('assignee=staff-7', actingFor('agent:agent-1'))).toEqual([]);
    expect(await ordersOf('assignee=none', actingFor('agent:agent-1'))).toEqual(['o-1', 'o-2']);
    expect(await ordersOf(`openedFrom=${taken.openedAt}&claimFrom=1&claimTo=25000&market=TH`)).toEqual(['o-1', 'o-2']);
    expect(await ordersOf(`openedTo=${taken.openedAt}`)).toEqual([]);
    expect(await ordersOf('claimFrom=25001')).toEqual([]);
  });

  it('what a caller may not filter by, and what is no filter, is no query', async () => {
    const buyer = actingFor('buyer:buyer-1');
    const wrong: [string, Credentials][] = [
      ['assignee=staff-7', buyer],
      ['assignee=me', buyer],
      ['assignee=me', integrator],
      ['assignee=me', actingFor('seller:shop-1')],
      ['claimFrom=1.5', integrator],
      ['openedFrom=yesterday', integrator],
      ['due=2h', integrator],
    ];
    for (const [query, as] of wrong) {
      const { status, body } = await list(query, as);
      expect([status, body], query).toMatchObject([
        400,
        { code: 'invalid_query', errors: [{ path: query.split('=')[0] }] },
      ]);
    }
  });

  it('a list that is as it was is not sent again', async () => {
    await api().open();
    const etag = (await list('tab=awaiting_action')).headers.get('etag') ?? '';
    expect((await list('tab=awaiting_action', integrator, { 'if-none-match': etag })).status).toBe(304);
    await api().open({ conversationId: 'c-3', orderId: 'o-3' });
    expect((await list('tab=awaiting_action', integrator, { 'if-none-match': etag })).status).toBe(200);
  });
});
