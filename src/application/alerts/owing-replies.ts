/**
 * Messages of people are owed a look before they are written, so that a shop is told of a buyer who waits, and what it
 * was told stays true, whoever dies in between. What it costs does not grow with the conversation.
 */
import type { ChatStore } from '../ports/chat.ts';
import type { Clock } from '../ports/clock.ts';
import type { Store } from '../ports/store.ts';
import type { MessageWrite } from '../transcript.ts';
import { oweLooks } from '../work/owing.ts';

export interface OwingRepliesParts {
  store: Pick<Store, 'requests' | 'directory' | 'work'>;
  clock: Clock;
  /** Something is due. */
  onOwed(): void;
}

/** A message is looked for this long after somebody began to write it, should this process die in between. */
const WRITTEN_WITHIN_MS = 2_000;

/** The conversations, where every text owes its newest open request a look, if its shop has alerts. */
export function owingReplies(chat: ChatStore, { store, clock, onOwed }: OwingRepliesParts): ChatStore {
  const { requests, directory, work } = store;

  async function markFor(conversationId: string) {
    const [conversation, newest] = await Promise.all([
      chat.conversation(conversationId),
      requests.newestOpen([conversationId]),
    ]);
    const subject = newest.get(conversationId);
    if (!conversation || !subject) return [];
    const { sellerId } = conversation;
    const seller = await directory.seller(sellerId);
    return seller?.alerts?.slack ? [{ subject, sellerId, owed: 1, dueAt: clock.now() + WRITTEN_WITHIN_MS }] : [];
  }

  return {
    ...chat,
    async write(writes) {
      const marks = (await Promise.all(conversationsOf(writes).map(markFor))).flat();
      if (marks.length === 0) return chat.write(writes);
      await oweLooks(work.alert, marks, clock.now() + WRITTEN_WITHIN_MS);
      const written = await chat.write(writes);
      // What was written stands, and the look comes by itself: whoever wrote it is not told that it failed.
      await work.alert.wake({ subjects: marks.map(({ subject }) => subject) }, clock.now()).catch(() => {});
      onOwed();
      return written;
    },
  };
}

const conversationsOf = (writes: MessageWrite[]): string[] => [
  ...new Set(writes.filter(({ body }) => body.kind === 'text').map(({ conversationId }) => conversationId)),
];
