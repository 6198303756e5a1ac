/**
 * Notes between colleagues. A shop's are for that shop and for agents, agents' for agents alone; buyers, webhooks and Slack never
 * hear of any. They are no part of a request's history or version.
 */
import { createHash, randomUUID } from 'node:crypto';
import type { NoteAudience, NoteView } from '../../contract/note.ts';
import type { RequestState } from '../../domain/request.ts';
import { authorOf, type Person } from '../access.ts';
import type { Feed } from '../feed.ts';
import type { Clock } from '../ports/clock.ts';
import type { NotePosition, NoteStore, StoredNote } from './ports.ts';

/** Somebody of a shop's or the agents' staff. */
export type Colleague = Person & { role: 'seller' | 'agent' };
export const isColleague = (person: Person | undefined): person is Colleague =>
  person !== undefined && person.role !== 'buyer';

export interface Notes {
  /** Oldest first, those that this colleague reads. The request is one that they may see. */
  page(
    colleague: Colleague,
    requestId: string,
    query: { after?: NotePosition; limit: number },
  ): Promise<{ notes: NoteView[]; next: NotePosition | null }>;
  /** The same `commandId` again answers the note that exists. */
  write(colleague: Colleague, state: RequestState, text: string, commandId?: string): Promise<NoteView>;
}

const READ_BY: Record<Colleague['role'], readonly NoteAudience[]> = { seller: ['shop'], agent: ['shop', 'agents'] };

/** Whether a colleague of this role reads notes of this audience, where they see the request. */
export const readsNote = (role: Person['role'], audience: NoteAudience): boolean =>
  role !== 'buyer' && READ_BY[role].includes(audience);

export function viewNote({ requestId: _, sellerId: __, ...note }: StoredNote): NoteView {
  return note;
}

export function createNotes({ store, feed, clock }: { store: NoteStore; feed: Feed; clock: Clock }): Notes {
  return {
    async page({ role }, requestId, { after, limit }) {
      const found = await store.list({ requestId, audiences: READ_BY[role], after, limit: limit + 1 });
      const shown = found.slice(0, limit);
      const last = shown.at(-1);
      const next = last && found.length > limit ? { at: last.at, id: last.id } : null;
      return { notes: shown.map(viewNote), next };
    },

    async write(colleague, { id: requestId, facts: { sellerId } }, text, commandId) {
      const note = await store.add({
        id: noteId(requestId, commandId),
        requestId,
        sellerId,
        at: new Date(clock.now()).toISOString(),
        author: authorOf(colleague),
        audience: colleague.role === 'seller' ? 'shop' : 'agents',
        text,
      });
      // Where a command is done again nobody may have been told; who was knows it by its id.
      feed.publish({ type: 'note', note });
      return viewNote(note);
    },
  };
}

/** A command that is done again finds the note that it made. */
const noteId = (requestId: string, commandId = `${randomUUID()}`): string =>
  `note_${createHash('sha256')
    .update(JSON.stringify([requestId, commandId]))
    .digest('base64url')
    .slice(0, 27)}`;
