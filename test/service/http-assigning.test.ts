/** Saying who has a request in hand, over HTTP. */
import { expect, it } from 'vitest';
import type { EventView } from '../../src/contract/event.ts';
import type { RequestView } from '../../src/contract/request.ts';
import { actingFor, integrator, onSqlite } from '../support/http.ts';

const mali = actingFor('seller:shop-1:staff-7');

onSqlite((api) => {
  const assign = (id: string, to: unknown, as = mali) =>
    api().post<RequestView>(`/v1/requests/${id}/assign`, { to }, as);

  it('who takes it is the member of staff that calls, by the name their token has', async () => {
    const { id } = await api().open();
    expect((await assign(id, 'me')).body.assignees).toEqual({ shop: { id: 'staff-7' } });
    const token = await api().token({ role: 'agent', id: 'agent-1', userId: 'u-1', name: 'Ann' });
    const taken = await assign(id, 'me', token);
    expect(taken.body.assignees).toEqual({ shop: { id: 'staff-7' }, agents: { id: 'u-1', name: 'Ann' } });
    expect((await assign(id, null)).body.assignees).toEqual({});
  });

  it('rule 19: "me" needs a userId, and what is none of these is no body', async () => {
    const { id } = await api().open();
    for (const as of [actingFor('seller:shop-1'), actingFor('agent:agent-1')]) {
      const refused = await assign(id, 'me', as);
      expect([refused.status, refused.body]).toMatchObject([400, { code: 'invalid_body', errors: [{ path: 'to' }] }]);
    }
    for (const to of ['you', { id: '' }, { name: 'Mali' }, undefined]) expect((await assign(id, to)).status).toBe(400);
    expect((await assign(id, mali, integrator)).status).toBe(403);
  });

  it('its events are listed for those who may know of them, page by page, with the numbers they have', async () => {
    const { id } = await api().open();
    for (let n = 1; n <= 3; n += 1) {
      await assign(id, { id: `staff-${n}` });
      await assign(id, { id: `u-${n}` }, actingFor('agent:agent-1'));
    }
    await api().post(`/v1/requests/${id}/approve`, {}, mali);
    const pagesOf = async (actor: string, limit: number) => {
      const seqs: number[] = [];
      let cursor: string | null = '';
      while (cursor !== null) {
        const path = `/v1/requests/${id}/events?limit=${limit}${cursor ? `&cursor=${cursor}` : ''}`;
        const page: { items: EventView[]; nextCursor: string | null } = (await api().get<never>(path, actingFor(actor)))
          .body;
        expect(page.items.length).toBeGreaterThan(0);
        seqs.push(...page.items.map(({ seq }) => seq));
        cursor = page.nextCursor;
      }
      return seqs;
    };
    for (const limit of [1, 2, 100]) {
      expect(await pagesOf('buyer:buyer-1', limit)).toEqual([1, 8]);
      expect(await pagesOf('seller:shop-1', limit)).toEqual([1, 2, 4, 6, 8]);
      expect(await pagesOf('agent:agent-1', limit)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    }
  });
});
