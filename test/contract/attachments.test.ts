/** Photos over HTTP, and what is kept of them, on every storage. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { StoredAttachment } from '../../src/application/attachments/ports.ts';
import type { AttachmentView, EvidenceList } from '../../src/contract/attachment.ts';
import type { MessagesPage, MessageView } from '../../src/contract/chat.ts';
import type { Problem } from '../../src/contract/problem.ts';
import { type Api, actingFor, type Credentials, integrator, startApi } from '../support/http.ts';
import { photo } from '../support/photos.ts';
import { storeLegs, type TestStore } from '../support/stores.ts';

const HOUR = 3_600_000;
const buyer = actingFor('buyer:buyer-1');
const seller = actingFor('seller:shop-1:staff-7');
const agent = actingFor('agent:agent-1');
const JPEG = { 'content-type': 'image/jpeg' };

for (const leg of storeLegs()) {
  describe(`What is known of photos on ${leg.name}`, () => {
    let on: TestStore;
    beforeAll(async () => {
      on = await leg.open();
    });
    afterAll(() => on.cleanup());
    const day = (n: number) => `2026-11-${String(n).padStart(2, '0')}T09:00:00.000Z`;
    const stored = (id: string, changes: Partial<StoredAttachment> = {}): StoredAttachment => ({
      id,
      conversationId: 'conv-a',
      by: { role: 'buyer', id: 'buyer-1' },
      at: day(1),
      usedAt: null,
      contentType: 'image/jpeg',
      width: 4,
      height: 3,
      bytes: 99,
      ...changes,
    });

    it('is found as it was written, once', async () => {
      const { attachments } = on.store;
      const first = stored('att_1', { alt: 'a bowl', by: { role: 'seller', id: 'shop-1', userId: 'staff-7' } });
      await attachments.add(first);
      await attachments.add({ ...first, width: 5 });
      expect(await attachments.find(['att_1', 'att_none', 'att_1'])).toEqual([first]);
    });

    it('keeps the first time that it was used', async () => {
      const { attachments } = on.store;
      await attachments.add(stored('att_2'));
      expect(await attachments.use(['att_2', 'att_none'], day(2))).toBe(1);
      expect(await attachments.use(['att_2'], day(3))).toBe(1);
      expect(await attachments.find(['att_2'])).toEqual([stored('att_2', { usedAt: day(2) })]);
    });

    it('is counted by conversation and day, up to a number', async () => {
      const { attachments } = on.store;
      for (const n of [1, 2, 3, 4]) {
        await attachments.add(stored(`att_b${n}`, { conversationId: 'conv-b', at: day(n), usedAt: day(n) }));
      }
      expect(await attachments.count('conv-b', day(1), 100)).toBe(4);
      expect(await attachments.count('conv-b', day(3), 100)).toBe(2);
      expect(await attachments.count('conv-b', day(1), 3)).toBe(3);
      expect((await attachments.scan('conv-b', 'att_b1', 2)).map(({ id }) => id)).toEqual(['att_b2', 'att_b3']);
    });

    it('goes where nobody used it, and is found by nobody then', async () => {
      const { attachments } = on.store;
      await attachments.add(stored('att_c1', { conversationId: 'conv-c', at: day(10) }));
      await attachments.add(stored('att_c2', { conversationId: 'conv-c', at: day(12) }));
      await attachments.add(stored('att_c3', { conversationId: 'conv-c', at: day(10), usedAt: day(10) }));
      const given = await attachments.giveUpUnused(day(11), 100);
      expect(given).toContain('att_c1');
      expect(given).not.toContain('att_c2');
      expect(given).not.toContain('att_c3');
      expect(await attachments.find(['att_c1'])).toEqual([]);
      expect(await attachments.use(['att_c1'], day(13))).toBe(0);
      expect(await attachments.giveUpUnused(day(11), 100)).toContain('att_c1');
      await attachments.forget(['att_c1', 'att_c3']);
      expect(await attachments.giveUpUnused(day(11), 100)).not.toContain('att_c1');
      expect(await attachments.find(['att_c3'])).toHaveLength(1);
    });

    it('of one that is used while it is given up, either both know or neither', async () => {
      const { attachments } = on.store;
      const ids = Array.from({ length: 30 }, (_, n) => `att_d${n}`);
      for (const id of ids) await attachments.add(stored(id, { conversationId: 'conv-d' }));
      const [given, ...used] = await Promise.all([
        attachments.giveUpUnused(day(9), 100),
        ...ids.map((id) => attachments.use([id], day(9))),
      ]);
      for (const [n, id] of ids.entries()) expect(used[n], id).toBe(given.includes(id) ? 0 : 1);
    });

    it('goes with its conversation', async () => {
      const { attachments } = on.store;
      for (const n of [1, 2]) await attachments.add(stored(`att_e${n}`, { conversationId: 'conv-e', usedAt: day(n) }));
      expect(await attachments.giveUpConversation('conv-e')).toBe(2);
      expect(await attachments.find(['att_e1', 'att_e2'])).toEqual([]);
      expect(await attachments.giveUpUnused(day(1), 100)).toEqual(expect.arrayContaining(['att_e1', 'att_e2']));
    });
  });

  describe(`Photos in a conversation on ${leg.name}`, () => {
    let on: TestStore;
    let api: Api;
    let conversation = 0;
    beforeAll(async () => {
      on = await leg.open();
      api = await startApi(on.store);
    });
    afterAll(async () => {
      await api.close();
      await on.cleanup();
    });

    const opened = async (changes = {}) => {
      conversation += 1;
      const conversationId = `conv-${conversation}`;
      return { ...(await api.open({ orderId: `order-${conversation}`, conversationId, ...changes })), conversationId };
    };
    const at = (id: string, what: string) => `/v1/conversations/${id}/${what}`;
    const send = async (id: string, as: Credentials = buyer, headers = {}) =>
      api.post<AttachmentView>(at(id, 'attachments'), await photo(), as, { ...JPEG, ...headers });
    const say = (id: string, body: object, as: Credentials = buyer, headers = {}) =>
      api.post<MessageView & Problem>(at(id, 'messages'), body, as, headers);
    const read = async (id: string, as: Credentials) => (await api.get<MessagesPage>(at(id, 'messages'), as)).body;
    const look = (url: string | undefined, headers = {}) => fetch(url ?? '', { headers });

    it('one is sent, said, and seen by everybody in it through links of their own', async () => {
      const { conversationId: id } = await opened();
      const { status, body: sent } = await api.post<AttachmentView>(
        `${at(id, 'attachments')}?alt=${encodeURIComponent('Nur eine Schüssel')}`,
        await photo(),
        buyer,
        JPEG,
      );
      expect(status).toBe(201);
      expect(sent).toMatchObject({ contentType: 'image/jpeg', width: 640, height: 480, alt: 'Nur eine Schüssel' });
      const said = await say(id, { text: '', attachments: [sent.id], clientId: 'phone-1' });
      expect(said.status).toBe(201);
      expect(said.body).toMatchObject({ text: '', attachments: [{ id: sent.id, bytes: sent.bytes }] });
      for (const reader of [buyer, seller, agent]) {
        const [shown] = (await read(id, reader)).messages.at(-1)?.attachments ?? [];
        for (const url of [shown?.url, shown?.thumbnailUrl]) {
          const got = await look(url);
          expect([got.status, got.headers.get('content-type')]).toEqual([200, 'image/jpeg']);
        }
      }
    });

    it('is served as what was written, as an image and nothing else', async () => {
      const { conversationId: id } = await opened();
      const got = await look((await send(id)).body.url);
      expect(Object.fromEntries(got.headers)).toMatchObject({
        'content-type': 'image/jpeg',
        'x-content-type-options': 'nosniff',
        'content-security-policy': "default-src 'none'; sandbox",
        'cache-control': 'private, no-cache',
        'cross-origin-resource-policy': 'cross-origin',
      });
      const bytes = Buffer.from(await got.arrayBuffer());
      expect(bytes.toString('latin1')).not.toMatch(/Marked|Exif/u);
      const etag = got.headers.get('etag') ?? '';
      expect((await look(got.url, { 'if-none-match': etag })).status).toBe(304);
    });

    it('before it is said, is its sender’s alone', async () => {
      const { conversationId: id } = await opened();
      const { body } = await send(id);
      expect(await say(id, { text: '', attachments: [body.id] }, seller)).toMatchObject({
        status: 404,
        body: { detail: `There is no attachment ${body.id} in this conversation that you may use.` },
      });
      const { id: other } = { id: (await opened()).conversationId };
      expect((await say(other, { text: 'here', attachments: [body.id] })).status).toBe(404);
      expect((await say(id, { text: 'here', attachments: ['att_none'] })).status).toBe(404);
    });

    it('is not for strangers, who are told of no conversation', async () => {
      const { conversationId: id } = await opened();
      for (const as of [actingFor('buyer:mallory'), actingFor('seller:shop-2')]) {
        expect((await send(id, as)).status).toBe(404);
      }
      expect((await send(id, integrator)).status).toBe(403);
    });

    it('a link ends after an hour, and sooner where it was tampered with', async () => {
      const { conversationId: id } = await opened();
      const { body } = await send(id);
      expect((await look(`${body.url.slice(0, -3)}AAA`)).status).toBe(404);
      api.wallClock.advance(59 * 60_000);
      expect((await look(body.url)).status).toBe(200);
      api.wallClock.advance(2 * 60_000);
      expect((await look(body.url)).status).toBe(404);
    });

    it('a link dies when the photo does', async () => {
      const { conversationId: id } = await opened();
      const { body } = await send(id);
      await say(id, { text: 'see', attachments: [body.id] });
      await on.store.attachments.giveUpConversation(id);
      expect((await look(body.url)).status).toBe(404);
    });

    it('the same key is the same photo, with links that are new', async () => {
      const { conversationId: id } = await opened();
      const once = { 'idempotency-key': 'photo-1' };
      const first = await send(id, buyer, once);
      api.wallClock.advance(2 * HOUR);
      const again = await send(id, buyer, once);
      expect(again.headers.get('idempotent-replayed')).toBe('true');
      expect(again.body).toMatchObject({ id: first.body.id, width: 640 });
      expect((await look(first.body.url)).status).toBe(404);
      expect((await look(again.body.url)).status).toBe(200);
      const other = await api.post<Problem>(at(id, 'attachments'), (await photo()).subarray(0, -2), buyer, {
        ...JPEG,
        ...once,
      });
      expect(other.body.code).toBe('idempotency_mismatch');
    });

    it('the same message again has links that are new', async () => {
      const { conversationId: id } = await opened();
      const { body } = await send(id);
      const message = { text: 'see', attachments: [body.id] };
      const once = { 'idempotency-key': 'said-1' };
      await say(id, message, buyer, once);
      api.wallClock.advance(2 * HOUR);
      const again = await say(id, message, buyer, once);
      expect(again.headers.get('idempotent-replayed')).toBe('true');
      expect((await look(again.body.attachments?.[0]?.url)).status).toBe(200);
    });

    it('a page that has not changed is the same page, until its links would end', async () => {
      const { conversationId: id } = await opened();
      await say(id, { text: 'see', attachments: [(await send(id)).body.id] });
      const tag = async () => (await api.get(at(id, 'messages'), buyer)).headers.get('etag');
      const first = await tag();
      api.wallClock.advance(1_000);
      expect(await tag()).toBe(first);
      api.wallClock.advance(HOUR);
      expect(await tag()).not.toBe(first);
    });

    it.each([
      ['seven', Array.from({ length: 7 }, (_, n) => `att_${n}`)],
      ['none', []],
      ['one twice', ['att_1', 'att_1']],
      ['a link', ['https://cdn.example/box.jpg']],
    ])('a message with %s is refused', async (_, attachments) => {
      const { conversationId: id } = await opened();
      expect((await say(id, { text: 'see', attachments })).body.code).toBe('invalid_body');
    });

    it('a message of nothing is refused', async () => {
      const { conversationId: id } = await opened();
      expect((await say(id, { text: '' })).body.code).toBe('invalid_body');
    });

    it.each([
      ['unsupported_media_type', 415, 'image/gif', 'GIF89a'],
      ['unsupported_media_type', 415, 'application/json', '{}'],
      ['unsupported_media_type', 415, 'image/heic', 'whatever'],
      ['picture_unreadable', 422, 'image/png', '<svg xmlns="http://www.w3.org/2000/svg"/>'],
      ['picture_unreadable', 422, 'image/jpeg', ''],
      ['payload_too_large', 413, 'image/png', 'x'.repeat(10 * 1024 * 1024 + 1)],
    ])('%s is %i: %s', async (code, status, type, body) => {
      const { conversationId: id } = await opened();
      const reply = await api.post<Problem>(at(id, 'attachments'), Buffer.from(body), buyer, { 'content-type': type });
      expect(reply).toMatchObject({ status, body: { code } });
    });

    it('evidence of a rejection may be a photo of the chat, which its reader then sees', async () => {
      const request = await opened();
      const { body } = await send(request.conversationId, seller);
      const reject = (evidence: string[]) =>
        api.post<Problem>(
          `/v1/requests/${request.id}/reject`,
          { reason: 'items_were_sent', text: 'See.', evidence },
          seller,
        );
      expect((await reject(['att_none'])).status).toBe(404);
      expect((await reject([body.id, 'https://cdn.example/box.jpg'])).status).toBe(200);
      await api.relay.idle();
      const { messages } = await read(request.conversationId, buyer);
      const told = messages.at(-1);
      const [photoUrl, link] = told?.evidence ?? [];
      expect(told?.attachments).toEqual([{ ...body, url: photoUrl, thumbnailUrl: expect.stringContaining('/a/') }]);
      expect((await look(told?.attachments?.[0]?.thumbnailUrl)).status).toBe(200);
      expect(told?.text).toContain(photoUrl);
      expect(link).toBe('https://cdn.example/box.jpg');
      expect((await look(photoUrl)).status).toBe(200);
      for (const reader of [seller, buyer]) {
        const shown = await api.get<EvidenceList>(`/v1/requests/${request.id}/evidence`, reader);
        expect(shown.body.items.map(({ id }) => id)).toEqual([body.id]);
        expect((await look(shown.body.items[0]?.thumbnailUrl)).status).toBe(200);
      }
    });
  });
}
