/**
 * The buyer's message that waits for a reply, for whoever tells a shop of it: which request it waits on, what it says,
 * and who replied last. Read from the conversation when it is asked for, as the boards' `chat` is.
 */

import { standsInRequest } from '../notices.ts';
import type { ChatStore } from '../ports/chat.ts';
import type { RequestStore } from '../ports/requests.ts';
import type { MessageAuthor, StoredMessage } from '../transcript.ts';

/** What a buyer wrote. `text` is '' where they only showed photos. */
export interface BuyerWords {
  seq: number;
  text: string;
  photos: number;
}
export interface Waiting {
  /** What waits, the latest of it; null where nothing does. Words that came with the request stand in it, and do not. */
  words: BuyerWords | null;
  /** The latest message of the shop or an agent; null where there is none among the last hundred. */
  reply: { seq: number; by: MessageAuthor } | null;
  /** The open request on which it waits. */
  requestId: string | null;
}

export interface WaitingParts {
  requests: Pick<RequestStore, 'newestOpen'>;
  chat: Pick<ChatStore, 'tails' | 'messages'>;
}

/** Requests whose words may come after a message that waits, as far as it is looked for. */
const MOST_LOOKED_AT = 5;

/** A few reads by index, whatever the length of the conversation. */
export function createWaiting({ requests, chat }: WaitingParts): (conversationId: string) => Promise<Waiting> {
  async function messageAt(conversationId: string, seq: number | undefined): Promise<StoredMessage | null> {
    if (seq === undefined) return null;
    const { messages } = await chat.messages({ conversationId, before: seq + 1, limit: 1 });
    return messages[0] ?? null;
  }

  /** The latest of them that did not come with a request. */
  async function saidIn(conversationId: string, seqs: number[]): Promise<BuyerWords | null> {
    for (const seq of seqs.slice(0, MOST_LOOKED_AT)) {
      const message = await messageAt(conversationId, seq);
      if (message && !standsInRequest(message)) return wordsOf(message);
    }
    return null;
  }

  return async (conversationId) => {
    const [tails, newest] = await Promise.all([chat.tails([conversationId]), requests.newestOpen([conversationId])]);
    const texts = tails.get(conversationId)?.texts ?? [];
    const replied = texts.findIndex(({ by }) => by !== 'buyer');
    const since = replied === -1 ? texts : texts.slice(0, replied);
    const reply = await messageAt(conversationId, texts[replied]?.seq);
    return {
      words: await saidIn(
        conversationId,
        since.map(({ seq }) => seq),
      ),
      reply: reply && { seq: reply.seq, by: reply.author },
      requestId: newest.get(conversationId) ?? null,
    };
  };
}

function wordsOf({ seq, body }: StoredMessage): BuyerWords | null {
  return body.kind === 'text' ? { seq, text: body.text, photos: body.attachments?.length ?? 0 } : null;
}
