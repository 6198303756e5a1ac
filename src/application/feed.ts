/** What changed, told to whoever is connected to this process. Lossy on purpose: readers catch up from storage. */
import type { Attention } from '../contract/live.ts';
import type { RequestState } from '../domain/request.ts';
import type { MessageAuthor, StoredMessage, StoredReadMark } from './transcript.ts';

export type Change =
  | { type: 'request'; state: RequestState }
  | { type: 'message'; message: StoredMessage }
  | { type: 'read'; conversationId: string; mark: StoredReadMark }
  | { type: 'typing'; conversationId: string; author: MessageAuthor }
  | { type: 'attention'; attention: Attention };

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
