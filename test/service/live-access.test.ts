/** Every namespace, and every event of its map, for every kind of caller and everything it may name. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EVENTS } from '../../src/application/reach.ts';
import type { Problem } from '../../src/contract/problem.ts';
import { CONVERSATIONS, KINDS, type Kind, LIVE, outcomeOf, TARGETS, type Target } from '../support/access-matrix.ts';
import { API_KEY, type Service, startService } from '../support/service.ts';
import { clientOf, connected, tokenFor } from '../support/sockets.ts';
import { input, integrator, shop } from '../support/world.ts';

const OWNERS: Record<Target, { buyerId: string; sellerId: string }> = {
  mine: { buyerId: 'buyer-1', sellerId: 'shop-1' },
  again: { buyerId: 'buyer-1', sellerId: 'shop-1' },
  theirs: { buyerId: 'buyer-2', sellerId: 'shop-2' },
};
const PEOPLE = KINDS.filter(({ role, onBehalf }) => role !== 'integrator' && !onBehalf);
const SPACES = Object.keys(LIVE);

type Answer = { ok: boolean; problem?: Problem; requests?: { conversationId: string }[] };

describe('The live entry', () => {
  let service: Service;
  const named = {} as Record<Target, { requestId: string; offerId: string }>;

  beforeAll(async () => {
    service = await startService();
    for (const id of ['shop-1', 'shop-2'])
      await service.store.directory.putSeller(shop({ id, policy: { maxRounds: 3 } }));
    for (const target of TARGETS) named[target] = await offered(target);
  });
  afterAll(() => service.close());

  async function offered(target: Target): Promise<{ requestId: string; offerId: string }> {
    const { commands, relay } = service.app;
    const arrivedAt = new Date().toISOString();
    const owners = { ...OWNERS[target], conversationId: CONVERSATIONS[target] };
    const opened = await commands.open(input(owners), { actor: integrator, arrivedAt });
    if (!opened.ok) throw new Error(opened.refusal.detail);
    const offer = { kind: 'partial_refund', percent: 50 } as const;
    const actor = { kind: 'seller', id: owners.sellerId } as const;
    const proposed = await commands.execute(opened.state.id, { type: 'ProposeOffer', offer }, { actor, arrivedAt });
    if (!proposed.ok) throw new Error(proposed.refusal.detail);
    await relay.idle();
    return { requestId: opened.state.id, offerId: proposed.state.offers[0]?.id ?? '' };
  }

  const tokenOf = ({ role, id, narrowed }: Kind) =>
    tokenFor({
      role: role as Exclude<typeof role, 'integrator'>,
      id,
      ...(narrowed ? { conversationId: CONVERSATIONS.mine } : {}),
    });
  const connect = async (space: string, auth: object) => connected(clientOf(service.url, space, auth));
  async function codeAt(space: string, auth: object): Promise<string> {
    try {
      (await connect(space, auth)).disconnect();
      return 'let in';
    } catch (problem) {
      return (problem as Problem).code;
    }
  }

  it('has a row for every namespace and every event, and none without one', () => {
    const names = (of: Record<string, object>) => Object.keys(of).toSorted();
    expect(names(EVENTS)).toEqual(SPACES.toSorted());
    for (const [space, events] of Object.entries(EVENTS))
      expect(names(events)).toEqual(names(LIVE[space]?.events ?? {}));
  });

  it.each(SPACES)('%s lets in whom it is for', async (space) => {
    const row = LIVE[space]?.connects;
    if (!row) throw new Error(`there is no ${space}`);
    for (const kind of PEOPLE) {
      expect(await codeAt(space, { token: await tokenOf(kind) }), kind.name).toBe(outcomeOf(row, kind, null));
    }
    const expired = await tokenFor({ role: 'agent', id: 'agent-1', ttlSeconds: 1 }, Date.now() - 5_000);
    for (const auth of [{}, { token: 7 }, { token: 'a.b.c' }, { token: API_KEY }]) {
      expect(await codeAt(space, auth), JSON.stringify(auth)).toBe('unauthenticated');
    }
    expect(await codeAt(space, { token: expired })).toBe('token_expired');
  });

  /** What the event is sent with, about a target. */
  const payloads: Record<string, (target: Target, token: string) => object> = {
    auth: (_, token) => ({ token }),
    time: () => ({}),
    snapshot: () => ({}),
    join: (target) => ({ conversationId: CONVERSATIONS[target] }),
    watch: (target) => ({ conversationId: CONVERSATIONS[target] }),
    typing: (target) => ({ conversationId: CONVERSATIONS[target] }),
    read: (target) => ({ conversationId: CONVERSATIONS[target], seq: 1 }),
    message: (target) => ({ conversationId: CONVERSATIONS[target], text: 'hello', clientId: `of ${target}` }),
    view: (target) => ({ requestId: named[target].requestId }),
    cards: (target) => ({ requestId: named[target].requestId }),
    'offer:counter': (target) => ({ ...named[target], amount: { amount: 20_000, currency: 'THB' } }),
    'offer:reject': (target) => named[target],
    'offer:accept': (target) => named[target],
  };

  const entering = PEOPLE.flatMap((kind) =>
    SPACES.filter(
      (space) => outcomeOf(LIVE[space]?.connects ?? { who: [], about: 'board' }, kind, null) === 'let in',
    ).map((space) => ({ space, kind, name: kind.name })),
  );
  it.each(entering)('$space answers $name about what they may see, and nothing else', async ({ space, kind }) => {
    const token = await tokenOf(kind);
    const socket = await connect(space, { token });
    const outcomes: Record<string, string> = {};
    const expected: Record<string, string> = {};
    // Answered offers stay answered: what is let in may still be a conflict.
    for (const [event, payloadFor] of Object.entries(payloads)) {
      const row = LIVE[space]?.events[event];
      if (!row) continue;
      for (const target of TARGETS) {
        const { ok, problem, requests }: Answer = await socket.emitWithAck(event, payloadFor(target, token));
        const isByAccess = problem && ['forbidden', 'not_found', 'unauthenticated', 'internal'].includes(problem.code);
        outcomes[`${event} ${target}`] = isByAccess ? problem.code : 'let in';
        const names = row.about === 'request' || row.about === 'conversation';
        expected[`${event} ${target}`] = outcomeOf(row, kind, names ? target : null);
        if (!ok || !requests) continue;
        const seen = TARGETS.filter((each) => requests.some((one) => one.conversationId === CONVERSATIONS[each]));
        expect(seen).toEqual(kind.sees);
      }
    }
    socket.disconnect();
    expect(outcomes).toEqual(expected);
    expect(Object.keys(payloads)).toEqual(expect.arrayContaining(Object.keys(LIVE[space]?.events ?? {})));
  });
});
