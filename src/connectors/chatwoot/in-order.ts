/**
 * Chatwoot tells of messages by parallel workers, so two that were sent in one breath may arrive the wrong way round, and a
 * number in Parley's transcript never changes. What arrives is therefore held for a moment and written in the order in
 * which it was said. What comes later than that follows what readers have seen by then.
 */
import { setTimeout as sleep } from 'node:timers/promises';

/** Nobody notices it in a chat, and Chatwoot waits five seconds for an answer. */
const GATHERED_FOR_MS = 250;

export interface Said {
  /** When it was said, in milliseconds. Chatwoot counts seconds: of one second the lower id was first. */
  at: number;
  id: number;
}

export const bySaid = (a: Said, b: Said): number => a.at - b.at || a.id - b.id;

/**
 * Answers a function that takes one message of the conversation `key` and ends when it was written. `write` gets all that
 * arrived within the moment, in order; where it throws, each of their takers hears of it.
 */
export function createGathering<Message extends Said>(
  moment: () => Promise<unknown> = () => sleep(GATHERED_FOR_MS),
): (key: string, message: Message, write: (messages: Message[]) => Promise<void>) => Promise<void> {
  const gathering = new Map<string, { messages: Message[]; written: Promise<void> }>();
  return (key, message, write) => {
    const under = gathering.get(key);
    if (under) {
      under.messages.push(message);
      return under.written;
    }
    const messages = [message];
    const written = moment().then(() => {
      gathering.delete(key);
      return write(messages.toSorted(bySaid));
    });
    gathering.set(key, { messages, written });
    return written;
  };
}
