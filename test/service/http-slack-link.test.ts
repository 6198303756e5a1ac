import { expect, it } from 'vitest';
import { useLinkCode } from '../../src/application/slack-link.ts';
import { type Api, actingFor, type Credentials, integrator, onSqlite } from '../support/http.ts';
import { shop } from '../support/world.ts';

const MINUTE = 60_000;
const somchai = { team: 'T1', user: 'U1' };

interface LinkCode {
  code: string;
  expiresAt: string;
}
const ask = (api: Api, id: string, as?: Credentials, headers?: Record<string, string>) =>
  api.post<LinkCode>(`/v1/sellers/${id}/slack-link`, {}, as, headers);
const use = (api: Api, code: string, person = somchai) => useLinkCode(api.store, code, person, api.wallClock.now());
const shopsOf = async (api: Api, { team, user } = somchai) =>
  (await api.store.slack.linksOf(team, user)).map(({ sellerId }) => sellerId);

onSqlite((api) => {
  const declare = (id: string) => api().store.directory.putSeller(shop({ id }));

  it('the integrator and the seller get a code that links whoever types it, for ten minutes', async () => {
    await declare('link-1');
    const seller = await api().token({ role: 'seller', id: 'link-1', userId: 'staff-1' });
    for (const as of [integrator, seller, actingFor('seller:link-1')]) {
      const reply = await ask(api(), 'link-1', as);
      expect(reply.status).toBe(201);
      expect(reply.headers.get('cache-control')).toBe('no-store');
      expect(reply.body.code).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/u);
      expect(Date.parse(reply.body.expiresAt) - api().wallClock.now()).toBe(10 * MINUTE);
    }
    const { body } = await ask(api(), 'link-1');
    expect(await use(api(), body.code, { team: 'T1', user: 'U-link-1' })).toBe('link-1');
    expect(await shopsOf(api(), { team: 'T1', user: 'U-link-1' })).toEqual(['link-1']);
  });

  it('rule 19: a code says who of the staff made it, by their token and nothing else', async () => {
    await declare('link-10');
    const token = (as: { userId?: string; name?: string }) => api().token({ role: 'seller', id: 'link-10', ...as });
    const callers: [Credentials, string | undefined][] = [
      [await token({ userId: 'staff-7', name: 'Mali' }), 'staff-7'],
      [actingFor('seller:link-10:staff-8'), 'staff-8'],
      [await token({}), undefined],
      [actingFor('seller:link-10'), undefined],
      [integrator, undefined],
      // Who opened the page from Slack is known there without it, and whoever else types the code is not them.
      [await token({ userId: 'slack:T1/U7' }), undefined],
    ];
    for (const [n, [as, userId]] of callers.entries()) {
      const person = { team: 'T1', user: `U-link-10-${n}` };
      const { body } = await ask(api(), 'link-10', as);
      expect(await use(api(), body.code, person)).toBe('link-10');
      const [link] = await api().store.slack.linksOf(person.team, person.user);
      expect(link?.userId).toBe(userId);
    }
    const claimed = await api().post('/v1/sellers/link-10/slack-link', { userId: 'staff-9' }, await token({}));
    expect(claimed.body).toMatchObject({ status: 400, code: 'invalid_body' });
  });

  it('a member of one shop is not linked to another by a code, though the ids of both are alike', async () => {
    await declare('link-11');
    await declare('link-12');
    const mali = await api().token({ role: 'seller', id: 'link-11', userId: 'staff-7' });
    expect((await ask(api(), 'link-12', mali)).body).toMatchObject({ status: 404, code: 'not_found' });
    const { body } = await ask(api(), 'link-11', mali);
    const person = { team: 'T1', user: 'U-link-11' };
    expect(await use(api(), body.code, person)).toBe('link-11');
    expect(await shopsOf(api(), person)).toEqual(['link-11']);
    expect(await api().store.slack.linksOfMember('link-12', 'staff-7', 10)).toEqual([]);
  });

  it('a code works once, and links nobody afterwards', async () => {
    await declare('link-2');
    const { body } = await ask(api(), 'link-2');
    const [first, second] = [
      { team: 'T1', user: 'U-first' },
      { team: 'T1', user: 'U-second' },
    ];
    const linked = await Promise.all([use(api(), body.code, first), use(api(), body.code, second)]);
    expect(linked.filter(Boolean)).toEqual(['link-2']);
    expect([...(await shopsOf(api(), first)), ...(await shopsOf(api(), second))]).toEqual(['link-2']);
    expect(await use(api(), body.code, first)).toBeNull();
  });

  it('a code ends after ten minutes of wall time, however fast the business’s clock runs', async () => {
    await declare('link-3');
    const soon = await ask(api(), 'link-3');
    const late = await ask(api(), 'link-3');
    api().clock.advance(7 * 24 * 60 * MINUTE);
    api().wallClock.advance(10 * MINUTE - 1);
    expect(await use(api(), soon.body.code)).toBe('link-3');
    api().wallClock.advance(1);
    expect(await use(api(), late.body.code)).toBeNull();
  });

  it('case, spaces, dashes and look-alikes are forgiven when it is typed; anything else is not a code', async () => {
    await declare('link-4');
    const spoilt = (code: string) =>
      ` ${code.toLowerCase().replace('-', ' – ').replace(/0/gu, 'o').replace(/1/gu, 'l')} `;
    for (let tries = 0; tries < 20; tries += 1) {
      const { body } = await ask(api(), 'link-4');
      expect(await use(api(), spoilt(body.code)), body.code).toBe('link-4');
    }
    for (const wrong of ['', '-', '0000-000', '0000-00000', '0000-0000', 'ÄÄÄÄ-ÄÄÄÄ', '__proto__']) {
      expect(await use(api(), wrong), wrong).toBeNull();
    }
  });

  it('no two codes are alike, and what is stored does not tell them', async () => {
    await declare('link-5');
    const replies = await Promise.all(Array.from({ length: 50 }, () => ask(api(), 'link-5')));
    const codes = replies.map(({ body }) => body.code);
    expect(new Set(codes).size).toBe(50);
    const [code = ''] = codes;
    for (const stored of [code, code.replace('-', '')]) {
      expect(await api().store.slack.takeCode(stored, api().wallClock.now())).toBeNull();
    }
    expect(await use(api(), code)).toBe('link-5');
  });

  it('the answer is a secret: the same idempotency key gives another code', async () => {
    await declare('link-6');
    const headers = { 'idempotency-key': 'link-once' };
    const first = await ask(api(), 'link-6', integrator, headers);
    const again = await ask(api(), 'link-6', integrator, headers);
    expect([first.status, again.status]).toEqual([201, 201]);
    expect(again.body.code).not.toBe(first.body.code);
    expect(again.headers.get('idempotent-replayed')).toBeNull();
  });

  it('another shop is not found, nor is one that does not exist; buyers and agents are refused', async () => {
    await declare('link-7');
    const other = await ask(api(), 'link-7', await api().token({ role: 'seller', id: 'link-8' }));
    expect(other.body).toMatchObject({ status: 404, code: 'not_found' });
    const unknown = await ask(api(), 'link-nowhere');
    expect(unknown.body).toMatchObject({ status: 404, code: 'not_found' });
    for (const role of ['buyer', 'agent'] as const) {
      const refused = await ask(api(), 'link-7', await api().token({ role, id: 'link-7' }));
      expect(refused.body).toMatchObject({ status: 403, code: 'forbidden' });
    }
    expect((await ask(api(), 'link-7', {})).status).toBe(401);
  });

  it('a token for one conversation does not open the whole shop', async () => {
    await declare('link-9');
    const narrow = await api().token({ role: 'seller', id: 'link-9', conversationId: 'conv-1' });
    expect((await ask(api(), 'link-9', narrow)).body).toMatchObject({ status: 403, code: 'forbidden' });
  });
});
