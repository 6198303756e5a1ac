import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { replay } from '../../src/domain/evolve.ts';
import { baht, HOUR } from '../support/builders.ts';
import { storeLegs } from '../support/stores.ts';
import { type TwoProcesses, twoProcesses } from '../support/two-processes.ts';
import { act, agent, buyer, input, integrator, opened, seller, shop, world } from '../support/world.ts';

const HALF = { type: 'ProposeOffer', offer: { kind: 'partial_refund', percent: 50 } } as const;

for (const leg of storeLegs()) {
  describe(`Commands on ${leg.name}`, () => {
    let { on, clock, first, second, end } = {} as TwoProcesses;
    beforeEach(async () => {
      ({ on, clock, first, second, end } = await twoProcesses(leg.open));
    });
    afterEach(() => end());

    const history = (id: string) => on.store.requests.events(id, 0, 100);
    const typesOf = async (id: string) => (await history(id)).map((event) => event.type);

    it('rule 5: of accept, reject, withdraw and cancel sent at once from two processes, the offer is closed by exactly one', async () => {
      const state = await opened(on.store, first, clock);
      await act(first, clock, state, seller, HALF);
      const [offer] = (await on.store.requests.load(state.id))?.state.offers ?? [];
      const offerId = offer?.id ?? '';
      const outcomes = await Promise.all([
        act(first, clock, state, buyer, { type: 'AcceptOffer', offerId }),
        act(second, clock, state, buyer, { type: 'RejectOffer', offerId }),
        act(second, clock, state, seller, { type: 'WithdrawOffer', offerId }),
        act(first, clock, state, agent, { type: 'CancelRequest' }),
      ]);
      const events = await history(state.id);
      const closing = events.filter((event) =>
        ['offer.accepted', 'offer.rejected', 'offer.withdrawn', 'request.cancelled'].includes(event.type),
      );
      const refused = outcomes.flatMap((outcome) => (outcome.ok ? [] : [outcome.refusal]));
      expect(closing.filter((event) => event.type.startsWith('offer.')).length).toBeLessThanOrEqual(1);
      expect(closing.length + refused.length).toBe(4);
      for (const refusal of refused) {
        expect(refusal).toMatchObject({
          code: 'conflict',
          requestStatus: expect.any(String),
          offerStatus: expect.any(String),
        });
      }
      expect(events.map((event) => event.seq)).toEqual(events.map((_, index) => index + 1));
      expect(replay(events)).toEqual((await on.store.requests.load(state.id))?.state);
    });

    it('rule 5: forty double clicks on accept make one acceptance and one refund, and all are answered', async () => {
      const state = await opened(on.store, first, clock);
      await act(first, clock, state, seller, HALF);
      const offerId = (await on.store.requests.load(state.id))?.state.offers[0]?.id ?? '';
      const outcomes = await Promise.all(
        Array.from({ length: 40 }, (_, n) =>
          act(n % 2 ? first : second, clock, state, buyer, { type: 'AcceptOffer', offerId }),
        ),
      );
      expect(outcomes.every((outcome) => outcome.ok)).toBe(true);
      expect(await typesOf(state.id)).toEqual([
        'request.opened',
        'offer.proposed',
        'offer.accepted',
        'refund.requested',
      ]);
    });

    it('a command tried again under its id after a crash is not applied a second time', async () => {
      await on.store.directory.putSeller(shop({ policy: { maxOffers: 3 } }));
      const envelope = { actor: integrator, arrivedAt: clock.iso() };
      const opening = await first.commands.open(input(), envelope);
      if (!opening.ok) throw new Error(opening.refusal.detail);
      const { id } = opening.state;
      const propose = { actor: seller, arrivedAt: clock.iso(), commandId: 'command-1' };
      await first.commands.execute(id, HALF, propose);
      const offerId = `${id.replace('req_', 'ofr_')}-1`;
      await act(first, clock, opening.state, buyer, { type: 'RejectOffer', offerId });

      const again = await second.commands.execute(id, HALF, { ...propose, retried: true });
      expect(again).toMatchObject({ ok: true, state: { status: 'awaiting_seller', offersMade: 1 } });
      const fresh = await second.commands.execute(id, HALF, { ...propose, commandId: 'command-2' });
      expect(fresh).toMatchObject({ ok: true, state: { status: 'negotiating', offersMade: 2 } });
    });

    it.each([1, 2])(
      'a command whose first attempt lands while it is tried again is not applied twice (look %i)',
      async (at) => {
        await on.store.directory.putSeller(shop({ policy: { maxOffers: 3 } }));
        const opening = await first.commands.open(input(), { actor: integrator, arrivedAt: clock.iso() });
        if (!opening.ok) throw new Error(opening.refusal.detail);
        const { id } = opening.state;
        const propose = { actor: seller, arrivedAt: clock.iso(), commandId: 'command-1' };
        let looks = 0;
        const landsAfter = async <T>(look: Promise<T>): Promise<T> => {
          const seen = await look;
          looks += 1;
          if (looks !== at) return seen;
          await first.commands.execute(id, HALF, propose);
          const offerId = `${id.replace('req_', 'ofr_')}-1`;
          await act(first, clock, opening.state, buyer, { type: 'RejectOffer', offerId });
          return seen;
        };
        const requests: typeof on.store.requests = {
          ...on.store.requests,
          load: (...given) => landsAfter(on.store.requests.load(...given)),
          wasApplied: (...given) => landsAfter(on.store.requests.wasApplied(...given)),
        };
        const late = world({ ...on.store, requests }, clock, 'process-3');
        expect(await late.commands.execute(id, HALF, { ...propose, retried: true })).toMatchObject({ ok: true });
        expect((await typesOf(id)).filter((type) => type === 'offer.proposed')).toHaveLength(1);
        await late.relay.stop();
      },
    );

    it('who left a request a while ago decides on what others made of it since', async () => {
      const state = await opened(on.store, first, clock);
      await act(second, clock, state, seller, HALF);
      // As the first one remembers it, it would be the first offer; it is the same press again.
      expect(await act(first, clock, state, seller, HALF)).toMatchObject({ ok: true, created: false });
      const offerId = `${state.id.replace('req_', 'ofr_')}-1`;
      await act(second, clock, state, seller, { type: 'WithdrawOffer', offerId });
      expect(await act(first, clock, state, buyer, { type: 'AcceptOffer', offerId })).toMatchObject({
        ok: false,
        refusal: { code: 'conflict', offerStatus: 'withdrawn' },
      });
      await act(second, clock, state, seller, { type: 'ApproveRequest' });
      expect(await act(first, clock, state, seller, { type: 'ApproveRequest' })).toMatchObject({
        ok: true,
        created: false,
      });
      expect(await typesOf(state.id)).toEqual([
        'request.opened',
        'offer.proposed',
        'offer.withdrawn',
        'request.handed_back',
        'request.approved',
      ]);
    });

    it('an offer that another process made is found by who remembers the request without it', async () => {
      const state = await opened(on.store, first, clock);
      await act(second, clock, state, seller, HALF);
      const offerId = `${state.id.replace('req_', 'ofr_')}-1`;
      expect(await act(first, clock, state, buyer, { type: 'AcceptOffer', offerId })).toMatchObject({
        ok: true,
        created: true,
      });
    });

    it('the version that a caller believes in is held against what stands', async () => {
      const state = await opened(on.store, first, clock);
      await act(second, clock, state, seller, HALF);
      const accept = (ifVersion: number) =>
        first.commands.execute(
          state.id,
          { type: 'AcceptOffer', offerId: `${state.id.replace('req_', 'ofr_')}-1` },
          { actor: buyer, arrivedAt: clock.iso(), ifVersion },
        );
      expect(await accept(1)).toMatchObject({ ok: false, refusal: { code: 'version_mismatch' } });
      expect(await accept(2)).toMatchObject({ ok: true, created: true });
    });

    it('what was erased elsewhere is not brought back by who remembers it', async () => {
      const state = await opened(on.store, first, clock, { text: 'Ring at Nina Haddad' });
      await act(first, clock, state, agent, { type: 'CancelRequest' });
      await second.erasing.buyer(state.facts.buyerId, integrator);
      await act(first, clock, state, integrator, { type: 'UpdateRequest', patch: { metadata: { note: 'late' } } });
      const stored = JSON.stringify([await on.store.requests.load(state.id), await history(state.id)]);
      expect(stored).not.toContain('Nina');
    });

    it('whoever opened a request answers it without reading it again', async () => {
      let loads = 0;
      const load: typeof on.store.requests.load = (id) => {
        loads += 1;
        return on.store.requests.load(id);
      };
      const alone = world({ ...on.store, requests: { ...on.store.requests, load } }, clock, 'process-3');
      const state = await opened(on.store, alone, clock);
      await act(alone, clock, state, seller, HALF);
      const offerId = `${state.id.replace('req_', 'ofr_')}-1`;
      expect(await act(alone, clock, state, buyer, { type: 'AcceptOffer', offerId })).toMatchObject({ ok: true });
      expect(loads).toBe(0);
      await alone.relay.stop();
    });

    it('an opening tried again under its id opens one request', async () => {
      await on.store.directory.putSeller(shop());
      const body = input();
      const envelope = { actor: integrator, arrivedAt: clock.iso(), commandId: 'open-1' };
      const outcomes = await Promise.all([
        first.commands.open(body, envelope),
        second.commands.open(body, { ...envelope, retried: true }),
        second.commands.open(body, { ...envelope, retried: true }),
      ]);
      const ids = new Set(outcomes.map((outcome) => (outcome.ok ? outcome.state.id : outcome.refusal.code)));
      expect(ids.size).toBe(1);
      expect(await on.store.requests.count({}, clock.now(), 10)).toBe(1);
    });

    it('the same externalId answers the request that exists, also after corrections; another body is refused', async () => {
      await on.store.directory.putSeller(shop());
      const body = input({ externalId: 'ext-1' });
      const envelope = { actor: integrator, arrivedAt: clock.iso() };
      const opening = await first.commands.open(body, envelope);
      if (!opening.ok) throw new Error(opening.refusal.detail);
      await act(first, clock, opening.state, integrator, {
        type: 'UpdateRequest',
        patch: { alreadyRefunded: baht(1000), metadata: { note: 'corrected' } },
      });
      const again = await second.commands.open(body, envelope);
      expect(again).toMatchObject({ ok: true, created: false, state: { id: opening.state.id } });
      const other = await second.commands.open({ ...body, orderId: 'another' }, envelope);
      expect(other).toMatchObject({ ok: false, refusal: { code: 'external_id_mismatch' } });
    });

    it('twenty openings with one externalId at once open one request', async () => {
      await on.store.directory.putSeller(shop());
      const body = input({ externalId: 'ext-2' });
      const outcomes = await Promise.all(
        Array.from({ length: 20 }, (_, n) =>
          (n % 2 ? first : second).commands.open(body, { actor: integrator, arrivedAt: clock.iso() }),
        ),
      );
      expect(outcomes.filter((outcome) => outcome.ok && outcome.created)).toHaveLength(1);
      expect(outcomes.every((outcome) => outcome.ok)).toBe(true);
    });

    it('a conversation belongs to the buyer and seller of its first request', async () => {
      const state = await opened(on.store, first, clock);
      const { conversationId } = state.facts;
      const envelope = { actor: integrator, arrivedAt: clock.iso() };
      expect(await first.commands.open(input({ conversationId }), envelope)).toMatchObject({ ok: true });
      const taken = await first.commands.open(input({ conversationId, buyerId: 'buyer-2' }), envelope);
      expect(taken).toMatchObject({ ok: false, refusal: { code: 'conversation_taken' } });
    });

    it('an unknown seller, another market and another currency are refused', async () => {
      await on.store.directory.putSeller(shop());
      const envelope = { actor: integrator, arrivedAt: clock.iso() };
      const codeOf = async (changes: Parameters<typeof input>[0]) => {
        const outcome = await first.commands.open(input(changes), envelope);
        return outcome.ok ? 'opened' : outcome.refusal.code;
      };
      expect(await codeOf({ sellerId: 'nobody' })).toBe('unknown_seller');
      expect(await codeOf({ market: 'VN' })).toBe('market_mismatch');
      expect(await codeOf({ paid: { amount: 1, currency: 'USD' } })).toBe('currency_mismatch');
    });

    it('If-Match: a command on another version than the caller saw changes nothing', async () => {
      const state = await opened(on.store, first, clock);
      const envelope = { actor: seller, arrivedAt: clock.iso() };
      const stale = await first.commands.execute(state.id, { type: 'ApproveRequest' }, { ...envelope, ifVersion: 7 });
      expect(stale).toMatchObject({ ok: false, refusal: { code: 'version_mismatch' } });
      expect(await typesOf(state.id)).toEqual(['request.opened']);
      const fresh = await first.commands.execute(state.id, { type: 'ApproveRequest' }, { ...envelope, ifVersion: 1 });
      expect(fresh).toMatchObject({ ok: true });
      const repeat = await first.commands.execute(state.id, { type: 'ApproveRequest' }, { ...envelope, ifVersion: 1 });
      expect(repeat).toMatchObject({ ok: true, state: { version: 2 } });
    });

    it('rule 6: a late answer finds the expiry committed first and is refused with deadline_passed', async () => {
      const state = await opened(on.store, first, clock);
      await act(first, clock, state, seller, HALF);
      const offerId = (await on.store.requests.load(state.id))?.state.offers[0]?.id ?? '';
      clock.advance(24 * HOUR);
      const late = await act(first, clock, state, buyer, { type: 'AcceptOffer', offerId });
      expect(late).toMatchObject({
        ok: false,
        refusal: { code: 'deadline_passed', requestStatus: 'awaiting_seller', offerStatus: 'expired' },
      });
      expect(await typesOf(state.id)).toEqual([
        'request.opened',
        'offer.proposed',
        'offer.expired',
        'request.handed_back',
      ]);
    });

    it('rule 6: an answer that arrived in time and lost a race of commits still counts as in time', async () => {
      const state = await opened(on.store, first, clock);
      await act(first, clock, state, seller, HALF);
      const offerId = (await on.store.requests.load(state.id))?.state.offers[0]?.id ?? '';
      const arrivedAt = clock.iso();
      clock.advance(48 * HOUR);
      const outcome = await first.commands.execute(
        state.id,
        { type: 'AcceptOffer', offerId },
        { actor: buyer, arrivedAt },
      );
      expect(outcome).toMatchObject({ ok: true, state: { status: 'settling' } });
    });
  });
}
