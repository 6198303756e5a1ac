/** The demo's own routes under /demo. They hand out tokens to anyone who asks, so they exist in demo mode only. */

import { randomUUID } from 'node:crypto';
import express, { type Express } from 'express';
import type { z } from 'zod';
import { isObject } from '../application/strangers.ts';
import type { DemoRequest, DemoSpeed, DemoState, DemoTime, DemoTokens, DemoWait } from '../contract/demo.ts';
import { DEMO_SPEEDS } from '../contract/demo.ts';
import { Locale } from '../contract/primitives.ts';
import type { TokenBody } from '../contract/tokens.ts';
import { type RequestState, ruleActsAt, waitingOn } from '../domain/request.ts';
import { DEMO_AGENT, DEMO_PREFIX, SELLERS, staffOf } from './cast.ts';
import { MARKETPLACE, marketplaceCommand } from './marketplace.ts';
import { openDemoRequest } from './open.ts';
import { retell, type SeedTools } from './seed.ts';
import { OPENINGS, storyOf } from './stories.ts';

export interface DemoParts extends SeedTools {
  issueToken: (body: z.infer<typeof TokenBody>) => Promise<{ token: string; expiresAt: string }>;
}

const TOKEN_SECONDS = 3_600;
const MOST_SHOWN = 100;
/** The visitor's language where none is said. */
const READER = 'en-GB';
const JUST_AFTER_MS = 1_000;

/** A name of its own for what is told once more. */
const anew = (name: string): string => `${name}-${randomUUID().slice(0, 8)}`;

const isDemoRequest = (state: RequestState): boolean => state.facts.externalId?.startsWith(DEMO_PREFIX) ?? false;

function viewOf(state: RequestState): DemoRequest {
  const { id, facts } = state;
  const seller = SELLERS[facts.sellerId];
  return {
    id,
    conversationId: facts.conversationId,
    market: facts.market,
    sellerId: facts.sellerId,
    sellerName: seller?.name ?? facts.sellerId,
    sellerZone: seller?.zone ?? 'UTC',
    buyerName: facts.buyerName ?? facts.buyerId,
    buyerLocale: facts.buyerLocale ?? 'en',
    buyerZone: facts.buyerZone,
    title: facts.items[0]?.title ?? '',
    waits: waitsFor(state),
    deadlineAt: nextMoment(state),
  };
}

function waitsFor(state: RequestState): DemoWait | null {
  switch (state.status) {
    case 'awaiting_seller':
      return 'seller';
    case 'negotiating':
      return waitingOn(state) === 'buyer' ? 'buyer' : 'counter';
    case 'awaiting_shipment':
      return 'ship';
    case 'settling':
      return 'refund';
    case 'shipped':
      return 'scan';
    default:
      return null;
  }
}

/** When the clock acts next by itself: by the shop's rule, or because the time is over. */
const nextMoment = (state: RequestState): string | null => ruleActsAt(state) ?? state.deadline?.at ?? null;

const fieldOf = (body: unknown, name: string): unknown => (isObject(body) ? body[name] : undefined);

/** The demo's request that the body names, if any. */
async function named({ store }: DemoParts, body: unknown): Promise<RequestState | null> {
  const requestId = fieldOf(body, 'requestId');
  const loaded = typeof requestId === 'string' ? await store.requests.load(requestId) : null;
  return loaded && isDemoRequest(loaded.state) ? loaded.state : null;
}

/**
 * Mounts the routes. `GET /demo/state`; `POST` `/demo/requests`, `/demo/speed { speed }`, and with
 * `{ requestId }` `/demo/tokens`, in the language of its `locale`; `/demo/marketplace`, which does the part of the world outside: pays a refund, scans a
 * parcel; `/demo/jump`, which sets the clock to when it acts on the request by itself; and `/demo/start-over`, which tells its story anew.
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
    const state = await openDemoRequest(parts, opening, anew(opening.name));
    res.status(201).json(viewOf(state));
  });

  routes.post('/tokens', async (req, res) => {
    const state = await named(parts, req.body);
    if (!state) {
      res.status(404).json({ detail: 'requestId must name a request of the demo; GET /demo/state lists them.' });
      return;
    }
    const locale = Locale.catch(READER).parse(fieldOf(req.body, 'locale'));
    res.json(await tokensFor(parts, state, locale));
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

  routes.post('/jump', async (req, res) => {
    const jumping = await named(parts, req.body);
    const due = jumping && nextMoment(jumping);
    if (!due) {
      res.status(404).json({ detail: 'requestId must name a request of the demo that has a deadline.' });
      return;
    }
    clock.set(Math.max(clock.now(), Date.parse(due) + JUST_AFTER_MS));
    res.json(time());
  });

  routes.post('/start-over', async (req, res) => {
    const told = await named(parts, req.body);
    const story = told && storyOf(told.facts.externalId?.slice(DEMO_PREFIX.length) ?? '');
    if (!told || !story) {
      res.status(404).json({ detail: 'requestId must name a request of the demo; GET /demo/state lists them.' });
      return;
    }
    changeSpeed(parts, 1);
    await giveUp(parts, told);
    res.status(201).json(viewOf(await retell(parts, story, anew(story.name))));
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

/** Nobody goes on with what is told anew: an open request is cancelled, so that the boards show it once. */
async function giveUp({ commands, clock }: DemoParts, state: RequestState): Promise<void> {
  const arrivedAt = new Date(clock.now()).toISOString();
  await commands.execute(
    state.id,
    { type: 'CancelRequest' },
    { actor: { kind: 'agent', id: DEMO_AGENT.id }, arrivedAt },
  );
}

/** Shop and agent read in the language of whoever looks at the demo. */
async function tokensFor({ issueToken }: DemoParts, state: RequestState, locale: string): Promise<DemoTokens> {
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
      userId: staffOf(sellerId),
      name: seller?.name ?? sellerId,
      locale,
      zone: sellerZone,
      ttlSeconds,
    }),
    issueToken({ role: 'agent', ...DEMO_AGENT, locale, zone: 'UTC', ttlSeconds }),
  ]);
  return { buyer: buyer.token, seller: shop.token, agent: agent.token };
}
