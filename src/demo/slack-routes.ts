/**
 * The seller's Slack on the demo page: what a member of the shop's staff sees in the stand-in, and what they do there.
 *
 * The page reads the whole channel, again after every change: it is small, and nothing can be missed. A person sees
 * and does only what Slack would show them and let them do, in the channel of the shop that is named.
 */
import express, { type Express, type Request, type Response } from 'express';
import type { z } from 'zod';
import {
  type Ack,
  FormRefused,
  type OpenModal,
  type Person,
  type Place,
  type SlackMessage,
  type SlackSnapshot,
  type SlackStandIn,
} from '../../stand-ins/slack/slack.ts';
import { check } from '../application/validation.ts';
import {
  type DemoSlack,
  type DemoSlackAnswer,
  type DemoSlackMessage,
  type DemoSlackModal,
  SlackPress,
  SlackShop,
  SlackSlash,
  SlackSubmit,
} from '../contract/demo.ts';

/** Who looks at a shop's channel: a member of its staff, with the shop's zone for the times. */
export interface DemoSlackPerson {
  team: string;
  user: string;
  channel: string;
  zone: string;
}
export interface DemoSlackParts {
  standIn: SlackStandIn;
  /** By seller id. */
  people: Readonly<Record<string, DemoSlackPerson>>;
}

const MOST_STREAMS = 50;
/** Changes that come together are told together. */
const GATHER_MS = 30;
const ALIVE_EVERY_MS = 15_000;
const NO_ANSWER = 'Parley did not answer in time. Try again in a moment.';
const MOVED_ON = 'This has changed meanwhile. Look at it as it is now.';

type Shown = SlackSnapshot['channels'][number]['messages'][number];
type Text = { text?: unknown } | null | undefined;
const textOf = (text: Text): string | null => (typeof text?.text === 'string' ? text.text : null);

function messageOf(snapshot: SlackSnapshot, message: SlackMessage | Shown): DemoSlackMessage {
  const { ts, user, text, thread_ts: thread, metadata, subtype } = message;
  const isApp = user === snapshot.bot.user;
  const requestId = metadata?.event_payload.request_id;
  return {
    ts,
    from: { kind: isApp ? 'app' : 'person', name: snapshot.users[user] ?? (isApp ? snapshot.bot.name : 'Slack') },
    text,
    blocks: message.blocks ?? [],
    edited: message.edited !== undefined,
    deleted: subtype === 'tombstone',
    broadcast: subtype === 'thread_broadcast',
    ...(thread !== undefined && thread !== ts ? { threadTs: thread } : {}),
    ...(typeof requestId === 'string' ? { requestId } : {}),
    replies: 'replies' in message ? message.replies.map((reply) => messageOf(snapshot, reply)) : [],
  };
}

function modalOf({ view, errors, notice }: OpenModal): DemoSlackModal {
  return {
    id: view.id,
    title: textOf(view.title) ?? '',
    submit: textOf(view.submit),
    close: textOf(view.close),
    blocks: view.blocks,
    errors,
    notice,
  };
}

/** The shop's Slack as its member of staff sees it now. */
function slackOf({ standIn }: DemoSlackParts, sellerId: string, person: DemoSlackPerson): DemoSlack {
  const snapshot = standIn.snapshot(person.team, person.user);
  const channel = snapshot.channels.find(({ id }) => id === person.channel);
  const { [snapshot.bot.user]: _, ...users } = snapshot.users;
  return {
    sellerId,
    team: snapshot.team.name,
    channel: { id: person.channel, name: channel?.name ?? person.channel, archived: channel?.archived ?? false },
    me: snapshot.user,
    users,
    zone: person.zone,
    messages: channel?.messages.map((message) => messageOf(snapshot, message)) ?? [],
    ephemerals:
      channel?.ephemerals.map(({ id, from, text, blocks = [], thread_ts: threadTs }) => ({
        ...{ id, text, blocks },
        from: from === 'bot' ? ('app' as const) : ('slack' as const),
        ...(threadTs === undefined ? {} : { threadTs }),
      })) ?? [],
    modal: snapshot.modal && modalOf(snapshot.modal),
    home: snapshot.home?.blocks ?? null,
  };
}

/** Does what a person asked for; what they could not do in Slack, or the app did not answer, becomes a sentence. */
async function told(act: () => Promise<Ack | null>): Promise<DemoSlackAnswer> {
  try {
    const ack = await act();
    return ack?.error ? { problem: NO_ANSWER } : {};
  } catch (error) {
    return error instanceof FormRefused ? { errors: error.errors } : { problem: MOVED_ON };
  }
}

