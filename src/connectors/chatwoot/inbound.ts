/**
 * What was said in Chatwoot, on its way into Parley's transcript: the buyer's messages and those of the people who
 * answer there. Notes among agents stay in Chatwoot, as do greetings, surveys and bots; Parley's own posts are there
 * already. A message becomes the same Parley message however often it is read.
 */

import { cut } from '../../application/cards/plain.ts';
import { choiceIn, isOurValue } from '../../application/cards/values.ts';
import type { Feed } from '../../application/feed.ts';
import type { ChatStore } from '../../application/ports/chat.ts';
import type { Clock } from '../../application/ports/clock.ts';
import type { Conversation, MessageWrite } from '../../application/transcript.ts';
import type { WorkStore } from '../../application/work/ports.ts';
import { asWritten } from '../../contract/written.ts';
import { CHOICES, conversationIdOf, messageIdOf, type Place, type Tap, tapId } from './names.ts';
import type { SeenMessage } from './wire.ts';
import { typed } from './words.ts';

export interface InboundParts {
  chat: ChatStore;
  owed: WorkStore;
  feed: Feed;
  clock: Clock;
  /** Under which the values of options are signed. */
  secrets: readonly string[];
}

export interface Inbound {
  /** Writes what people said, in the order in which they did. Parley's own posts are the caller's to leave out. */
  said(place: Place, conversation: Conversation, messages: SeenMessage[]): Promise<void>;
  /** Owes what the buyer chose in the messages. Answers whether anything is owed by now that was not before. */
  chosen(place: Place, conversation: Conversation, messages: SeenMessage[]): Promise<boolean>;
}
/** Chatwoot counts seconds: of one second the lower id was first. */
const bySaid = (a: SeenMessage, b: SeenMessage): number => a.at - b.at || a.id - b.id;

/** What a message of Parley's may hold. */
const MOST_TEXT = 4_000;

export function createInbound({ chat, owed, feed, clock, secrets }: InboundParts): Inbound {
  /** What the value of an option answers; null for one that is not ours. */
  function optionOf(value: string): Pick<Tap, 'action' | 'requestId' | 'offerId'> | null {
    const choice = choiceIn(value);
    if (!choice || choice.action === 'counter' || !isOurValue(value, secrets)) return null;
    return { ...choice, action: choice.action };
  }

  async function oweTap(tap: Tap, { sellerId }: Conversation): Promise<boolean> {
    const subject = tapId(tap);
    if (await owed.get(subject)) return false;
    // What is owed is when it arrived: the first arrival counts, whatever becomes of the first try.
    const now = clock.now();
    await owed.owe([{ subject, lane: CHOICES, sellerId, owed: now, dueAt: now }]);
    return true;
  }

  return {
    async said(place, conversation, messages) {
      const words = messages.filter(({ kind, content }) => kind !== 'incoming' || !optionOf(content.trim()));
      const writes = words.toSorted(bySaid).flatMap((message) => writeOf(message, place, conversation));
      if (writes.length === 0) return;
      for (const message of await chat.write(writes)) feed.publish({ type: 'message', message });
    },
    async chosen(place, conversation, messages) {
      let news = false;
      for (const { id: messageId, kind, chosen, content } of messages) {
        // A client of an API inbox that draws no options may send the value as the buyer's words.
        const values = kind === 'outgoing' ? chosen : kind === 'incoming' ? [content.trim()] : [];
        const [option] = values.flatMap((value) => optionOf(value) ?? []);
        if (option && (await oweTap({ place, messageId, ...option }, conversation))) news = true;
      }
      return news;
    },
  };
}

function writeOf(message: SeenMessage, place: Place, conversation: Conversation): MessageWrite[] {
  const author = authorOf(message, conversation);
  const words = message.kind === 'outgoing' ? typed(message.content) : message.content;
  const text = cut(asWritten([words, ...message.attachments].filter(Boolean).join('\n')), MOST_TEXT);
  if (!author || text === '') return [];
  return [
    {
      id: messageIdOf(place.account, message.id),
      conversationId: conversationIdOf(place),
      at: new Date(message.at).toISOString(),
      author,
      body: { kind: 'text', text },
      revision: 1,
    },
  ];
}

/** Null for what nobody said to the other side. */
function authorOf(message: SeenMessage, { buyerId }: Conversation): MessageWrite['author'] | null {
  const { kind, human, author } = message;
  const name = author.name ? { name: author.name } : {};
  if (message.private) return null;
  if (kind === 'incoming') return { role: 'buyer', id: buyerId, ...name };
  return kind === 'outgoing' && human ? { role: 'agent', id: `chatwoot:${author.id}`, ...name } : null;
}
