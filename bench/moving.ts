/**
 * Moving in and out: a file of 100,000 requests, each negotiated, paid and closed, with its chat, is imported into an
 * empty storage and exported again by the command as an operator runs it, in a heap of 128 MB. Both files must be the
 * same, byte for byte. The figures are requests a second and the most memory that each process had.
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { messagesFor } from '../src/application/notices.ts';
import { plainView } from '../src/application/queries.ts';
import { FORMAT, lineOf } from '../src/cli/format.ts';
import type { Actor } from '../src/contract/request.ts';
import type { RequestCommand } from '../src/domain/command.ts';
import { decide } from '../src/domain/decide.ts';
import { decideOpen } from '../src/domain/decisions/open.ts';
import { marketPolicy } from '../src/domain/markets/index.ts';
import { effectivePolicy } from '../src/domain/policy.ts';
import type { Figure } from './figures.ts';
import { freshDatabase, type StorageName } from './storages.ts';

const REQUESTS = 100_000;
const HEAP_MB = 128;
const main = fileURLToPath(new URL('../dist/src/cli/main.js', import.meta.url));

const SELLER = { id: 'shop-1', name: 'Bench shop', market: 'TH', zone: 'Asia/Bangkok' };
/** Stands in the template for what is each request's own; as long as what replaces it. */
const TOKEN = 'bench0000000';

/** One request that was negotiated and paid, and its conversation, as lines with TOKEN where another one differs. */
function template(): { conversation: string; request: string } {
  const market = marketPolicy(SELLER.market);
  if (!market) throw new Error('TH has no policy');
  const at = '2026-11-23T02:30:00.000Z';
  const thb = (amount: number) => ({ amount, currency: 'THB' });
  const context = (kind: Actor['kind'], id: string) => ({ actor: { kind, id }, arrivedAt: at, at });
  const input = {
    orderId: `order-${TOKEN}`,
    sellerId: SELLER.id,
    buyerId: `buyer-${TOKEN}`,
    conversationId: `conv-${TOKEN}`,
    market: SELLER.market,
    buyerZone: SELLER.zone,
    reason: 'missing_items' as const,
    text: 'Only one of the two bowls arrived',
    items: [{ sku: 'BOWL-2', title: 'Ceramic bowl', quantity: 2, missingQuantity: 1, unitPrice: thb(25_000) }],
    paid: thb(54_000),
    shippingOption: 'platform' as const,
    externalId: `old-${TOKEN}`,
  };
  const policy = effectivePolicy(market, SELLER);
  const opened = decideOpen(
    { type: 'OpenRequest', requestId: `req_${TOKEN}`, input, policy },
    context('integrator', 'integrator'),
  );
  if (!('state' in opened)) throw new Error(opened.refusal.detail);
  let { state, events } = opened;
  const then = (kind: Actor['kind'], id: string, command: RequestCommand) => {
    const decision = decide(state, command, context(kind, id));
    if (decision.refusal) throw new Error(decision.refusal.detail);
    state = decision.state;
    events = [...events, ...decision.events];
  };
  then('seller', SELLER.id, { type: 'ProposeOffer', offer: { kind: 'partial_refund', percent: 50 } });
  then('buyer', input.buyerId, { type: 'AcceptOffer', offerId: state.offers[0]?.id ?? '' });
  then('integrator', 'integrator', { type: 'ReportRefund', outcome: 'confirmed' });
  const { conversationId: id, buyerId, sellerId } = input;
  const messages = messagesFor(state, events).map((message, n) => ({ ...message, seq: n + 1, change: n + 1 }));
  return {
    conversation: lineOf({
      kind: 'conversation',
      conversation: { id, buyerId, sellerId },
      messages: messages.map(({ id: messageId, conversationId, seq, change, revision, at: when, author, body }) => {
        // In the order in which a storage answers a message.
        return { id: messageId, conversationId, seq, change, revision, at: when, author, body };
      }),
      reads: [{ role: 'buyer', id: buyerId, seq: 1 }],
    }),
    request: lineOf({ kind: 'request', request: plainView(state), events }),
  };
}

/** What exporting the storage must give: the same lines in the same order. */
function* lines(): Generator<string> {
  const { conversation, request } = template();
  yield lineOf({ kind: 'parley', format: FORMAT });
  yield lineOf({ kind: 'seller', seller: SELLER });
  for (const line of [conversation, request]) {
    for (let n = 0; n < REQUESTS; n += 1) yield line.replaceAll(TOKEN, `bench${String(n).padStart(7, '0')}`);
  }
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk);
  return hash.digest('hex');
}

const TELL_PEAK = `process.on('exit', () => process.stderr.write('peak ' + process.resourceUsage().maxRSS))`;

/** Runs the command; answers its seconds and the most memory it had, in MB. */
export async function runParley(args: string[], url: string): Promise<{ seconds: number; peak: number }> {
  const startedAt = performance.now();
  const hook = `data:text/javascript,${encodeURIComponent(TELL_PEAK)}`;
  const child = spawn(process.execPath, [`--max-old-space-size=${HEAP_MB}`, '--import', hook, main, ...args], {
    stdio: ['ignore', 'inherit', 'pipe'],
    env: { PATH: process.env.PATH, DATABASE_URL: url },
  });
  let stderr = '';
  child.stderr.on('data', (chunk) => {
    stderr = (stderr + chunk).slice(-2_000);
  });
  const [code] = await once(child, 'close');
  const peak = /peak (\d+)$/u.exec(stderr)?.[1];
  if (code !== 0 || peak === undefined) throw new Error(`parley ${args[0]} ended with ${code}: ${stderr}`);
  return { seconds: (performance.now() - startedAt) / 1000, peak: Number(peak) / 1024 };
}

export async function measureMoving(storage: StorageName): Promise<Figure[]> {
  const database = await freshDatabase(storage);
  const folder = await mkdtemp(join(tmpdir(), 'parley-moving-'));
  const [before, after] = [join(folder, 'before.ndjson'), join(folder, 'after.ndjson')];
  try {
    await pipeline(Readable.from(lines()), createWriteStream(before));
    const moved = {
      import: await runParley(['import', before, '--allow-overdue'], database.url),
      export: await runParley(['export', '--out', after], database.url),
    };
    if ((await hashOf(before)) !== (await hashOf(after))) throw new Error('the files differ');
    return Object.entries(moved).flatMap(([name, { seconds, peak }]) => [
      figure(storage, `${name} of ${REQUESTS.toLocaleString('en')} requests`, '/s', REQUESTS / seconds),
      figure(storage, `${name}, most memory`, 'MB', peak),
    ]);
  } finally {
    await rm(folder, { recursive: true, force: true });
    await database.remove();
  }
}

function figure(storage: StorageName, name: string, unit: string, parley: number): Figure {
  return { measurement: 'moving', storage, name, unit, parley, bare: null, target: null };
}
