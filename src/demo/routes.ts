/** The demo's own routes under /demo. They hand out tokens to anyone who asks, so they exist in demo mode only. */
import { randomUUID } from 'node:crypto';
import express, { type Express } from 'express';
import type { Logger } from 'pino';
import type { z } from 'zod';
import type { DemoRequest, DemoSpeed, DemoState, DemoTime, DemoTokens } from '../contract/demo.ts';
import { DEMO_SPEEDS } from '../contract/demo.ts';
import type { TokenBody } from '../contract/tokens.ts';
import type { RequestState } from '../domain/request.ts';
import { DEMO_AGENT, DEMO_PREFIX, SELLERS } from './cast.ts';
import { MARKETPLACE, marketplaceCommand } from './marketplace.ts';
import { type DemoTools, openDemoRequest } from './open.ts';
import { OPENINGS } from './stories.ts';

export interface DemoParts extends DemoTools {
  issueToken: (body: z.infer<typeof TokenBody>) => Promise<{ token: string; expiresAt: string }>;
  log: Logger;
}

const TOKEN_SECONDS = 3_600;
const MOST_SHOWN = 100;

const isDemoRequest = (state: RequestState): boolean => state.facts.externalId?.startsWith(DEMO_PREFIX) ?? false;

function viewOf({ id, facts }: RequestState): DemoRequest {
  const seller = SELLERS[facts.sellerId];
  return {
    id,
    conversationId: facts.conversationId,
    market: facts.market,
    sellerId: facts.sellerId,
    sellerName: seller?.name ?? facts.sellerId,
    sellerZone: seller?.zone ?? 'UTC',
    buyerName: facts.metadata?.buyerName ?? facts.buyerId,
    buyerLocale: facts.buyerLocale ?? 'en',
    buyerZone: facts.buyerZone,
    title: facts.items[0]?.title ?? '',
  };
}

const fieldOf = (body: unknown, name: string): unknown =>
  typeof body === 'object' && body !== null ? (body as Record<string, unknown>)[name] : undefined;

/** The demo's request that the body names, if any. */
async function named({ store }: DemoParts, body: unknown): Promise<RequestState | null> {
  const requestId = fieldOf(body, 'requestId');
  const loaded = typeof requestId === 'string' ? await store.requests.load(requestId) : null;
  return loaded && isDemoRequest(loaded.state) ? loaded.state : null;
}

/**
 * Mounts the routes. `GET /demo/state`; `POST` `/demo/requests`, `/demo/speed { speed }`, and with
 * `{ requestId }` `/demo/tokens` and `/demo/marketplace`, which does the marketplace's part: pays a refund, scans a parcel.
 */
export function mountDemo(app: Express, parts: DemoParts): void {
  const { store, clock } = parts;
  const time = (): DemoTime => ({ now: new Date(clock.now()).toISOString(), speed: clock.speed() });
  let opened = 0;

  const routes = express.Router();
  routes.use(express.json({ limit: '2kb' }), (_req, res, next) => {
    res.set('Cache-Control', 'no-store');
    next();
  });

  routes.get('/state', async (_req, res) => {
    const query = { filter: {}, sort: '-updatedAt', limit: MOST_SHOWN, now: clock.now() } as const;
    const { items } = await store.requests.list(query);
    const requests = items.filter(isDemoRequest).sort((a, b) => b.openedAt.localeCompare(a.openedAt));
    res.json({ ...time(), requests: requests.map(viewOf) } satisfies DemoState);
  });

  routes.post('/requests', async (_req, res) => {
    const opening = OPENINGS[opened % OPENINGS.length];
    if (!opening) throw new Error('the demo has no openings');
    opened += 1;
    const state = await openDemoRequest(parts, opening, `${opening.name}-${randomUUID().slice(0, 8)}`);
    res.status(201).json(viewOf(state));
  });

  routes.post('/tokens', async (req, res) => {
    const state = await named(parts, req.body);
    if (!state) {
      res.status(404).json({ detail: 'requestId must name a request of the demo; GET /demo/state lists them.' });
      return;
    }
    res.json(await tokensFor(parts, state));
  });

  routes.post('/marketplace', async (req, res) => {
    const state = await named(parts, req.body);
    const command = state && marketplaceCommand(state, new Date(clock.now()).toISOString());
    if (!state || !command) {
      res.status(404).json({ detail: 'requestId must name a request of the demo that is settling or shipped.' });
      return;
    }
    const arrivedAt = new Date(clock.now()).toISOString();
    const outcome = await parts.commands.execute(state.id, command, { actor: MARKETPLACE, arrivedAt });
    if (outcome.ok) res.json({});
    else res.status(409).json({ detail: outcome.refusal.detail });
  });

  routes.post('/speed', (req, res) => {
    const speed = DEMO_SPEEDS.find((known) => known === fieldOf(req.body, 'speed'));
    if (speed === undefined) {
      res.status(400).json({ detail: `speed must be one of ${DEMO_SPEEDS.join(', ')}.` });
      return;
    }
    changeSpeed(parts, speed);
    res.json(time());
  });

  app.use('/demo', routes);
}

function changeSpeed({ clock, log }: DemoParts, speed: DemoSpeed): void {
  clock.setSpeed(speed);
  log.info({ speed }, 'the demo runs at another speed');
}

async function tokensFor({ issueToken }: DemoParts, state: RequestState): Promise<DemoTokens> {
  const { buyerId, sellerId, conversationId, buyerLocale, buyerZone } = state.facts;
  const seller = SELLERS[sellerId];
  const { buyerName, sellerZone } = { ...viewOf(state) };
  const ttlSeconds = TOKEN_SECONDS;
  const [buyer, shop, agent] = await Promise.all([
    issueToken({
      role: 'buyer',
      id: buyerId,
      name: buyerName,
      locale: buyerLocale ?? 'en',
      zone: buyerZone,
      conversationId,
      ttlSeconds,
    }),
    issueToken({
      role: 'seller',
      id: sellerId,
      userId: `${sellerId}-staff`,
      name: seller?.name ?? sellerId,
      locale: 'en',
      zone: sellerZone,
      ttlSeconds,
    }),
    issueToken({ role: 'agent', ...DEMO_AGENT, locale: 'en', zone: 'UTC', ttlSeconds }),
  ]);
  return { buyer: buyer.token, seller: shop.token, agent: agent.token };
}
