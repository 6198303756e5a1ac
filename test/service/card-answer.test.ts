/** Taps come home: what a card's button carried in another channel answers as its buyer (SPEC section 4). */
import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { createParley, type Parley } from '../../packages/client/src/index.ts';
import { CARD_FORMATS } from '../../src/application/cards/export.ts';
import { choiceIn, valuesOf } from '../../src/application/cards/values.ts';
import type { RequestView } from '../../src/contract/request.ts';
import { HOUR } from '../support/builders.ts';
import { API_KEY, type Api, actingFor, integrator, onSqlite, SECRET } from '../support/http.ts';

/** Every value that a message carries, wherever its format keeps it. */
const valuesIn = (message: unknown): string[] => {
  if (typeof message === 'string') return choiceIn(message) ? [message] : [];
  return message !== null && typeof message === 'object' ? Object.values(message).flatMap(valuesIn) : [];
};
type Handler = (event: object, parley: Parley) => Promise<void>;
/** The functions that docs/CARDS.md shows, by their names. */
async function examples(): Promise<Map<string, Handler>> {
  const guide = await readFile(new URL('../../docs/CARDS.md', import.meta.url), 'utf8');
  const blocks = [...guide.matchAll(/```js\n(.*?)```/gsu)].map(([, code = '']) => code);
  return new Map(
    blocks.map((code) => {
      const name = /function (\w+)/u.exec(code)?.[1] ?? '';
      return [name, new Function(`${code}; return ${name};`)()];
    }),
  );
}

const ROUNDS = { policy: { maxRounds: 3 } };
const text = 'I need the bowl for a set.';

async function cardOf(api: Api, format: string) {
  const offered = await api.offered({ conversationId: `conv-${format}`, orderId: format, buyerLocale: 'en' }, ROUNDS);
  const { body } = await api.get(`/v1/requests/${offered.id}/card?format=${format}`);
  const values = valuesIn(body);
  const valueFor = (action: string) => values.find((value) => choiceIn(value)?.action === action) ?? '';
  const answer = (action: string, words?: string) =>
    api.post<RequestView & { code?: string }>('/v1/cards/answer', {
      value: valueFor(action),
      ...(words === undefined ? {} : { text: words }),
    });
  return { offered, values, valueFor, answer };
}

