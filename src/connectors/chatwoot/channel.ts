/**
 * What has to be looked at in Chatwoot. A record stands for a conversation, not for an event: what is owed is that both
 * transcripts agree, and the visit finds out what that takes.
 */
import type { Conversations } from '../../application/conversations.ts';
import type { Channel } from '../../application/ports/channel.ts';
import type { Clock } from '../../application/ports/clock.ts';
import { oweLooks } from '../../application/work/owing.ts';
import type { WorkStore } from '../../application/work/ports.ts';
import { CONVERSATIONS, placeOf } from './names.ts';

export interface OwingParts {
  owed: WorkStore;
  clock: Clock;
  accountId: number;
  /** Something is due. */
  onOwed(): void;
}

const isOurs = (conversationId: string, accountId: number): boolean => placeOf(conversationId)?.account === accountId;

/** The relay's way to Chatwoot: two writes for a batch, and none for requests that have no conversation there. */
export function createChatwootChannel({ owed, clock, accountId, onOwed }: OwingParts): Channel {
  return {
    name: 'chatwoot',
    async deliver(batch) {
      const told = batch.map(({ state }) => state.facts).filter((facts) => isOurs(facts.conversationId, accountId));
      const sellers = new Map(told.map(({ conversationId, sellerId }) => [conversationId, sellerId]));
      if (sellers.size === 0) return;
      const now = clock.now();
      const marks = [...sellers].map(([subject, sellerId]) => ({
        subject,
        lane: CONVERSATIONS,
        sellerId,
        owed: 1,
        dueAt: now,
      }));
      await oweLooks(owed, marks, now);
      onOwed();
    },
  };
}

/** A message is looked for this long after somebody began to write it, should this process die in between. */
const WRITTEN_WITHIN_MS = 2_000;

/** Conversations whose messages are owed to Chatwoot before they are written. */
export function mirrored(conversations: Conversations, { owed, clock, accountId, onOwed }: OwingParts): Conversations {
  return {
    ...conversations,
    async post(caller, conversationId, text, options) {
      if (!isOurs(conversationId, accountId)) return conversations.post(caller, conversationId, text, options);
      const whose = { subjects: [conversationId] };
      await owed.wake(whose, clock.now() + WRITTEN_WITHIN_MS);
      const outcome = await conversations.post(caller, conversationId, text, options);
      await owed.wake(whose, clock.now());
      onOwed();
      return outcome;
    },
  };
}
