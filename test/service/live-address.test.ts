/** In which language and zone a reader is addressed: the token's, else the connection's, else their home's. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { TokenBody } from '../../src/contract/tokens.ts';
import type { RequestState } from '../../src/domain/request.ts';
import { type Service, startService } from '../support/service.ts';
import { type BoardClient, type ChatClient, clientOf, connected, okay, tokenFor } from '../support/sockets.ts';
import { FakeClock, input, integrator, seller, shop } from '../support/world.ts';

const BUYER = { role: 'buyer', id: 'buyer-1' } as const;
const SELLER = { role: 'seller', id: 'shop-1' } as const;
const AGENT = { role: 'agent', id: 'agent-1' } as const;
const TOKENS = { locale: 'id', zone: 'Asia/Jakarta' } as const;
const CONNECTIONS = { locale: 'vi', zone: 'Asia/Ho_Chi_Minh' } as const;

type Person = Pick<TokenBody, 'role' | 'id'> & Partial<TokenBody>;

describe('Language and zone', () => {
  let service: Service;
  let state: RequestState;
  const sockets: ChatClient[] = [];
  const clock = new FakeClock();

  beforeAll(async () => {
    service = await startService({ clock });
    await service.store.directory.putSeller(shop({ zone: 'Asia/Singapore' }));
    state = await opened();
    await service.app.commands.execute(
      state.id,
      { type: 'ProposeOffer', offer: { kind: 'partial_refund', percent: 50 } },
      { actor: seller, arrivedAt: clock.iso() },
    );
    await service.app.relay.idle();
  });
  afterEach(() => {
    for (const socket of sockets.splice(0)) socket.disconnect();
  });
  afterAll(() => service.close());

  async function opened(): Promise<RequestState> {
    const body = input({ buyerLocale: 'th', buyerZone: 'Asia/Bangkok' });
    const outcome = await service.app.commands.open(body, { actor: integrator, arrivedAt: clock.iso() });
    if (!outcome.ok) throw new Error(outcome.refusal.detail);
    await service.app.relay.idle();
    return outcome.state;
  }
  const token = (person: Person) => tokenFor({ locale: undefined, zone: undefined, ...person });
  async function connect(namespace: string, person: Person, said: object = {}): Promise<ChatClient> {
    const socket = clientOf(service.url, namespace, { token: await token(person), ...said }) as ChatClient;
    sockets.push(socket);
    return connected(socket);
  }
  const join = async (socket: ChatClient, conversationId = state.facts.conversationId) =>
    okay(await socket.emitWithAck('join', { conversationId }));
  const addressed = ({ locale, zone }: { locale: string; zone: string }) => ({ locale, zone });

  it.each([
    ['a buyer', BUYER, { locale: 'th', zone: 'Asia/Bangkok' }],
    ['a shop', SELLER, { locale: 'en', zone: 'Asia/Singapore' }],
    ['an agent', AGENT, { locale: 'en', zone: 'UTC' }],
  ])('/chat speaks to %s as the token says, else the connection, else as at home', async (_, person, home) => {
    const at = async (given: object, said: object) =>
      addressed(await join(await connect('/chat', { ...person, ...given }, said)));
    expect(await at(TOKENS, CONNECTIONS)).toEqual(TOKENS);
    expect(await at({}, CONNECTIONS)).toEqual(CONNECTIONS);
    expect(await at({}, {})).toEqual(home);
    expect(await at({ locale: 'id' }, CONNECTIONS)).toEqual({ ...CONNECTIONS, locale: 'id' });
    expect(await at({ zone: 'Asia/Jakarta' }, { locale: 'vi' })).toEqual({ zone: 'Asia/Jakarta', locale: 'vi' });
    expect(await at({}, { zone: 'Asia/Tokyo' })).toEqual({ ...home, zone: 'Asia/Tokyo' });
  });

  it.each([
    ['/seller', SELLER, { locale: 'en', zone: 'Asia/Singapore' }],
    ['/console', AGENT, { locale: 'en', zone: 'UTC' }],
  ])('a snapshot of %s says so too', async (namespace, person, home) => {
    const at = async (given: object, said: object) => {
      const socket = await connect(namespace, { ...person, ...given }, said);
      return addressed(okay(await (socket as never as BoardClient).emitWithAck('snapshot', {})));
    };
    expect(await at(TOKENS, CONNECTIONS)).toEqual(TOKENS);
    expect(await at({}, CONNECTIONS)).toEqual(CONNECTIONS);
    expect(await at({}, {})).toEqual(home);
    expect(await at({ locale: 'id' }, { zone: 'Asia/Tokyo' })).toEqual({ locale: 'id', zone: 'Asia/Tokyo' });
  });

  it('cards and what comes later are written so, for each connection of one token its own', async () => {
    const [vietnamese, thai] = [await connect('/chat', BUYER, { locale: 'vi' }), await connect('/chat', BUYER)];
    const titleOf = async (socket: ChatClient) =>
      (await join(socket)).messages.find(({ kind }) => kind === 'card')?.card?.title;
    expect(await titleOf(vietnamese)).not.toBe(await titleOf(thai));
    expect(await titleOf(thai)).toBe('ร้านค้าเสนอคืนเงิน ฿125.00');
  });

  it('a new token goes on in the connection’s, unless it says its own', async () => {
    const socket = await connect('/chat', BUYER, CONNECTIONS);
    okay(await socket.emitWithAck('auth', { token: await token({ ...BUYER, name: 'Nok' }) }));
    expect(addressed(await join(socket))).toEqual(CONNECTIONS);
    okay(await socket.emitWithAck('auth', { token: await token({ ...BUYER, zone: 'Asia/Jakarta' }) }));
    expect(addressed(await join(socket))).toEqual({ locale: 'vi', zone: 'Asia/Jakarta' });
  });

  it('a page’s own goes before the token’s, and what it does not say is the token’s', async () => {
    const at = async (said: object) =>
      addressed(await join(await connect('/chat', { ...BUYER, ...TOKENS }, { ...said, page: true })));
    expect(await at(CONNECTIONS)).toEqual(CONNECTIONS);
    expect(await at({ locale: 'vi' })).toEqual({ ...TOKENS, locale: 'vi' });
    expect(await at({ zone: 'Asia/Tokyo' })).toEqual({ ...TOKENS, zone: 'Asia/Tokyo' });
    expect(await at({})).toEqual(TOKENS);
  });

  it('a page goes on in its own when its token is renewed, and another page of the token in the token’s', async () => {
    const thai = { ...BUYER, locale: 'th' };
    const [page, other] = [
      await connect('/chat', thai, { locale: 'vi', page: true }),
      await connect('/chat', thai, { locale: 'vi' }),
    ];
    okay(await page.emitWithAck('auth', { token: await token({ ...thai, name: 'Nok' }) }));
    expect((await join(page)).locale).toBe('vi');
    expect((await join(other)).locale).toBe('th');
  });

  const path = () => `${service.url}/v1/conversations/${state.facts.conversationId}/messages`;
  const get = async (person: Person, headers: Record<string, string> = {}) =>
    fetch(path(), { headers: { authorization: `Bearer ${await token(person)}`, ...headers } });

  it('over HTTP it is the page’s headers’, else the token’s, else as at home', async () => {
    const read = async (person: Person, headers?: Record<string, string>) =>
      addressed(await (await get(person, headers)).json());
    const headers = { 'Parley-Locale': CONNECTIONS.locale, 'Parley-Zone': CONNECTIONS.zone };
    expect(await read({ ...BUYER, ...TOKENS }, headers)).toEqual(CONNECTIONS);
    expect(await read(BUYER, { 'Parley-Locale': 'vi' })).toEqual({ locale: 'vi', zone: 'Asia/Bangkok' });
    expect(await read({ ...BUYER, ...TOKENS })).toEqual(TOKENS);
    expect(await read(BUYER)).toEqual({ locale: 'th', zone: 'Asia/Bangkok' });
    expect(await read(SELLER)).toEqual({ locale: 'en', zone: 'Asia/Singapore' });
    expect(await read(AGENT)).toEqual({ locale: 'en', zone: 'UTC' });
  });

  it('tags of HTTP are of the words as they were asked for', async () => {
    const thai = await get(BUYER);
    const tag = { 'If-None-Match': thai.headers.get('etag') ?? '' };
    expect((await get(BUYER, tag)).status).toBe(304);
    expect((await get(BUYER, { ...tag, 'Parley-Locale': 'vi' })).status).toBe(200);
    expect(thai.headers.get('vary')).toContain('Parley-Locale');
  });

  it.each([
    ['Parley-Zone', 'Mars/Olympus', /must be an IANA time zone/u],
    ['Parley-Locale', 'not_a_tag', /must be a language tag/u],
  ])('a header %s of %s is told what is wrong with it', async (name, value, message) => {
    const answer = await get(BUYER, { [name]: value });
    expect([answer.status, await answer.json()]).toEqual([
      400,
      expect.objectContaining({
        code: 'invalid_body',
        errors: [{ path: name, message: expect.stringMatching(message) }],
      }),
    ]);
  });

  it.each([
    [{ zone: 'Mars/Olympus' }, 'zone', /must be an IANA time zone/u],
    [{ locale: 'ภาษาไทย' }, 'locale', /must be a language tag/u],
    [{ locale: 7 }, 'locale', /must be/u],
  ])('a connection that says %j is told what is wrong', async (said, path, message) => {
    for (const [namespace, person] of [
      ['/chat', BUYER],
      ['/seller', SELLER],
      ['/console', AGENT],
    ] as const) {
      await expect(connect(namespace, person, said)).rejects.toMatchObject({
        code: 'invalid_body',
        detail: expect.stringMatching(/^The auth is not valid: /u),
        errors: [{ path, message: expect.stringMatching(message) }],
      });
    }
  });
});
