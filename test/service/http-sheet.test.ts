/** `GET /v1/requests.csv`: the list that its caller sees, as a file that is made while it is sent. */
import { expect, it } from 'vitest';
import type { Store } from '../../src/application/ports/store.ts';
import type { RequestList } from '../../src/contract/lists.ts';
import type { HttpParts } from '../../src/http/parts.ts';
import { parseCsv } from '../support/csv.ts';
import { eventually } from '../support/eventually.ts';
import { API_KEY, type Api, actingFor, type Credentials, integrator, onSqlite, startApi } from '../support/http.ts';
import { sqliteStore } from '../support/stores.ts';

async function sheetOf(api: Api, query: string, as: Credentials = integrator) {
  const { status, headers, body } = await api.get<string>(`/v1/requests.csv${query}`, as);
  expect(status, JSON.stringify(body)).toBe(200);
  const [names = [], ...rows] = parseCsv(body);
  return { headers, rows: rows.map((row) => Object.fromEntries(names.map((name, n) => [name, row[n] ?? '']))) };
}

onSqlite((api) => {
  it('is a file in UTF-8 with a line for each request, amounts as decimals', async () => {
    const { id, orderId } = await api().offered({ buyerName: '=HYPERLINK("https://evil.example","me")' });
    const { headers, rows } = await sheetOf(api(), `?q=${orderId}`);
    expect(headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(headers.get('content-disposition')).toMatch(
      /^attachment; filename="parley-requests-\d{4}-\d\d-\d\d\.csv"$/u,
    );
    expect(headers.get('cache-control')).toBe('no-store');
    expect(rows).toEqual([
      expect.objectContaining({
        id,
        orderId,
        status: 'negotiating',
        waitingOn: 'buyer',
        sellerName: 'ร้านชาม',
        buyerName: '\'=HYPERLINK("https://evil.example","me")',
        currency: 'THB',
        claimValue: '250.00',
        offerStatus: 'pending',
        offerAmount: '125.00',
        offerPercent: '50',
        overdue: 'false',
      }),
    ]);
  });

  it('begins with the byte order mark', async () => {
    const response = await fetch(`${api().url}/v1/requests.csv?limit`, {
      headers: { authorization: `Bearer ${API_KEY}` },
    });
    expect(response.status, 'it has no pages').toBe(400);
    const sheet = await fetch(`${api().url}/v1/requests.csv?q=nothing-like-it`, {
      headers: { authorization: `Bearer ${API_KEY}` },
    });
    const bytes = new Uint8Array(await sheet.arrayBuffer());
    expect([...bytes.slice(0, 5)]).toEqual([0xef, 0xbb, 0xbf, 'i'.charCodeAt(0), 'd'.charCodeAt(0)]);
  });

  it('holds what the list holds, whatever is filtered, page after page', async () => {
    for (let n = 0; n < 230; n += 1) await api().open({ sellerId: n % 2 ? 'shop-1' : 'shop-2', buyerId: 'buyer-many' });
    for (const query of [
      '?buyerId=buyer-many',
      '?buyerId=buyer-many&sellerId=shop-1&sort=-updatedAt',
      '?status=settled',
    ]) {
      const listed: string[] = [];
      for (let cursor: string | null = ''; cursor !== null; ) {
        const from: string = cursor === '' ? '' : `&cursor=${cursor}`;
        const { body } = await api().get<typeof RequestList._output>(`/v1/requests${query}&limit=100${from}`);
        listed.push(...body.items.map(({ id }) => id));
        cursor = body.nextCursor;
      }
      expect((await sheetOf(api(), query)).rows.map(({ id }) => id)).toEqual(listed);
    }
  });

  it('holds those whose buyer waits for a reply, where that is asked', async () => {
    const { id, conversationId } = await api().open({ buyerId: 'buyer-waits' });
    await api().open({ buyerId: 'buyer-waits', text: undefined, evidence: undefined });
    await api().relay.idle();
    await api().post(
      `/v1/conversations/${conversationId}/messages`,
      { text: 'Hello?' },
      actingFor('buyer:buyer-waits'),
    );
    const { rows } = await sheetOf(api(), '?buyerId=buyer-waits&reply=waiting');
    expect(rows.map((row) => row.id)).toEqual([id]);
  });

  it('shows a shop its own requests, and whom of its staff it named', async () => {
    const { id } = await api().open({ sellerId: 'shop-9' });
    await api().open({ sellerId: 'shop-10' });
    const to = { id: 'staff-1', name: 'Nok' };
    await api().post(`/v1/requests/${id}/assign`, { to }, actingFor('seller:shop-9:staff-1'));
    await api().post(`/v1/requests/${id}/assign`, { to: { id: 'agent-7' } }, actingFor('agent:agent-7:agent-7'));
    const own = await sheetOf(api(), '', actingFor('seller:shop-9'));
    expect(own.rows).toEqual([expect.objectContaining({ id, assigneeShop: 'Nok', assigneeAgents: '' })]);
    expect((await sheetOf(api(), '?sellerId=shop-10', actingFor('seller:shop-9'))).rows).toEqual([]);
    expect((await sheetOf(api(), '?sellerId=shop-9')).rows).toEqual([
      expect.objectContaining({ assigneeShop: 'Nok', assigneeAgents: 'agent-7' }),
    ]);
  });

  it('says what is wrong with the query before it says anything else', async () => {
    const wrong = await api().get('/v1/requests.csv?status=gone');
    expect(wrong.status).toBe(400);
    expect(wrong.body).toMatchObject({ code: 'invalid_query' });
    expect((await api().get('/v1/requests.csv?assignee=me')).body).toMatchObject({ code: 'invalid_query' });
  });
});

/** A service whose lists never end: page after page of one long request. */
async function endless(more: (parts: HttpParts) => Partial<HttpParts> = () => ({})) {
  const { store, cleanup } = await sqliteStore();
  let pages = 0;
  let failsAt = Number.POSITIVE_INFINITY;
  const requests: Store['requests'] = {
    ...store.requests,
    async list(query) {
      pages += 1;
      if (pages >= failsAt) throw new Error('the storage is gone');
      const { items } = await store.requests.list({ ...query, cursor: undefined, limit: 1 });
      return { items: items.flatMap((item) => new Array(100).fill(item)), nextCursor: 'more' };
    },
  };
  const api = await startApi(store, { replace: (parts) => ({ store: { ...store, requests }, ...more(parts) }) });
  await api.open({ buyerName: 'n'.repeat(200) });
  const open = async () => {
    const end = new AbortController();
    const response = await fetch(`${api.url}/v1/requests.csv`, {
      headers: { authorization: `Bearer ${API_KEY}` },
      signal: end.signal,
    });
    return { response, leave: () => end.abort() };
  };
  return {
    api,
    open,
    pages: () => pages,
    failNext: () => {
      failsAt = 0;
    },
    async close() {
      await api.close();
      await cleanup();
    },
  };
}

/** No page was read while a whole other call was answered. */
const rests = (what: string, { api, pages }: Awaited<ReturnType<typeof endless>>): Promise<number> =>
  eventually(what, async () => {
    const before = pages();
    for (let n = 0; n < 5; n += 1) await api.get('/healthz', {});
    expect(pages()).toBe(before);
    return before;
  });

it('is read no faster than its caller takes it, and no more when the caller is gone', async () => {
  const service = await endless();
  const { response, leave } = await service.open();
  expect(response.status).toBe(200);
  const unread = await rests('the sheet that nobody reads', service);
  const reader = response.body?.getReader();
  await eventually('what was read makes room for more', async () => {
    await reader?.read();
    expect(service.pages()).toBeGreaterThan(unread);
  });
  leave();
  await service.api.logged({ route: '/v1/requests.csv', msg: 'the caller went away' });
  await rests('the sheet of a caller who is gone', service);
  await service.close();
});

it('that cannot be read to its end is cut off, and not taken for whole', async () => {
  const service = await endless();
  const { response } = await service.open();
  await rests('the sheet that nobody reads', service);
  service.failNext();
  await expect(response.text()).rejects.toThrow();
  await service.close();
});

it('ends where the service does', async () => {
  let stopping = false;
  const service = await endless(() => ({ isStopping: () => stopping }));
  const { response } = await service.open();
  await rests('the sheet that nobody reads', service);
  stopping = true;
  await expect(response.text()).rejects.toThrow();
  await service.close();
});
