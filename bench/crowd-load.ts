/**
 * All that a service is asked, at once and at an even pace: lists by several filters and searches, statistics, requests that
 * are opened, offered money for and answered. How long each call takes, and the longest that the service's thread was kept
 * by anything.
 */
import { buyerOf, call, declareShop, offerHalf, openRequest, paced } from './api.ts';
import { forkServer } from './processes.ts';

export interface Load {
  /** Of each call, in milliseconds. */
  took: number[];
  /** Milliseconds. */
  block: number;
}

const PER_SECOND = 60;
const WARM_UP_SECONDS = 5;
const SECONDS = 20;

/** As pages ask; those of a market, a reason and the last word match nothing. */
const LISTS = [
  'tab=awaiting_action',
  'sort=-updatedAt',
  'market=US',
  'reason=damaged&sort=-updatedAt',
  'sellerId=shop-7&status=negotiating',
  'waitingOn=seller&due=4h',
  'assignee=none&claimFrom=40000&claimTo=45000',
  'reply=waiting',
  'q=ceramic',
  'q=c',
  'q=bowl%20nina&market=TH',
  `q=${encodeURIComponent('เซรามิก')}&sort=-updatedAt`,
  'q=SKU-299',
  'q=nothing',
];

/** One request, opened, offered half for, and accepted by its buyer; the milliseconds of each call. */
async function negotiated(port: number, n: number): Promise<number[]> {
  const took: number[] = [];
  const timed = async <T>(one: Promise<T>): Promise<T> => {
    const from = performance.now();
    const answer = await one;
    took.push(performance.now() - from);
    return answer;
  };
  const { id } = await timed(openRequest(port, buyerOf(n)));
  const { offer } = await timed(offerHalf(port, id));
  await timed(call(port, 'POST', `/v1/requests/${id}/offers/${offer?.id}/accept`, {}, `buyer:buyer-${n}`));
  return took;
}

async function asked(port: number, n: number): Promise<number[]> {
  if (n % 10 < 3) return negotiated(port, n);
  const from = performance.now();
  const path = n % 10 === 3 ? '/v1/stats' : `/v1/requests?${LISTS[n % LISTS.length]}`;
  await call(port, 'GET', path, undefined, 'agent:agent-1');
  return [performance.now() - from];
}

/** Loads a service on this storage, whose business clock starts at `startsAt`. */
export async function underLoad(url: string, startsAt: string): Promise<Load> {
  const server = await forkServer('./parley.ts', url, '', startsAt);
  const { port } = server;
  const askedFor = async (seconds: number, first: number): Promise<number[]> =>
    (await paced(seconds * PER_SECOND, PER_SECOND, (n) => asked(port, first + n))).flat();
  try {
    await declareShop(port);
    await askedFor(WARM_UP_SECONDS, 0);
    await server.block();
    const took = await askedFor(SECONDS, WARM_UP_SECONDS * PER_SECOND);
    return { took, block: await server.block() };
  } finally {
    await server.stop();
  }
}
