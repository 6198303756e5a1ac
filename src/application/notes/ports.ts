/** What notes need from the outside, and what is kept of one. */
import type { NoteAudience, NoteView } from '../../contract/note.ts';

export interface StoredNote extends NoteView {
  requestId: string;
  /** The shop of the request. */
  sellerId: string;
}
/** Where a reader stands: behind the note of this time and id. */
export type NotePosition = Pick<StoredNote, 'at' | 'id'>;

export interface NoteStore {
  /** Adds it, unless there is one with its id; answers what is there then. */
  add(note: StoredNote): Promise<StoredNote>;
  /** Null where the request has no note of this id. */
  find(requestId: string, id: string): Promise<StoredNote | null>;
  /** Those of a request for any of these audiences, oldest first, behind a position. */
  list(query: {
    requestId: string;
    audiences: readonly NoteAudience[];
    after?: NotePosition;
    limit: number;
  }): Promise<StoredNote[]>;
  /** Those of every request, oldest first, behind a position. */
  written(after: NotePosition, limit: number): Promise<StoredNote[]>;
  /** Puts this in the place of every word in the notes of a request. */
  overwrite(requestId: string, text: string): Promise<void>;
}
