/**
 * The two ways in which Slack reaches the bot: by HTTP on the service's own app, or over Socket Mode's connection.
 *
 * By HTTP: Bolt checks that a delivery is signed with our secret and not older than five minutes. A time from the
 * future, which Bolt lets pass, would keep a copied delivery valid for longer; it is refused here.
 *
 * Either way a delivery is stamped as it arrives (rule 6), and acknowledged before anything is read, since Slack waits
 * three seconds and a storage may take longer. Only a submitted form waits: its answer is where errors appear.
 */
import {
  type App,
  ExpressReceiver,
  HTTPModuleFunctions,
  type Receiver,
  type ReceiverEvent,
  SocketModeReceiver,
} from '@slack/bolt';
import express, { type RequestHandler, type Router } from 'express';
import type { Logger } from 'pino';
import { z } from 'zod';
import type { Clock } from '../../src/bot.ts';
import type { SlackConfig } from './config.ts';
import { boltLogger } from './workspace/logger.ts';
import { clientOptionsOf } from './workspace/workspaces.ts';

export const EVENTS_PATH = '/slack/events';
const TOLERANCE_S = 300;
/** Slack waits three seconds; what nobody answered by then is only worth a line in the log. */
const UNHANDLED_MS = 3_001;

export interface Entry {
  receiver: Receiver;
  /** What to mount on the service's app, before anything reads bodies; null in Socket Mode. */
  router: Router | null;
  /** Resolves when what was acknowledged is dealt with. */
  idle(): Promise<void>;
}

export interface EntryParts {
  config: SlackConfig;
  clock: Clock;
  wallClock: Clock;
  log: Logger;
}

export function createEntry(parts: EntryParts): Entry {
  const { appToken } = parts.config;
  return appToken ? socketEntry(parts, appToken) : httpEntry(parts);
}

const arrival = (clock: Clock) => () => ({ arrivedAt: new Date(clock.now()).toISOString() });

const waitsForAnswer = ({ body }: ReceiverEvent): boolean =>
  body.type === 'view_submission' || body.type === 'block_suggestion';

/** What is signed and is yet nothing that Slack sends: JSON that is no object, a form that was submitted without its view. */
class NoPayload extends Error {}
const Payload = z.looseObject({ type: z.string().optional() });
const Submission = z.looseObject({ view: z.looseObject({ id: z.string() }), user: z.looseObject({ id: z.string() }) });

function requirePayload(event: ReceiverEvent): void {
  const shape = Payload.safeParse(event.body).success && waitsForAnswer(event) ? Submission : Payload;
  if (!shape.safeParse(event.body).success) throw new NoPayload('The delivery is no payload of Slack.');
}

/** The receiver, acknowledging for the listeners what has no answer but that it arrived. */
function ackFirst(receiver: Receiver): Pick<Entry, 'receiver' | 'idle'> {
  const running = new Set<Promise<void>>();
  const init = receiver.init.bind(receiver);
  const track = (work: Promise<void>): Promise<void> => {
    running.add(work);
    const leave = () => running.delete(work);
    work.then(leave, leave);
    return work;
  };
  receiver.init = (app) => {
    const processEvent = async (event: ReceiverEvent): Promise<void> => {
      requirePayload(event);
      if (waitsForAnswer(event)) return track(app.processEvent(event));
      await event.ack();
      await track(app.processEvent({ ...event, ack: async () => {} }));
    };
    init({ processEvent } as App);
  };
  return {
    receiver,
    async idle() {
      await Promise.allSettled(running);
    },
  };
}

function socketEntry({ config, clock, log }: EntryParts, appToken: string): Entry {
  const receiver = new SocketModeReceiver({
    appToken,
    logger: boltLogger(log),
    installerOptions: { clientOptions: clientOptionsOf(config, log) },
    customPropertiesExtractor: arrival(clock),
  });
  return { ...ackFirst(receiver), router: null };
}

function httpEntry({ config: { signingSecret }, clock, wallClock, log }: EntryParts): Entry {
  if (!signingSecret) throw new Error('Slack by HTTP needs a signing secret.');
  const receiver = new ExpressReceiver({
    signingSecret,
    endpoints: EVENTS_PATH,
    logger: boltLogger(log),
    unhandledRequestTimeoutMillis: UNHANDLED_MS,
    customPropertiesExtractor: arrival(clock),
    processEventErrorHandler: refuseNoPayload,
  });
  const router = express.Router();
  router.post(EVENTS_PATH, refuseFuture(wallClock, log));
  router.use(receiver.router);
  return { ...ackFirst(receiver), router };
}

const refuseNoPayload: typeof HTTPModuleFunctions.defaultProcessEventErrorHandler = async (args) => {
  if (!(args.error instanceof NoPayload)) return HTTPModuleFunctions.defaultProcessEventErrorHandler(args);
  args.response.writeHead(400).end();
  return true;
};

function refuseFuture(wallClock: Clock, log: Logger): RequestHandler {
  return (req, res, next) => {
    const stamp = Number(req.get('x-slack-request-timestamp'));
    if (!(stamp > wallClock.now() / 1_000 + TOLERANCE_S)) return next();
    log.warn({ part: 'slack' }, 'refused a delivery stamped in the future');
    res.status(401).end();
  };
}
