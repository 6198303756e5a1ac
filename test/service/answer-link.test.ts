import { get, type OutgoingHttpHeaders } from 'node:http';
import { text } from 'node:stream/consumers';
import { SignJWT } from 'jose';
import { describe, expect, it } from 'vitest';
import { readAnswerLink, signAnswerLink } from '../../src/application/answer-links.ts';
import type { TextCard } from '../../src/application/cards/text.ts';
import { issueToken, verifyToken } from '../../src/application/tokens.ts';
import type { RequestInput, RequestView } from '../../src/contract/request.ts';
import { HOUR } from '../support/builders.ts';
import { API_KEY, type Api, actingFor, integrator, onSqlite, SECRET, startApi } from '../support/http.ts';
import { sqliteStore } from '../support/stores.ts';

/** What fetch would not send: a Host of one's own. */
const rawGet = (url: string, headers: OutgoingHttpHeaders): Promise<string> =>
  new Promise((resolve, reject) => get(url, { headers }, (response) => resolve(text(response))).on('error', reject));

const FORM = { 'content-type': 'application/x-www-form-urlencoded' };
const DAY = 24 * HOUR;

describe('a signed answer link', () => {
  const link = { requestId: 'req_1', offerId: 'ofr_1', buyerId: 'buyer-1' };
  const expires = '2026-11-24T02:30:00.000Z';
  const before = Date.parse(expires) - HOUR;

  it('names its request, offer and buyer, and is the same every time', async () => {
    const token = signAnswerLink(link, expires, [SECRET]);
    expect(await readAnswerLink(token, [SECRET], before)).toEqual(link);
    expect(signAnswerLink(link, expires, [SECRET])).toBe(token);
    expect(token.length).toBeLessThan(500);
  });

  it('holds through a rotation of secrets, and not once its own is gone', async () => {
    const token = signAnswerLink(link, expires, ['old']);
    expect(await readAnswerLink(token, ['new', 'old'], before)).toEqual(link);
    expect(await readAnswerLink(token, ['new'], before)).toBeNull();
  });

  it('shows the outcome for thirty days after the offer expired', async () => {
    const token = signAnswerLink(link, expires, [SECRET]);
    expect(await readAnswerLink(token, [SECRET], before + 30 * DAY)).toEqual(link);
    expect(await readAnswerLink(token, [SECRET], before + 31 * DAY)).toBeNull();
  });

  it('is no person token, and a person token is no answer link', async () => {
    const token = signAnswerLink(link, expires, [SECRET]);
    expect(await verifyToken(token, [SECRET], before)).toBe('unauthenticated');
    const person = await issueToken({ role: 'buyer', id: 'buyer-1', ttlSeconds: 3600 }, [SECRET], before);
    expect(await readAnswerLink(person.token, [SECRET], before)).toBeNull();
  });

  it('is refused without an end, unsigned, changed, or far too long', async () => {
    const endless = await new SignJWT({ req: 'req_1', ofr: 'ofr_1', sub: 'buyer-1' })
      .setProtectedHeader({ alg: 'HS256', typ: 'answer+jwt' })
      .setIssuer('parley-answer-links')
      .setAudience('parley-answer-page')
      .sign(new TextEncoder().encode(SECRET));
    const token = signAnswerLink(link, expires, [SECRET]);
    const [, payload = '', signature = ''] = token.split('.');
    const none = `${Buffer.from('{"alg":"none","typ":"answer+jwt"}').toString('base64url')}.${payload}.`;
    for (const wrong of [
      endless,
      none,
      `${token.slice(0, -4)}AAAA`,
      `.${payload}.${signature}`,
      '',
      'x'.repeat(5000),
    ]) {
      expect(await readAnswerLink(wrong, [SECRET], before)).toBeNull();
    }
  });
});

