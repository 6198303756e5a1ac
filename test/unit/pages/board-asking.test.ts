import { describe, expect, it } from 'vitest';
import type { RequestView } from '../../../src/contract/request.ts';
import { boardAsking } from '../../../src/pages/session/board-asking.ts';
import type { Http, Told } from '../../../src/pages/session/http.ts';

const TOKEN = `x.${btoa(JSON.stringify({ role: 'agent' }))}.x`;
const START = Date.parse('2026-11-23T03:00:00.000Z');

const request = (id: string, version: number, second: number): RequestView =>
  ({ id, version, updatedAt: new Date(START + second * 1000).toISOString() }) as RequestView;

/** A server with these requests, the latest change first, that counts what it is asked. */
function board(token = TOKEN) {
  const scene = { requests: [] as RequestView[], paths: [] as string[], down: false };
  const get = async (path: string, tag?: string): Promise<Told<unknown>> => {
    scene.paths.push(path);
    const { pathname, searchParams } = new URL(path, 'https://parley.example');
    if (scene.down && searchParams.has('cursor')) return { outcome: 'unreachable' };
    if (pathname === '/v1/stats') return { outcome: 'done', value: { timeouts: scene.requests.length } };
    const from = Number(searchParams.get('cursor') ?? 0);
    const to = from + Number(searchParams.get('limit'));
    const items = scene.requests.toSorted((a, b) => (a.updatedAt < b.updatedAt ? 1 : -1));
    const made = JSON.stringify(items.slice(from, to));
    if (tag === made) return { outcome: 'same', now: 'now' };
    const nextCursor = to < items.length ? String(to) : null;
    return { outcome: 'done', value: { items: items.slice(from, to), nextCursor }, tag: made, now: 'now' };
  };
  const asking = boardAsking('agent', () => token);
  return Object.assign(scene, {
    asking,
    async look() {
      const told: string[] = [];
      scene.paths.length = 0;
      const { outcome } = await asking.look({ get } as unknown as Http, (name, payload) => {
        const { id, version } = (payload as { request?: RequestView }).request ?? {};
        told.push(name === 'request' ? `${id}@${version}` : name);
      });
      return { outcome, told };
    },
    call: (name: string, payload: object) => asking.calls[name]?.({ get } as unknown as Http, payload as never),
  });
}

describe('A board that asks', () => {
  it('begins without news, and asks one small page where nothing changed', async () => {
    const scene = board();
    scene.requests = [request('a', 1, 0), request('b', 1, 1)];
    expect(await scene.look()).toEqual({ outcome: 'done', told: [] });
    expect(await scene.look()).toEqual({ outcome: 'same', told: [] });
    expect(scene.paths).toEqual(['/v1/requests?sort=-updatedAt&limit=10']);
  });

  it('tells each change once, the oldest first, and then the figures', async () => {
    const scene = board();
    scene.requests = [request('a', 1, 0), request('b', 1, 1)];
    await scene.look();
    scene.requests = [request('a', 2, 3), request('b', 1, 1), request('c', 1, 2)];
    expect((await scene.look()).told).toEqual(['c@1', 'a@2', 'stats']);
    expect((await scene.look()).told).toEqual([]);
  });

  it('goes on until it knows what it finds, however many changed', async () => {
    const scene = board();
    scene.requests = Array.from({ length: 300 }, (_, at) => request(`r${at}`, 1, at));
    await scene.look();
    scene.requests = scene.requests.map(({ id }, at) => request(id, at < 150 ? 2 : 1, at < 150 ? 1_000 + at : at));
    const { told } = await scene.look();
    expect(told.filter((one) => one.endsWith('@2'))).toHaveLength(150);
    expect(told).toHaveLength(151);
  });

  it('a change by a clock that is a second behind is found below later ones', async () => {
    const scene = board();
    scene.requests = [request('a', 1, 10), request('b', 1, 0)];
    await scene.look();
    scene.requests = [request('a', 1, 10), request('b', 2, 9)];
    expect((await scene.look()).told).toEqual(['b@2', 'stats']);
  });

  it('what was not heard to its end is asked again as a whole', async () => {
    const scene = board();
    scene.requests = Array.from({ length: 40 }, (_, at) => request(`r${at}`, 1, at));
    await scene.look();
    scene.requests = scene.requests.map(({ id }, at) => request(id, 2, 1_000 + at));
    scene.down = true;
    expect(await scene.look()).toEqual({ outcome: 'unreachable', told: [] });
    scene.down = false;
    expect((await scene.look()).told).toHaveLength(41);
  });

  it('answers a snapshot with list, figures and time', async () => {
    const scene = board();
    scene.requests = [request('a', 1, 0)];
    expect(await scene.call('snapshot', { filter: { tab: 'to_ship' } })).toEqual({
      outcome: 'done',
      value: { requests: scene.requests, stats: { timeouts: 1 }, cursor: '', nextCursor: null, now: 'now' },
    });
    expect(scene.paths).toContain('/v1/requests?tab=to_ship&sort=deadline&limit=100');
  });

  it('a token of another role is refused, as at the door of the socket', async () => {
    const scene = board(`x.${btoa(JSON.stringify({ role: 'buyer' }))}.x`);
    expect(await scene.look()).toMatchObject({ outcome: 'refused', told: [] });
    expect(scene.paths).toEqual([]);
  });
});
