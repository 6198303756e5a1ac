/** What saved replies need from the outside. */
import type { Reply } from '../../contract/replies.ts';

/** Whose they are: a shop's, by its id, or the agents' (null). */
export type ReplyOwner = string | null;

/** What they are kept under. No shop's id holds a space. */
export const ownerKey = (owner: ReplyOwner): string => owner ?? 'the agents';

export interface ReplyStore {
  /** In the order in which they were put; none where nobody put any. */
  get(owner: ReplyOwner): Promise<Reply[]>;
  /** All of them, in place of those before. */
  put(owner: ReplyOwner, replies: readonly Reply[]): Promise<void>;
}
