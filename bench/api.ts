/** Calls of Parley's API that prepare a measurement, many at a time. */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { SignJWT } from 'jose';
import type { RequestView } from '../src/contract/request.ts';
import { API_KEY, SECRET } from '../test/support/load/server.ts';

export const SHOP = 'bench-shop';
const baht = (amount: number) => ({ amount, currency: 'THB' });

/** Sends a call and answers its body. Throws for anything but a 2xx. */
export async function call<T>(port: number, method: string, path: string, body: unknown, as?: string): Promise<T> {
  const response = await fetch(`http://127.0.0.1:${port}${path}`, {
    method,
    headers: {
      authorization: `Bearer ${API_KEY}`,
      'content-type': 'application/json',
      ...(as ? { 'parley-actor': as } : {}),
    },
    body: JSON.stringify(body),
  });
  const answer = await response.json();
  if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${JSON.stringify(answer)}`);
  return answer as T;
}

/** Runs `work` for 0 to `count - 1`, some at a time; answers in that order. */
export async function inParallel<T>(count: number, work: (index: number) => Promise<T>, atOnce = 32): Promise<T[]> {
  const results: T[] = new Array(count);
  let next = 0;
  const worker = async () => {
    for (let index = next++; index < count; index = next++) results[index] = await work(index);
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, count) }, worker));
  return results;
}

/** Runs `work` for 0 to `count - 1` at an even pace, whether or not the earlier ones are done; answers in that order. */
export async function paced<T>(count: number, perSecond: number, work: (index: number) => Promise<T>): Promise<T[]> {
  const startedAt = performance.now();
  const running: Promise<T>[] = [];
  for (let index = 0; index < count; index++) {
    await sleep(Math.max(0, startedAt + (index * 1000) / perSecond - performance.now()));
    running.push(work(index));
  }
  return Promise.all(running);
}

/** One buyer of many, who has one conversation. */
export const buyerOf = (index: number) => ({ buyerId: `buyer-${index}`, conversationId: `conv-${index}` });

export async function declareShop(port: number): Promise<void> {
  await call(port, 'PUT', `/v1/sellers/${SHOP}`, { name: 'Bench shop', market: 'TH', zone: 'Asia/Bangkok' });
}

/** Opens a request of 250.00 baht. `respondBy`: an instant, where the measurement is about the deadline. */
export function openRequest(
  port: number,
  place: { buyerId: string; conversationId: string },
  respondBy?: string,
): Promise<RequestView> {
  return call<RequestView>(port, 'POST', '/v1/requests', {
    orderId: `order-${randomUUID()}`,
    sellerId: SHOP,
    ...place,
    market: 'TH',
    buyerZone: 'Asia/Bangkok',
    reason: 'missing_items',
    items: [{ sku: 'BOWL-2', title: 'Ceramic bowl', quantity: 2, missingQuantity: 1, unitPrice: baht(25_000) }],
    paid: baht(54_000),
    shippingOption: 'platform',
    ...(respondBy ? { respondBy } : {}),
  });
}

/** The shop offers half of what was asked for. */
export const offerHalf = (port: number, requestId: string): Promise<RequestView> =>
  call(port, 'POST', `/v1/requests/${requestId}/offers`, { kind: 'partial_refund', percent: 50 }, `seller:${SHOP}`);

/** A token of a buyer's own, as their phone holds it. */
export async function buyerToken(port: number, buyerId: string): Promise<string> {
  const body = { role: 'buyer', id: buyerId, locale: 'th', zone: 'Asia/Bangkok' };
  return (await call<{ token: string }>(port, 'POST', '/v1/tokens', body)).token;
}

/** A token for the bare handlers, of the same kind. */
export function bareToken(): Promise<string> {
  const key = new TextEncoder().encode(SECRET);
  return new SignJWT({ role: 'buyer' }).setProtectedHeader({ alg: 'HS256' }).setExpirationTime('1h').sign(key);
}
