/** What a request shows beside itself. */
import { expect, it } from 'vitest';
import type { RequestView } from '../../src/contract/request.ts';
import { actingFor, integrator, onSqlite } from '../support/http.ts';
import { shop } from '../support/world.ts';

const READERS = [integrator, actingFor('buyer:buyer-1'), actingFor('seller:shop-1'), actingFor('agent:agent-1')];

onSqlite((api) => {
  it('everyone sees what the shop is called now, and the buyer where a name was given', async () => {
    const { id } = await api().open({ buyerName: 'Mali S.' }, { name: 'Bowls & Plates' });
    for (const reader of READERS) {
      const seen = await api().get<RequestView>(`/v1/requests/${id}`, reader);
      expect(seen.body).toMatchObject({ sellerName: 'Bowls & Plates', buyerName: 'Mali S.' });
    }
    await api().store.directory.putSeller(shop({ name: 'Bowls only' }));
    const listed = await api().get<{ items: RequestView[] }>('/v1/requests');
    expect(listed.body.items.map(({ sellerName }) => sellerName)).toEqual(['Bowls only']);
    const approved = await api().post<RequestView>(`/v1/requests/${id}/approve`, {});
    expect(approved.body).toMatchObject({ sellerName: 'Bowls only', buyerName: 'Mali S.' });
  });
});