onSqlite((api) => {
  it.each(CARD_FORMATS.filter((format) => format !== 'text'))('%s: accepts as the buyer', async (format) => {
    const { offered, answer } = await cardOf(api(), format);
    const { status, body } = await answer('accept');
    expect(status).toBe(200);
    expect(body).toMatchObject({ id: offered.id, status: 'settling', offer: { answer: { by: 'buyer' } } });
    const again = await answer('accept');
    expect(again).toMatchObject({ status: 200, body: { version: body.version } });
  });

  it.each(CARD_FORMATS.filter((format) => format !== 'text'))('%s: rejects with the reason', async (format) => {
    const { answer } = await cardOf(api(), format);
    const rejected = await answer('reject', text);
    expect(rejected).toMatchObject({
      status: 200,
      body: { offer: { status: 'rejected', answer: { by: 'buyer', text } } },
    });
    expect(await answer('reject', text)).toMatchObject({ status: 200, body: { version: rejected.body.version } });
    expect(await answer('accept')).toMatchObject({ status: 409, body: { code: 'conflict', offerStatus: 'rejected' } });
  });

  it.each(['adaptive', 'line', 'whatsapp', 'chatwoot'])(
    '%s: counters with the amount that was written',
    async (format) => {
      const { answer } = await cardOf(api(), format);
      for (const wrong of [undefined, 'as much as you can', '1.2.3']) {
        const refused = await answer('counter', wrong);
        expect(refused).toMatchObject({ status: 400, body: { code: 'invalid_body', errors: [{ path: 'text' }] } });
      }
      expect(await answer('counter', '250')).toMatchObject({
        status: 422,
        body: { code: 'amount_out_of_range', max: 24_999 },
      });
      const countered = await answer('counter', '฿180.50');
      const amount = { amount: 18_050, currency: 'THB' };
      expect(countered).toMatchObject({ status: 201, body: { offer: { by: 'buyer', amount, round: 2 } } });
      expect(await answer('counter', '180.50 baht')).toMatchObject({
        status: 200,
        body: { version: countered.body.version },
      });
    },
  );

  it('a value that no card of this Parley carries is told apart from one that nothing is', async () => {
    const { offered } = await cardOf(api(), 'line');
    const ids = { requestId: offered.id, offerId: offered.offerId };
    const post = (value: unknown) => api().post('/v1/cards/answer', { value });
    for (const garbled of ['accept', `parley:accept:${ids.requestId}:${ids.offerId}`, 'a1.x', 'a0.x.0123456789a']) {
      expect(await post(garbled)).toMatchObject({
        status: 400,
        body: { code: 'invalid_body', errors: [{ path: 'value' }] },
      });
    }
    const right = valuesOf(ids, [SECRET])('accept');
    const foreign = [
      valuesOf(ids, ['the secret of another Parley'])('accept'),
      valuesOf({ ...ids, requestId: 'req_none' }, [SECRET])('accept'),
      valuesOf({ ...ids, offerId: `${ids.offerId}7` }, [SECRET])('accept'),
      right.replace(/^a/u, 'r'),
    ];
    for (const value of foreign) expect(await post(value)).toMatchObject({ status: 404, body: { code: 'not_found' } });
    expect((await api().get<RequestView>(`/v1/requests/${offered.id}`)).body.status).toBe('negotiating');
  });

  it('an answer after the time is over is late, as by any other way', async () => {
    const { answer } = await cardOf(api(), 'whatsapp');
    api().clock.advance(26 * HOUR);
    expect(await answer('accept')).toMatchObject({ status: 409, body: { code: 'deadline_passed' } });
  });

  it('is for the integrator alone', async () => {
    const { valueFor } = await cardOf(api(), 'line');
    for (const actor of ['buyer:buyer-1', 'seller:shop-1', 'agent:agent-1']) {
      const refused = await api().post('/v1/cards/answer', { value: valueFor('accept') }, actingFor(actor));
      expect(refused).toMatchObject({ status: 403, body: { code: 'forbidden' } });
    }
  });

  it('a retry under the same key is answered with what happened', async () => {
    const { valueFor } = await cardOf(api(), 'line');
    const send = () =>
      api().post('/v1/cards/answer', { value: valueFor('accept') }, integrator, { 'Idempotency-Key': 'line-event-1' });
    const first = await send();
    const again = await send();
    expect(again).toMatchObject({ status: 200, body: first.body });
    expect(again.headers.get('idempotent-replayed')).toBe('true');
  });

  it.each([
    [
      'onLineEvent',
      'line',
      (data: string) => ({ type: 'postback', webhookEventId: '01FZ74A0TDDPYRVKNK77XKC3ZR', postback: { data } }),
    ],
    [
      'onWhatsAppMessage',
      'whatsapp',
      (id: string) => ({
        from: '66812345678',
        id: 'wamid.HBgL',
        type: 'interactive',
        interactive: { type: 'button_reply', button_reply: { id, title: 'Accept' } },
      }),
    ],
    ['onSubmit', 'adaptive', (value: string) => ({ type: 'message', id: 'f:1', value: { value, action: 'accept' } })],
  ])(
    'docs/CARDS.md: %s answers what its channel handed over, and leaves all else alone',
    async (name, format, told) => {
      const { offered, valueFor } = await cardOf(api(), format);
      const handler = (await examples()).get(name);
      const parley = createParley({ baseUrl: api().url, apiKey: API_KEY });
      for (const other of [
        { type: 'message', id: '1', text: 'hello' },
        told(valueFor('accept')),
        told(valueFor('accept')),
      ]) {
        await handler?.(other, parley);
      }
      const { body } = await api().get<RequestView>(`/v1/requests/${offered.id}`);
      expect(body.offer).toMatchObject({ status: 'accepted', answer: { by: 'buyer' } });
    },
  );

  it('no card has a value once its offer is closed, nor for whoever may not answer', async () => {
    const { offered, answer } = await cardOf(api(), 'line');
    const path = `/v1/requests/${offered.id}/card?format=line`;
    expect(valuesIn((await api().get(path, actingFor('seller:shop-1'))).body)).toEqual([]);
    await answer('accept');
    expect(valuesIn((await api().get(path)).body)).toEqual([]);
  });
});
