/**
 * The calls of Chatwoot's application API that the connector makes. Each is bounded in time and in what it reads, follows
 * no redirect, and throws ChatwootError for anything but an answer it understands.
 */

import type { z } from 'zod';
import type { Clock } from '../../application/ports/clock.ts';
import { parsedJson, whyNoAnswer } from '../../application/strangers.ts';
import type { ChatwootConfig } from './config.ts';
import { ChatwootError, failureOf } from './failures.ts';
import {
  ChatwootConversation,
  ChatwootMessage,
  ChatwootMessages,
  KEY_ATTRIBUTE,
  KEY_PREFIX,
  type SeenMessage,
  seen,
} from './wire.ts';

/** A message to be posted, by the agent bot where there is one, else by the token's owner. */
export interface Post {
  /** Found again in the posted message: nobody else's message has it. */
  key: string;
  content: string;
  /** A note that only agents see. */
  private?: boolean;
  /** Options to choose one of. */
  items?: { title: string; value: string }[];
  /** The message it is about, shown above it. */
  inReplyTo?: number;
}

export interface ChatwootApi {
  /** `Channel::WebWidget`, `Channel::Api`, … */
  channelOf(conversation: number): Promise<string>;
  /** The latest twenty messages, oldest first. */
  latest(conversation: number): Promise<SeenMessage[]>;
  /** Up to `PAGE` messages with ids above `id`, oldest first. */
  after(conversation: number, id: number): Promise<SeenMessage[]>;
  send(conversation: number, post: Post): Promise<SeenMessage>;
}

export interface ApiParts {
  config: Pick<ChatwootConfig, 'url' | 'accountId' | 'apiToken' | 'botToken'>;
  wallClock: Clock;
  /** Milliseconds until a call counts as unanswered. */
  timeoutMs?: number;
}

/** What `after` gives at most, as Chatwoot has it. */
export const PAGE = 100;
export const CALL_TIMEOUT_MS = 10_000;
const MOST_BYTES = 16 * 1024 * 1024;
const ERROR_BYTES = 2_000;

export function createApi({ config, wallClock, timeoutMs = CALL_TIMEOUT_MS }: ApiParts): ChatwootApi {
  const base = `${config.url}/api/v1/accounts/${config.accountId}/conversations`;

  async function call<T extends z.ZodType>(path: string, shape: T, body?: object): Promise<z.output<T>> {
    const text = await exchange(`${base}/${path}`, body);
    const read = shape.safeParse(parsedJson(text));
    if (read.success) return read.data;
    throw uncertain(`answered what is none of its own: ${read.error.issues[0]?.path.join('.') ?? ''}`);
  }

  /** The body of a 2xx answer. */
  async function exchange(url: string, body?: object): Promise<string> {
    const signal = AbortSignal.timeout(timeoutMs);
    // A bot may post and nothing else.
    const token = body ? (config.botToken ?? config.apiToken) : config.apiToken;
    const headers: Record<string, string> = { 'api-access-token': token, accept: 'application/json' };
    if (body) headers['content-type'] = 'application/json';
    const sent = body ? { method: 'POST', body: JSON.stringify(body) } : { method: 'GET' };
    try {
      const response = await fetch(url, { ...sent, headers, redirect: 'manual', signal });
      if (response.ok) return await textOf(response, MOST_BYTES);
      const said = await textOf(response, ERROR_BYTES).catch(() => '');
      throw new ChatwootError(failureOf(response.status, said, response.headers.get('retry-after')));
    } catch (error) {
      if (error instanceof ChatwootError) throw error;
      throw uncertain(reasonOf(error));
    }
  }

  const listed = async (conversation: number, query: string): Promise<SeenMessage[]> => {
    const { payload } = await call(`${conversation}/messages${query}`, ChatwootMessages);
    const now = wallClock.now();
    return payload.map((wire) => seen(wire, now)).sort((a, b) => a.id - b.id);
  };

  return {
    channelOf: async (conversation) => (await call(`${conversation}`, ChatwootConversation)).meta.channel,
    latest: (conversation) => listed(conversation, ''),
    after: (conversation, id) => listed(conversation, `?after=${id}`),
    async send(conversation, post) {
      const wire = await call(`${conversation}/messages`, ChatwootMessage, bodyOf(post));
      return seen(wire, wallClock.now());
    },
  };
}

/** The body of "create new message". */
function bodyOf({ key, content, private: isPrivate = false, items, inReplyTo }: Post): object {
  return {
    content,
    message_type: 'outgoing',
    private: isPrivate,
    content_type: items ? 'input_select' : 'text',
    content_attributes: {
      ...(items ? { items } : {}),
      ...(inReplyTo === undefined ? {} : { in_reply_to: inReplyTo }),
      [KEY_ATTRIBUTE]: key,
    },
    echo_id: key,
    source_id: `${KEY_PREFIX}${key}`,
  };
}

const uncertain = (detail: string) => new ChatwootError({ kind: 'uncertain', code: 'unreachable', detail });

/** What an answer says, given up on after `most` bytes. */
async function textOf(response: Response, most: number): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength;
    chunks.push(chunk);
    if (size > most) break;
  }
  const text = Buffer.concat(chunks).toString('utf8');
  if (response.ok && size > most) throw new Error(`the answer is longer than ${most} bytes`);
  return text;
}

/** What went wrong with our own call is told in its words. */
const reasonOf = (error: unknown): string =>
  whyNoAnswer(error) ?? (error instanceof Error ? error.message : 'no answer');
