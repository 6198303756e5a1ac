/**
 * `POST /chatwoot/webhook`: what happens in Chatwoot. Chatwoot waits five seconds and does not try again, so everything
 * is stored before it is answered, and nothing else is done before: a choice is owed, and so is a look at what was said.
 * The words themselves are read by API: 4.9.0 to 4.12.0 put HTML into webhooks, and none says what an agent is called.
 *
 * Events of other accounts and of conversations that Parley does not know are acknowledged and forgotten.
 */

import express, { type Express, type Request, type RequestHandler } from 'express';
import type { ChatStore } from '../../application/ports/chat.ts';
import type { Clock } from '../../application/ports/clock.ts';
import { parsedJson } from '../../application/strangers.ts';
import type { WorkStore } from '../../application/work/ports.ts';
import { isAuthentic } from './authentic.ts';
import type { ChatwootConfig } from './config.ts';
import type { Inbound } from './inbound.ts';
import { conversationIdOf } from './names.ts';
import { isOwnPost, readNotes } from './notes.ts';
import type { Reports } from './reports.ts';
import { MessageWebhook, seen, WebhookBody } from './wire.ts';

const WEBHOOK_PATH = '/chatwoot/webhook';
const MOST_BYTES = '1mb';

export interface WebhookParts {
  config: ChatwootConfig;
  chat: ChatStore;
  owed: WorkStore;
  inbound: Inbound;
  wallClock: Clock;
  reports: Pick<Reports, 'webhooks'>;
  /** Owes a look at the conversation. */
  onSaid(conversationId: string): Promise<void>;
  /** A choice is owed by now. */
  onChosen(): void;
}

export function mountWebhook(app: Express, parts: WebhookParts): void {
  const readBody = express.raw({ type: () => true, limit: MOST_BYTES });
  app.post(WEBHOOK_PATH, readBody, receive(parts));
}

function receive(parts: WebhookParts): RequestHandler {
  const { config, wallClock } = parts;
  return async (req, res) => {
    res.set('Cache-Control', 'no-store');
    const body: Buffer = Buffer.isBuffer(req.body) ? req.body : Buffer.alloc(0);
    const delivery = {
      body,
      signature: req.get('x-chatwoot-signature'),
      timestamp: req.get('x-chatwoot-timestamp'),
      secret: secretOf(req),
    };
    if (!isAuthentic(delivery, config.webhookSecrets, wallClock.now())) return void res.status(401).end();
    const said = parsedJson(body);
    if (!WebhookBody.safeParse(said).success) return void res.status(400).end();
    await take(said, parts);
    res.status(200).json({});
  };
}

async function take(said: unknown, parts: WebhookParts): Promise<void> {
  const { config, chat, owed, inbound, reports, wallClock, onSaid, onChosen } = parts;
  const read = MessageWebhook.safeParse(said);
  // Another event, or one of a shape of its own.
  if (!read.success || read.data.account.id !== config.accountId) return;
  const place = { account: config.accountId, conversation: read.data.conversation.id };
  const conversation = await chat.conversation(conversationIdOf(place));
  if (!conversation) return;
  await reports.webhooks('arrived');
  const message = seen(read.data, wallClock.now());
  if (read.data.event === 'message_updated') {
    if (await inbound.chosen(place, conversation, [message])) onChosen();
    return;
  }
  const notes = readNotes((await owed.get(conversation.id))?.notes);
  if (message.kind !== 'other' && !isOwnPost(notes, message)) await onSaid(conversation.id);
}

const secretOf = ({ query }: Request): string | undefined =>
  typeof query.secret === 'string' ? query.secret : undefined;
