/**
 * Chatwoot's messages, as its API lists them and as its webhooks carry them, read into one shape.
 *
 * They differ in small things: the API numbers the kinds (0 incoming, 1 outgoing, 2 activity, 3 template) and writes
 * times in seconds, webhooks name the kinds and write ISO times. What is unknown is let through and ignored: every
 * version of Chatwoot adds fields.
 */
import { z } from 'zod';
import { cut, oneLine } from '../../application/cards/plain.ts';

/** A message in a conversation of Chatwoot. */
export interface SeenMessage {
  id: number;
  /** `other`: what Chatwoot says by itself (assignments, greetings, surveys). */
  kind: 'incoming' | 'outgoing' | 'other';
  /** A note among agents, which no buyer may see. */
  private: boolean;
  /** A person at Chatwoot wrote it, not a bot and not a rule. */
  human: boolean;
  content: string;
  /** Addresses of attached files. */
  attachments: string[];
  author: { id: string; name?: string };
  /** The key Parley posted it under; null where somebody else did. */
  key: string | null;
  /** The values of the options that were chosen in it. */
  chosen: string[];
  /** Milliseconds since the epoch. */
  at: number;
}

/** Where Parley's posts carry their key: in both, since versions differ in what they keep. */
export const KEY_ATTRIBUTE = 'parley';
export const KEY_PREFIX = 'parley:';

const MOST_NAME = 100;
const name = z.string().nullish().catch(null);
const Sender = z
  .looseObject({ id: z.union([z.number(), z.string()]).nullish(), name, available_name: name, type: name })
  .nullish();
const Attributes = z
  .looseObject({
    [KEY_ATTRIBUTE]: z.string().nullish().catch(null),
    submitted_values: z
      .array(z.looseObject({ value: z.string().nullish().catch(null) }))
      .nullish()
      .catch(null),
  })
  .nullish();

export const ChatwootMessage = z.looseObject({
  id: z.int().positive(),
  content: z.string().nullish(),
  message_type: z.union([z.int(), z.string()]),
  private: z.boolean().nullish(),
  content_attributes: Attributes,
  source_id: z.string().nullish(),
  created_at: z.union([z.number(), z.string()]).nullish(),
  sender: Sender,
  attachments: z.array(z.looseObject({ data_url: z.string().nullish() })).nullish(),
});
type Wire = z.infer<typeof ChatwootMessage>;

export const ChatwootMessages = z.looseObject({ payload: z.array(ChatwootMessage) });
export const ChatwootConversation = z.looseObject({ meta: z.looseObject({ channel: z.string() }) });

/** What a webhook says: a message with the event, the account and the conversation it belongs to. */
export const WebhookBody = z.looseObject({ event: z.string() });
export const MessageWebhook = ChatwootMessage.extend({
  event: z.enum(['message_created', 'message_updated']),
  account: z.looseObject({ id: z.int().positive() }),
  conversation: z.looseObject({ id: z.int().positive() }),
});

const KINDS: Readonly<Record<string, SeenMessage['kind']>> = {
  0: 'incoming',
  incoming: 'incoming',
  1: 'outgoing',
  outgoing: 'outgoing',
};

/** `now` stands in for a time that cannot be read or lies ahead. */
export function seen(wire: Wire, now: number): SeenMessage {
  const { content_attributes: attributes, sender } = wire;
  const authorName = sender?.available_name || sender?.name;
  return {
    id: wire.id,
    kind: KINDS[String(wire.message_type)] ?? 'other',
    private: wire.private === true,
    human: sender?.type === 'user',
    content: wire.content ?? '',
    attachments: (wire.attachments ?? []).flatMap(({ data_url: url }) => (url && isWebUrl(url) ? [url] : [])),
    author: { id: String(sender?.id ?? ''), ...(authorName ? { name: cut(oneLine(authorName), MOST_NAME) } : {}) },
    key: attributes?.[KEY_ATTRIBUTE] ?? keyIn(wire.source_id),
    chosen: (attributes?.submitted_values ?? []).flatMap(({ value }) => value ?? []),
    at: timeOf(wire.created_at, now),
  };
}

const keyIn = (sourceId: string | null | undefined): string | null =>
  sourceId?.startsWith(KEY_PREFIX) ? sourceId.slice(KEY_PREFIX.length) : null;

const isWebUrl = (url: string): boolean => /^https?:\/\/\S+$/u.test(url) && URL.canParse(url);

function timeOf(created: Wire['created_at'], now: number): number {
  const at = typeof created === 'number' ? created * 1_000 : Date.parse(created ?? '');
  return Number.isFinite(at) && at > 0 ? Math.min(at, now) : now;
}