onSqlite((api) => {
  let buyers = 0;
  const offered = (changes: Partial<RequestInput> = {}) => {
    buyers += 1;
    return api().offered({ buyerId: `buyer-${buyers}`, buyerLocale: 'en', ...changes });
  };
  const card = async (id: string, as = integrator) => (await api().get<TextCard>(`/v1/requests/${id}/card`, as)).body;
  const pathFor = async (id: string, as = integrator): Promise<string> => {
    const { answerUrl } = await card(id, as);
    if (!answerUrl) throw new Error('no answer link');
    return new URL(answerUrl).pathname;
  };
  const show = (path: string) => api().call<string>('GET', path);
  const answer = (path: string, body: string) => api().call<string>('POST', path, { body, headers: FORM });
  const request = async (id: string) => (await api().get<RequestView>(`/v1/requests/${id}`)).body;

  describe('the card for other channels', () => {
    it('is the buyer’s for the integrator: in the language and zone of the request, with the link', async () => {
      const { id } = await offered({ buyerLocale: 'id', buyerZone: 'Asia/Jakarta' });
      const { text, answerUrl } = await card(id);
      expect(text).toContain('Toko menawarkan pengembalian dana');
      expect(text).toContain('09.30');
      expect(answerUrl).toMatch(new RegExp(`^${api().url}/o/[\\w.-]+$`, 'u'));
    });

    it.each([
      ['', '127.0.0.1:1', (url: string) => url],
      ['https://parley.shop.test', 'evil.example', () => 'https://parley.shop.test'],
      ['', 'evil.example', (url: string) => url],
    ])('PUBLIC_URL=%s: has a link that follows no Host header (%s)', async (publicUrl, host, expected) => {
      const { store, cleanup } = await sqliteStore();
      const own = await startApi(store, { publicUrl: publicUrl || null, trustProxy: true });
      const { id } = await own.offered();
      const headers = { host, 'x-forwarded-host': host, 'x-forwarded-proto': 'https', forwarded: `host=${host}` };
      const body = await rawGet(`${own.url}/v1/requests/${id}/card`, {
        ...headers,
        authorization: `Bearer ${API_KEY}`,
      });
      expect(new URL(JSON.parse(body).answerUrl).origin).toBe(expected(own.url));
      await own.close();
      await cleanup();
    });

    it('has the link for that buyer, and for nobody who is not the buyer', async () => {
      const { id, buyerId } = await offered();
      const person = await api().token({ role: 'buyer', id: buyerId });
      expect(await card(id, person)).toHaveProperty('answerUrl');
      expect(await card(id, actingFor(`buyer:${buyerId}`))).toHaveProperty('answerUrl');
      const others = [{ role: 'seller', id: 'shop-1' } as const, { role: 'agent', id: 'agent-1' } as const];
      for (const other of others) {
        const token = await api().token(other);
        for (const format of ['text', 'adaptive', 'line', 'chatwoot', 'whatsapp']) {
          const { body, status } = await api().get(`/v1/requests/${id}/card?format=${format}`, token);
          expect(status).toBe(200);
          expect(JSON.stringify(body)).not.toContain('/o/');
        }
      }
      const stranger = await api().token({ role: 'buyer', id: 'somebody' });
      expect((await api().get(`/v1/requests/${id}/card`, stranger)).status).toBe(404);
    });

    it('is a message of the platform that was asked for', async () => {
      const { id } = await offered();
      const get = async (format: string) => (await api().get(`/v1/requests/${id}/card?format=${format}`)).body;
      expect(await get('adaptive')).toMatchObject({ type: 'AdaptiveCard', version: '1.3' });
      expect(await get('chatwoot')).toMatchObject({ content_type: 'input_select' });
      expect(await get('line')).toMatchObject({ type: 'flex' });
      expect(await get('whatsapp')).toMatchObject({ type: 'interactive' });
      const wrong = await api().get(`/v1/requests/${id}/card?format=sms`);
      expect(wrong).toMatchObject({ status: 400, body: { code: 'invalid_query' } });
    });

    it('does not exist before the first offer', async () => {
      const { id } = await api().open();
      const reply = await api().get(`/v1/requests/${id}/card`);
      expect(reply).toMatchObject({ status: 404, body: { code: 'not_found' } });
      expect(reply.body.detail).toContain('no offer yet');
    });
  });

  describe('the page of an answer link', () => {
    it('shows the offer in the buyer’s language and changes nothing, however often it is fetched', async () => {
      const { id, version } = await offered({ buyerLocale: 'fil' });
      const path = await pathFor(id);
      for (const fetched of [path, path, `${path}?confirm=accept`, `${path}?confirm=reject`, `${path}?answer=accept`]) {
        expect((await show(fetched)).status).toBe(200);
      }
      expect((await api().call('HEAD', path)).status).toBe(200);
      const { body } = await show(path);
      expect(body).toContain('lang="fil"');
      expect(body).toContain('฿125.00');
      expect(body).toContain('Tanggapin');
      expect((await request(id)).version).toBe(version);
    });

    it('runs no script, and cannot be framed, cached, indexed or learned from a referrer or a log', async () => {
      const { id } = await offered();
      const path = await pathFor(id);
      const { headers, body } = await show(path);
      const policy = headers.get('content-security-policy') ?? '';
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).not.toMatch(/script-src|unsafe/u);
      expect(headers.get('x-frame-options')).toBe('DENY');
      expect(headers.get('cache-control')).toBe('no-store');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('x-robots-tag')).toContain('noindex');
      expect(body).not.toContain('<script');
      const token = path.slice('/o/'.length);
      await api().logged({ path: '/o/:token' });
      expect(api().logs.filter((line) => line.includes(token))).toEqual([]);
    });

    it('shows what people wrote as they wrote it', async () => {
      const { id } = await api().open({ buyerLocale: 'en', items: [item('<script>alert(1)</script> "&\' ชาม')] });
      await api().post(`/v1/requests/${id}/offers`, { kind: 'partial_refund', percent: 50, note: '</main><b>hi</b>' });
      const { body } = await show(await pathFor(id));
      expect(body).toContain('&lt;script&gt;alert(1)&lt;/script&gt; &quot;&amp;&#39; ชาม');
      expect(body).toContain('&lt;/main&gt;&lt;b&gt;hi&lt;/b&gt;');
    });

    it('names the zone of its times where it shows some, since it cannot tell what the device’s clock shows', async () => {
      const zone = 'Semua waktu: Jakarta (GMT+7)';
      const { id } = await offered({ buyerLocale: 'id', buyerZone: 'Asia/Jakarta' });
      const path = await pathFor(id);
      expect((await show(path)).body).toContain(zone);
      expect((await show(`${path}?confirm=accept`)).body).not.toContain(zone);
      await answer(path, 'answer=accept');
      expect((await show(path)).body).toMatch(
        /Dana dikembalikan sebelum [^<]+<\/p><p class="times">Semua waktu: Jakarta/u,
      );
      await api().post(`/v1/requests/${id}/refund`, { outcome: 'confirmed' });
      expect((await show(path)).body).not.toContain(zone);
    });

    it('says once what the buyer did, and then when the money comes', async () => {
      const { id } = await offered();
      const path = await pathFor(id);
      await answer(path, 'answer=accept');
      const done = (await show(path)).body.replace(/<title>.*?<\/title>/u, '');
      expect(done.match(/You accepted/gu)).toHaveLength(1);
      expect(done).toMatch(/The refund is being paid\. It is due by [^<]+\./u);
    });

    it('asks before it lets answer: only the question posts', async () => {
      const { id } = await offered();
      const path = await pathFor(id);
      expect((await show(path)).body).not.toContain('method="post"');
      const question = (await show(`${path}?confirm=accept`)).body;
      expect(question).toContain('Accept this offer?');
      expect(question).toContain('Yes, accept ฿125.00');
      expect(question).toContain('method="post"');
      expect((await show(`${path}?confirm=reject`)).body).toContain('<textarea');
    });

    it('accepts as the buyer, then shows the outcome; a second click changes nothing', async () => {
      const { id, buyerId } = await offered();
      const path = await pathFor(id);
      const first = await answer(path, 'answer=accept');
      expect(first.status).toBe(303);
      expect(new URL(first.headers.get('location') ?? '', api().url + path).pathname).toBe(path);
      const { status, version, offer } = await request(id);
      expect({ status, answer: offer?.answer }).toMatchObject({ status: 'settling', answer: { by: 'buyer' } });
      expect((await answer(path, 'answer=accept')).status).toBe(303);
      expect((await request(id)).version).toBe(version);
      const { body } = await show(path);
      expect(body).toContain('You accepted ฿125.00');
      expect(body).not.toContain('<form');
      const events = await api().get<{ items: { type: string; actor: object }[] }>(`/v1/requests/${id}/events`);
      const accepted = events.body.items.find(({ type }) => type === 'offer.accepted');
      expect(accepted?.actor).toEqual({ kind: 'buyer', id: buyerId });
    });

    it('rejects with a reason, which the shop reads', async () => {
      const { id } = await offered();
      const text = encodeURIComponent(`ต้องการชาม\r\nto complete the set 🥣${'ก'.repeat(360)}`);
      expect((await answer(await pathFor(id), `answer=reject&text=${text}`)).status).toBe(303);
      const { status, offer } = await request(id);
      expect(status).toBe('awaiting_seller');
      expect(offer?.answer?.text).toMatch(/^ต้องการชาม\nto complete the set 🥣ก/u);
    });

    it('closes the whole request where the buyer no longer needs it, for as long as it may be cancelled', async () => {
      const { id } = await offered();
      const path = await pathFor(id);
      expect((await show(path)).body).toContain('I no longer need this');
      const question = (await show(`${path}?confirm=cancel`)).body;
      expect(question).toContain('Close your request?');
      expect(question).toContain('nothing is sent and nothing is refunded');
      expect((await request(id)).status).toBe('negotiating');
      expect((await answer(path, 'answer=cancel&text=It+turned+up')).status).toBe(303);
      expect((await request(id)).status).toBe('cancelled');
      const after = (await show(path)).body;
      expect(after).toContain('<h1>Your request was cancelled</h1>');
      expect(after).not.toContain('I no longer need this');
      expect((await show(`${path}?confirm=cancel`)).body).not.toContain('Close your request?');
    });

    it('says that closing came too late, once the items were sent', async () => {
      const { id } = await offered();
      const path = await pathFor(id);
      await answer(path, 'answer=reject&text=');
      await api().post(`/v1/requests/${id}/approve`, {});
      await api().post(`/v1/requests/${id}/ship`, { carrier: 'Flash', trackingNumber: 'TH1' });
      expect((await show(path)).body).not.toContain('I no longer need this');
      const late = await answer(path, 'answer=cancel');
      expect(late.status).toBe(409);
      expect(late.body).toContain('Your request was not closed');
      expect((await request(id)).status).toBe('shipped');
    });

    it('rejects without a reason too', async () => {
      const { id } = await offered();
      expect((await answer(await pathFor(id), 'answer=reject&text=')).status).toBe(303);
      expect((await request(id)).offer?.answer).not.toHaveProperty('text');
    });

    it('says that an answer came after somebody else’s, and shows what came of the offer', async () => {
      const { id, offerId } = await offered();
      const path = await pathFor(id);
      await api().post(`/v1/requests/${id}/offers/${offerId}/withdraw`, {});
      const { status, body } = await answer(path, 'answer=accept');
      expect(status).toBe(409);
      expect(body).toContain('Your answer did not count: the offer was closed before it arrived.');
      expect(body).toContain('The shop withdrew this offer');
    });

    it('says that an answer came too late, and never lets it count', async () => {
      const { id } = await offered({ buyerLocale: 'vi' });
      const path = await pathFor(id);
      api().clock.advance(25 * HOUR);
      const shown = (await show(path)).body;
      expect(shown).not.toContain('<form');
      const { status, body } = await answer(path, 'answer=accept');
      expect(status).toBe(409);
      expect(body).toContain('đã hết thời gian trả lời');
      expect((await request(id)).status).toBe('awaiting_seller');
    });

    it('follows the offer, not the date it was signed with, where an agent extended the deadline', async () => {
      const { id } = await offered();
      const path = await pathFor(id);
      await api().post(`/v1/requests/${id}/extend`, { seconds: 7200, text: 'more time' }, actingFor('agent:agent-1'));
      api().clock.advance(25 * HOUR);
      expect((await answer(path, 'answer=accept')).status).toBe(303);
    });

    it('shows an earlier offer as what it was, once a later one followed', async () => {
      const { id, offerId, buyerId } = await offeredWithRounds(api());
      const path = await pathFor(id);
      const amount = { amount: 20000, currency: 'THB' };
      await api().post(`/v1/requests/${id}/offers/${offerId}/counter`, { amount }, actingFor(`buyer:${buyerId}`));
      const { body } = await show(path);
      expect(body).toContain('You named another amount');
      expect((await answer(path, 'answer=accept')).status).toBe(409);
      expect(await card(id)).not.toHaveProperty('answerUrl');
    });

    it('is not found for a token that names nothing, in the browser’s language', async () => {
      const { body, status } = await api().call<string>('GET', '/o/nonsense', { headers: { 'accept-language': 'th' } });
      expect(status).toBe(404);
      expect(body).toContain('ลิงก์นี้ใช้ไม่ได้');
      expect((await answer('/o/nonsense', 'answer=accept')).status).toBe(404);
      expect((await show('/o/%E0%A4%A')).body).toContain('This link does not work');
      const link = { requestId: 'req_gone', offerId: 'ofr_gone', buyerId: 'buyer-1' };
      const token = signAnswerLink(link, new Date(api().clock.now() + DAY).toISOString(), [SECRET]);
      expect((await show(`/o/${token}`)).status).toBe(404);
    });

    it('is not found for a buyer the request is not of', async () => {
      const { id, offerId } = await offered();
      const expires = new Date(api().clock.now() + DAY).toISOString();
      const token = signAnswerLink({ requestId: id, offerId, buyerId: 'mallory' }, expires, [SECRET]);
      expect((await answer(`/o/${token}`, 'answer=accept')).status).toBe(404);
      expect((await request(id)).status).toBe('negotiating');
    });

    it('takes small forms only, and says so in words', async () => {
      const { id, version } = await offered();
      const path = await pathFor(id);
      const large = await answer(path, `answer=reject&text=${'a'.repeat(5000)}`);
      expect(large.status).toBe(413);
      expect(large.body).toContain('The reason is too long. Write at most 400 characters.');
      expect((await answer(path, `answer=reject&text=${'a'.repeat(401)}`)).status).toBe(400);
      expect((await answer(path, 'answer=counter')).status).toBe(400);
      expect((await answer(path, '')).status).toBe(400);
      expect((await api().call('POST', path, { body: { answer: 'accept' } })).status).toBe(400);
      expect((await request(id)).version).toBe(version);
    });
  });
});

const item = (title: string) => ({
  sku: 'BOWL-2',
  title,
  quantity: 2,
  missingQuantity: 1,
  unitPrice: { amount: 25000, currency: 'THB' },
});

const offeredWithRounds = (api: Api) =>
  api.offered({ sellerId: 'shop-rounds', buyerLocale: 'en' }, { policy: { maxRounds: 3 } });
