/** Erasing what is known of a buyer, by the route and by the clock, on every storage: nothing of them is left in all that is kept. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createErasing } from '../../src/application/erasing/erasing.ts';
import { localFeed } from '../../src/application/feed.ts';
import type { Store } from '../../src/application/ports/store.ts';
import { ConversationFields } from '../../src/cli/message-schemas.ts';
import type { MessagesPage } from '../../src/contract/chat.ts';
import { ERASED } from '../../src/contract/erased-mark.ts';
import type { EventView } from '../../src/contract/event.ts';
import { StoredEvent } from '../../src/contract/event.ts';
import type { Problem } from '../../src/contract/problem.ts';
import type { RequestView } from '../../src/contract/request.ts';
import { replay } from '../../src/domain/evolve.ts';
import { holdsBytes, tracesOf } from '../support/dump.ts';
import { type Api, actingFor, integrator, startApi } from '../support/http.ts';
import { MARK, type Marked, markedBriefly, markedInput, markedPerson } from '../support/marked-person.ts';
import { photo, photosOver } from '../support/photos.ts';
import { storeLegs, type TestStore } from '../support/stores.ts';
import { input, shop } from '../support/world.ts';

const DAY = 86_400_000;
const INTEGRATOR = { kind: 'integrator', id: 'integrator' } as const;

for (const leg of storeLegs()) {
  describe(`Erasing a buyer on ${leg.name}`, () => {
    let on: TestStore;
    let api: Api;
    beforeEach(async () => {
      on = await leg.open();
      api = await startApi(on.store);
      await api.post('/v1/webhooks', { url: 'https://hooks.example/parley' });
    });
    afterEach(async () => {
      await api.close();
      await on.cleanup();
    });

    const erase = (buyerId: string, headers = {}) =>
      api.post<Problem>(`/v1/buyers/${buyerId}/erase`, {}, integrator, headers);
    const eventsOf = async (id: string) =>
      (await api.get<{ items: EventView[] }>(`/v1/requests/${id}/events`)).body.items;
    const messagesOf = async ({ conversationId, buyerId }: Marked) =>
      (await api.get<MessagesPage>(`/v1/conversations/${conversationId}/messages`, actingFor(`buyer:${buyerId}`))).body;

    /** Nothing of them is anywhere, and the rest is as it was. */
    async function isErased(person: Marked): Promise<void> {
      expect(await tracesOf(on, MARK)).toEqual([]);
      await isWhole(person);
    }

    async function isWhole(person: Marked): Promise<void> {
      for (const id of person.requests) {
        const state = (await on.store.requests.load(id))?.state;
        const history = await on.store.requests.events(id, 0, 100);
        expect(history.map(({ seq }) => seq)).toEqual(history.map((_, index) => index + 1));
        expect(history.filter(({ type }) => type === 'request.erased')).toHaveLength(1);
        expect(history.at(-1)).toMatchObject({ type: 'request.erased', data: {} });
        expect(replay(history)).toEqual(state);
        for (const event of history) expect(StoredEvent.safeParse(event).error?.issues ?? []).toEqual([]);
      }
      const { messages } = await on.store.chat.messages({ conversationId: person.conversationId, limit: 100 });
      expect(ConversationFields.messages.safeParse(messages).error?.issues ?? []).toEqual([]);
      for (const size of ['full', 'thumb']) expect(await on.store.files.get(`${person.photo}.${size}`)).toBeNull();
      expect(await on.store.attachments.scan(person.conversationId, '', 10)).toEqual([]);
    }

    it('takes words, names, addresses and photos out of everything kept, and says how many', async () => {
      const person = await markedPerson(api, 'buyer-a');
      const [first = '', second = ''] = person.requests;
      expect(await tracesOf(on, MARK)).not.toEqual([]);
      const kept = (await on.store.files.get(`${person.photo}.full`)) ?? new Uint8Array();
      const sent = await photo();
      expect([await holdsBytes(on, kept), Buffer.from(kept).includes('MarkedCamera')]).toEqual([true, false]);
      expect(sent.includes('MarkedCamera')).toBe(true);
      const before = await messagesOf(person);
      expect((await erase('buyer-a')).body).toEqual({ requests: 2, messages: 7, attachments: 1 });
      await isErased(person);
      expect(await holdsBytes(on, kept)).toBe(false);

      expect((await api.get(`/v1/requests/${first}`)).body).toMatchObject({
        buyerId: 'buyer-a',
        buyerName: ERASED,
        text: ERASED,
        evidence: [],
        metadata: {},
        shipTo: { name: ERASED, lines: [ERASED], postalCode: ERASED, phone: ERASED, country: 'TH' },
        claimValue: { amount: 25_000, currency: 'THB' },
        offer: { amount: { amount: 12_500 }, note: ERASED, answer: { by: 'buyer', text: ERASED } },
        rejection: { reason: 'items_were_sent', text: ERASED, evidence: [] },
      });
      expect((await eventsOf(second)).map(({ type }) => type)).toEqual([
        'request.opened',
        'request.updated',
        'request.cancelled',
        'request.erased',
      ]);
      const after = await messagesOf(person);
      expect(after.messages.map(({ seq }) => seq)).toEqual(before.messages.map(({ seq }) => seq));
      expect(after.lastChange).toBe(before.lastChange + 7);
      const [words] = after.messages;
      expect(words).toMatchObject({ kind: 'text', text: '[ลบแล้ว: ข้อมูลส่วนบุคคล]' });
      expect(JSON.stringify(after)).not.toContain(ERASED);
      expect((await api.get<{ total: number }>(`/v1/requests?q=${MARK}name`)).body.total).toBe(0);
      expect((await api.get<{ total: number }>('/v1/requests?q=buyer-a')).body.total).toBe(2);
    });

    it('again finds nothing, and with what was added since erases that', async () => {
      const person = await markedPerson(api, 'buyer-b');
      await erase('buyer-b');
      expect((await erase('buyer-b')).body).toEqual({ requests: 0, messages: 0, attachments: 0 });
      expect((await eventsOf(person.requests[0] ?? '')).filter(({ type }) => type === 'request.erased')).toHaveLength(
        1,
      );
      await api.call('PATCH', `/v1/requests/${person.requests[1]}`, {
        as: integrator,
        body: { metadata: { a: MARK } },
      });
      const said = { text: `${MARK} once more` };
      await api.post(`/v1/conversations/${person.conversationId}/messages`, said, actingFor('buyer:buyer-b'));
      await api.relay.idle();
      expect((await erase('buyer-b')).body).toEqual({ requests: 1, messages: 1, attachments: 0 });
      expect(await tracesOf(on, MARK)).toEqual([]);
    });

    it('answers repeats without what was erased', async () => {
      const opening = { ...input(markedInput('buyer-c')), externalId: 'ext-c' };
      const key = { 'idempotency-key': 'open-c' };
      await on.store.directory.putSeller(shop());
      const { body } = await api.post<RequestView>('/v1/requests', opening, integrator, key);
      await api.post(`/v1/requests/${body.id}/conclude`, { outcome: 'refunded' });
      await api.relay.idle();
      expect((await erase('buyer-c', { 'idempotency-key': 'erase-c' })).body).toMatchObject({ requests: 1 });
      const repeat = await api.post<RequestView>('/v1/requests', opening, integrator, key);
      expect([repeat.status, repeat.body.id, repeat.body.buyerName]).toEqual([201, body.id, ERASED]);
      const again = await api.post<RequestView>('/v1/requests', opening);
      expect([again.status, again.body.id]).toEqual([200, body.id]);
      expect((await erase('buyer-c', { 'idempotency-key': 'erase-c' })).body).toMatchObject({ requests: 1 });
      expect(await tracesOf(on, MARK)).toEqual([]);
    });

    it('is refused while a request is open, and then nothing is erased', async () => {
      const person = await markedPerson(api, 'buyer-d');
      const { id } = await api.open({ ...markedInput('buyer-d'), conversationId: 'conv-other' });
      expect(await erase('buyer-d')).toMatchObject({
        status: 409,
        body: { code: 'conflict', requestStatus: 'awaiting_seller' },
      });
      expect((await api.get(`/v1/requests/${person.requests[0]}`)).body).toMatchObject({
        buyerName: `${MARK}name Ananda`,
      });
      await api.post(`/v1/requests/${id}/conclude`, { outcome: 'cancelled' });
      await api.relay.idle();
      expect((await erase('buyer-d')).body).toMatchObject({ requests: 3 });
      expect(await tracesOf(on, MARK)).toEqual([]);
    });

    it('of whom nothing is known finds nothing', async () => {
      expect((await erase('buyer-nobody')).body).toEqual({ requests: 0, messages: 0, attachments: 0 });
    });

    it('killed at any step ends the same when it is asked for again', async () => {
      for (let step = 1, killed = true; killed; step += 1) {
        const person = await markedBriefly(api, `buyer-cut-${step}`);
        const dying = killedAt(on.store, step);
        const { clock, wallClock, relay } = api;
        const { clearAway } = photosOver(dying, clock, { wallClock });
        const parts = { relay, feed: localFeed(() => {}), clock, wallClock, clearAway };
        const { buyer } = createErasing({ store: dying, ...parts });
        killed = await buyer(person.buyerId, INTEGRATOR).then(
          () => false,
          () => true,
        );
        await api.relay.idle();
        if (killed) expect((await erase(person.buyerId)).status, `after step ${step}`).toBe(200);
        await isWhole(person);
      }
      expect(await tracesOf(on, MARK)).toEqual([]);
    });

    it('cut off after its commit is completed by the clock', async () => {
      const person = await markedPerson(api, 'buyer-left');
      const { clock, wallClock, relay } = api;
      const lost: Store = {
        ...on.store,
        webhooks: { ...on.store.webhooks, rewriteMessages: () => Promise.reject(new Error('cut')) },
      };
      const { clearAway } = photosOver(lost, clock, { wallClock });
      const erasing = createErasing({ store: lost, relay, feed: localFeed(() => {}), clock, wallClock, clearAway });
      await expect(erasing.buyer('buyer-left', INTEGRATOR)).rejects.toThrow('cut');
      await relay.idle();
      expect(await tracesOf(on, MARK)).not.toEqual([]);
      await api.sweep.run();
      await isErased(person);
      expect(await on.store.requests.due(clock.now(), 10)).toEqual([]);
    });

    it('comes by itself so many days after a request closed, the conversation with its last one', async () => {
      const policy = { keepPersonalDays: 30 };
      await on.store.directory.putSeller(shop({ policy }));
      const kept = await api.open({ ...markedInput('buyer-e') }, { policy });
      await api.post(`/v1/requests/${kept.id}/conclude`, { outcome: 'refunded' });
      await api.relay.idle();
      api.clock.advance(10 * DAY);
      const later = await api.open({ ...markedInput('buyer-e'), orderId: 'later' }, { policy });
      await api.post(`/v1/requests/${later.id}/conclude`, { outcome: 'refunded' });
      await api.relay.idle();

      api.clock.advance(20 * DAY - 1);
      await api.sweep.run();
      expect((await eventsOf(kept.id)).at(-1)?.type).toBe('request.concluded');
      api.clock.advance(1);
      await Promise.all([api.sweep.run(), api.sweep.run()]);
      await api.relay.idle();
      await api.sweep.run();
      expect((await eventsOf(kept.id)).at(-1)).toMatchObject({ type: 'request.erased', actor: { kind: 'platform' } });
      expect((await api.get(`/v1/requests/${later.id}`)).body).toMatchObject({ buyerName: `${MARK}name Ananda` });
      const person = {
        ...kept,
        buyerId: 'buyer-e',
        conversationId: 'conv-buyer-e',
        requests: [kept.id],
        photo: 'att_none',
      };
      expect((await messagesOf(person)).messages[0]?.text).toContain(MARK);

      api.clock.advance(10 * DAY);
      await api.sweep.run();
      await api.relay.idle();
      await api.sweep.run();
      await isErased({ ...person, requests: [kept.id, later.id] });
      expect(await on.store.requests.due(api.clock.now(), 10)).toEqual([]);
    });

    it('with two instances at once it happens once', async () => {
      const policy = { keepPersonalDays: 1 };
      const other = await startApi(on.store);
      try {
        const opened = [1, 2, 3].map((n) => ({ ...markedInput('buyer-f'), orderId: `f-${n}` }));
        const ids: string[] = [];
        for (const each of opened) {
          const { id } = await api.open(each, { policy });
          await api.post(`/v1/requests/${id}/conclude`, { outcome: 'refunded' });
          ids.push(id);
        }
        await api.relay.idle();
        for (const { clock } of [api, other]) clock.set(new Date(api.clock.now() + DAY).toISOString());
        for (let turn = 0; turn < 3; turn += 1) {
          await Promise.all([api.sweep.run(), other.sweep.run()]);
          await Promise.all([api.relay.idle(), other.relay.idle()]);
        }
        await isErased({ buyerId: 'buyer-f', conversationId: 'conv-buyer-f', requests: ids, photo: 'att_none' });
      } finally {
        await other.close();
      }
    });
  });
}

/** What erasing writes by. */
const WRITES: ReadonlySet<PropertyKey> = new Set([
  'commit',
  'write',
  'giveUpConversation',
  'giveUpUnused',
  'remove',
  'forget',
  'rewriteMessages',
  'forgetAnswers',
  'rewriteAnswers',
  'rewriteNotes',
  'overwrite',
  'scrub',
  'rest',
]);

/** The store, from whose n-th write on nothing comes any more, as where the process is killed. */
function killedAt(store: Store, step: number): Store {
  let writes = 0;
  const watched = <T extends object>(port: T): T =>
    new Proxy(port, {
      get(target, name) {
        const member = Reflect.get(target, name);
        if (typeof member !== 'function') return member && typeof member === 'object' ? watched(member) : member;
        return async (...given: unknown[]) => {
          if (WRITES.has(name)) writes += 1;
          if (writes >= step) throw new Error('killed');
          return member.apply(target, given);
        };
      },
    });
  return watched(store);
}