/** Tells each listener the shop's Slack whenever it is another than it was told last. */
function createStreams(parts: DemoSlackParts) {
  const open = new Map<Response, () => void>();
  let gathering: NodeJS.Timeout | undefined;
  const unfollow = parts.standIn.onChange(() => {
    gathering ??= setTimeout(() => {
      gathering = undefined;
      for (const tell of open.values()) tell();
    }, GATHER_MS);
  });
  const alive = setInterval(() => {
    for (const res of open.keys()) res.write(':\n\n');
  }, ALIVE_EVERY_MS);
  alive.unref();
  return {
    full: () => open.size >= MOST_STREAMS,
    add(res: Response, read: () => DemoSlack): void {
      let last = '';
      const tell = (): void => {
        const now = JSON.stringify(read());
        if (now !== last) res.write(`data: ${now}\n\n`);
        last = now;
      };
      res.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
      open.set(res, tell);
      res.on('close', () => open.delete(res));
      tell();
    },
    close(): void {
      unfollow();
      clearTimeout(gathering);
      clearInterval(alive);
      for (const res of open.keys()) res.end();
    },
  };
}

/**
 * Mounts the routes under /demo/slack. Mount them before those of /demo, which read smaller bodies.
 *
 * `GET /demo/slack?sellerId=` answers a `DemoSlack`, `GET /demo/slack/events?sellerId=` sends one at once and after
 * every change, as server-sent events. `POST` `/press`, `/submit`, `/close`, `/slash`, `/home` act as the shop's
 * member of staff and answer a `DemoSlackAnswer`; what came of it is in the next `DemoSlack`. `close` ends the streams.
 */
export function mountDemoSlack(app: Express, parts: DemoSlackParts): { close(): void } {
  const { standIn, people } = parts;
  const streams = createStreams(parts);
  const routes = express.Router();
  routes.use(express.json({ limit: '64kb' }), (_req, res, next) => {
    res.set('Cache-Control', 'no-store');
    next();
  });

  /** The shop that is named, or nothing once the caller was told what is wrong. */
  function shopOf(res: Response, sellerId: string): DemoSlackPerson | undefined {
    if (Object.hasOwn(people, sellerId)) return people[sellerId];
    res.status(404).json({ detail: 'sellerId must name a shop of the demo.' });
    return undefined;
  }
  function parsed<S extends z.ZodType>(schema: S, given: unknown, res: Response): z.output<S> | undefined {
    const checked = check(schema, given, 'body');
    if ('value' in checked) return checked.value;
    res.status(400).json(checked.invalid);
    return undefined;
  }
  const reading = (answer: (res: Response, read: () => DemoSlack) => void) => (req: Request, res: Response) => {
    const named = parsed(SlackShop, req.query, res);
    const person = named && shopOf(res, named.sellerId);
    if (named && person) answer(res, () => slackOf(parts, named.sellerId, person));
  };
  const acting =
    <S extends z.ZodType<{ sellerId: string }>>(
      schema: S,
      act: (person: Person, body: z.output<S>, at: DemoSlackPerson) => Promise<Ack | null>,
    ) =>
    async (req: Request, res: Response): Promise<void> => {
      const body = parsed(schema, req.body, res);
      const at = body && shopOf(res, body.sellerId);
      if (body && at) res.json(await told(() => act(standIn.person(at.team, at.user), body, at)));
    };

  routes.get(
    '/',
    reading((res, read) => void res.json(read())),
  );
  routes.get(
    '/events',
    reading((res, read) => {
      if (streams.full()) res.status(503).json({ detail: 'Too many pages are open.' });
      else streams.add(res, read);
    }),
  );
  routes.post('/press', acting(SlackPress, press));
  routes.post('/submit', acting(SlackSubmit, submit));
  routes.post(
    '/close',
    acting(SlackShop, (person) => person.closeModal()),
  );
  routes.post(
    '/slash',
    acting(SlackSlash, (person, { text }, { channel }) => person.slash(text, channel)),
  );
  routes.post(
    '/home',
    acting(SlackShop, (person) => person.openHome()),
  );
  app.use('/demo/slack', routes);
  return streams;
}

function press(person: Person, body: SlackPress, { channel }: DemoSlackPerson): Promise<Ack> {
  const { place, actionId, value } = body;
  const blockId = standsIn(person, body) ? body.blockId : undefined;
  const where: Place = typeof place === 'object' && 'ts' in place ? { channel, ts: place.ts } : place;
  return value === undefined
    ? person.press(where, actionId, { blockId })
    : person.choose(where, actionId, value, { blockId });
}

/** Rejects where another modal is open than the one that was filled in. */
async function submit(person: Person, { viewId, values }: SlackSubmit): Promise<Ack> {
  if (person.modal()?.view.id !== viewId) throw new Error(`${viewId} is not the open modal`);
  return person.submit(values);
}

/**
 * Whether the block is still there. Home is published anew whenever it is opened, with blocks by other names: what was
 * pressed in the copy before is then found by its action alone, as Slack takes such a press.
 */
const standsIn = (person: Person, { place, blockId }: SlackPress): boolean =>
  place !== 'home' || (person.home()?.blocks.some(({ block_id }) => block_id === blockId) ?? false);
