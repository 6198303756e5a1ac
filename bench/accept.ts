/**
 * 1. Answers per second through `POST …/accept`, the full path (token, validation, decide, commit, relay to the chat),
 *    over a bare Express handler that verifies the same kind of token and does one indexed write on the same storage.
 *    Rounds alternate between the two; the median counts. The load comes from this process, by autocannon.
 */
import autocannon from 'autocannon';
import { freePort } from '../test/support/free-port.ts';
import { SECRET, startServer } from '../test/support/load/server.ts';
import { bareToken, buyerToken, declareShop, inParallel, offerHalf, openRequest } from './api.ts';
import { type Figure, median } from './figures.ts';
import { forkServer } from './processes.ts';
import { freshDatabase, type StorageName } from './storages.ts';

const ROUNDS = 3;
const CONNECTIONS = 50;
const BUYERS = 100;
const PER_ROUND: Record<StorageName, number> = { SQLite: 2_000, MongoDB: 1_000 };

interface Call {
  path: string;
  token: string;
}

/**
 * Sends every call once; answers how many were answered per second, from the first call to the last answer (autocannon
 * itself ends on a whole second). Throws if one was refused.
 */
async function rate(port: number, calls: Call[], headers: (index: number) => Record<string, string>): Promise<number> {
  let sent = 0;
  let startedAt = 0;
  let lastAt = 0;
  const options: autocannon.Options = {
    url: `http://127.0.0.1:${port}`,
    connections: CONNECTIONS,
    amount: calls.length,
    timeout: 30,
    requests: [
      {
        method: 'POST',
        body: '{}',
        setupRequest(request) {
          startedAt ||= performance.now();
          const index = sent++ % calls.length;
          const { path = '/', token = '' } = calls[index] ?? {};
          const given = { 'content-type': 'application/json', authorization: `Bearer ${token}`, ...headers(index) };
          return { ...request, path, headers: given };
        },
      },
    ],
  };
  const result = await new Promise<autocannon.Result>((resolve, reject) => {
    const run = autocannon(options, (error, found) => (error ? reject(error) : resolve(found)));
    run.on('response', () => {
      lastAt = performance.now();
    });
  });
  if (result.non2xx > 0 || result.errors > 0 || result['2xx'] !== calls.length) {
    throw new Error(`${result['2xx']} of ${calls.length} answered, ${result.non2xx} refused, ${result.errors} failed`);
  }
  return (calls.length * 1000) / (lastAt - startedAt);
}

/** Opens requests and offers half for each: as many accepts that can succeed once. */
async function prepare(port: number, count: number, tokens: string[]): Promise<Call[]> {
  return inParallel(count, async (index) => {
    const buyer = index % BUYERS;
    const place = { buyerId: `buyer-${buyer}`, conversationId: `conv-${buyer}-${index % 10}` };
    const { id } = await openRequest(port, place);
    const view = await offerHalf(port, id);
    return { path: `/v1/requests/${id}/offers/${view.offer?.id}/accept`, token: tokens[buyer] ?? '' };
  });
}

const none = () => ({});
let keys = 0;
const withKey = () => ({ 'idempotency-key': `bench-${keys++}` });

export async function measureAccept(storage: StorageName): Promise<Figure[]> {
  const database = await freshDatabase(storage);
  const bareDatabase = await freshDatabase(storage);
  const perRound = PER_ROUND[storage];
  const port = await freePort();
  const parley = await startServer(port, database.url);
  const bare = await forkServer('./bare.ts', bareDatabase.url, SECRET, String(perRound));
  try {
    await declareShop(port);
    const tokens = await inParallel(BUYERS, (buyer) => buyerToken(port, `buyer-${buyer}`));
    const token = await bareToken();
    const writes = Array.from({ length: perRound }, (_, index) => ({ path: `/write/answer-${index}`, token }));
    // A round of each that does not count: the code has to be compiled first.
    await rate(port, await prepare(port, perRound, tokens), none);
    await rate(bare.port, writes, none);

    const rates = { parley: [] as number[], keyed: [] as number[], bare: [] as number[] };
    for (let round = 0; round < ROUNDS; round++) {
      rates.bare.push(await rate(bare.port, writes, none));
      rates.parley.push(await rate(port, await prepare(port, perRound, tokens), none));
      rates.keyed.push(await rate(port, await prepare(port, perRound, tokens), withKey));
    }
    const figure = (name: string, samples: number[], target: Figure['target']): Figure => ({
      measurement: 'accept',
      storage,
      name,
      unit: '/s',
      parley: median(samples),
      bare: median(rates.bare),
      target,
    });
    return [
      figure('answers per second', rates.parley, { ratio: 'at least', value: 0.5 }),
      figure('with an idempotency key', rates.keyed, null),
    ];
  } finally {
    await parley.kill();
    await bare.stop();
    await database.remove();
    await bareDatabase.remove();
  }
}
