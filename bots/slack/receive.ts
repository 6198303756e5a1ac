/**
 * The two ways in which Slack reaches the bot: by HTTP on the service's own app, or over Socket Mode's connection.
 *
 * By HTTP: Bolt checks that a delivery is signed with our secret and not older than five minutes. A time from the
 * future, which Bolt lets pass, would keep a copied delivery valid for longer; it is refused here.
 */
import { ExpressReceiver, type Receiver, SocketModeReceiver } from '@slack/bolt';
import express, { type RequestHandler, type Router } from 'express';
import type { Logger } from 'pino';
import type { Clock } from '../../src/application/ports.ts';
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
}

export function createEntry(config: SlackConfig, wallClock: Clock, log: Logger): Entry {
  return config.appToken ? socketEntry(config, config.appToken, log) : httpEntry(config, wallClock, log);
}

function socketEntry(config: SlackConfig, appToken: string, log: Logger): Entry {
  const installerOptions = { clientOptions: clientOptionsOf(config, log) };
  return { receiver: new SocketModeReceiver({ appToken, logger: boltLogger(log), installerOptions }), router: null };
}

function httpEntry({ signingSecret }: SlackConfig, wallClock: Clock, log: Logger): Entry {
  if (!signingSecret) throw new Error('Slack by HTTP needs a signing secret.');
  const receiver = new ExpressReceiver({
    signingSecret,
    endpoints: EVENTS_PATH,
    logger: boltLogger(log),
    unhandledRequestTimeoutMillis: UNHANDLED_MS,
  });
  const router = express.Router();
  router.post(EVENTS_PATH, refuseFuture(wallClock, log));
  router.use(receiver.router);
  return { receiver, router };
}

function refuseFuture(wallClock: Clock, log: Logger): RequestHandler {
  return (req, res, next) => {
    const stamp = Number(req.get('x-slack-request-timestamp'));
    if (!(stamp > wallClock.now() / 1_000 + TOLERANCE_S)) return next();
    log.warn({ part: 'slack' }, 'refused a delivery stamped in the future');
    res.status(401).end();
  };
}
