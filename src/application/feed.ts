/**
 * What changed, told to whoever is connected. Lossy on purpose: readers catch up from storage, and where an instance may
 * have missed something it hears that as well (`missed`) and makes its readers whole.
 *
 * Two adapters: within one process (here), and between the instances of one service (redis/feed.ts). Nobody who
 * publishes or listens knows which it is.
 */
import type { Attention, Viewer } from '../contract/live.ts';
import type { RequestState } from '../domain/request.ts';
import type { StoredNote } from './notes/ports.ts';
import type { MessageAuthor, StoredMessage, StoredReadMark } from './transcript.ts';

export type Change =
  /** `state` is absent where another instance told it: whoever needs it reads it. */
  | { type: 'request'; requestId: string; sellerId: string; version: number; state?: RequestState }
  | { type: 'message'; message: StoredMessage }
  | { type: 'read'; conversationId: string; mark: StoredReadMark }
  | { type: 'typing'; conversationId: string; author: MessageAuthor }
  | { type: 'attention'; attention: Attention }
  | { type: 'note'; note: StoredNote }
  /** All who look at a request on that instance. `asks`: who looks at it elsewhere is to say so. */
  | { type: 'viewing'; instance: string; requestId: string; viewers: Viewer[]; asks?: boolean }
  /** How many live sockets a person has on that instance; 0 where they are too few to be told. */
  | { type: 'seats'; instance: string; person: string; taken: number }
  /** Some of what other instances told since then (milliseconds, wall time) was not heard here. */
  | { type: 'missed'; since: number };

export interface Feed {
  publish(change: Change): void;
  /** Answers a function that ends the subscription. */
  subscribe(listener: (change: Change) => void): () => void;
}

/** A feed within one process. A listener that throws is reported and does not stop the others. */
export function localFeed(onError: (error: unknown) => void): Feed {
  const listeners = new Set<(change: Change) => void>();
  return {
    publish(change) {
      for (const listener of listeners) {
        try {
          listener(change);
        } catch (error) {
          onError(error);
        }
      }
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
