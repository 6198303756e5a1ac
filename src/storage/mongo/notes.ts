/** Notes between colleagues. Every write bears being sent again: it says how things are to be. */
import type { NotePosition, NoteStore, StoredNote } from '../../application/notes/ports.ts';
import type { Collections } from './collections/collections.ts';
import type { NoteDocument } from './collections/notes.ts';
import { unlessOvertaken } from './overtaken.ts';
import { reach } from './reach.ts';

const noteOf = ({ _id, author, ...document }: NoteDocument): StoredNote => ({
  id: _id,
  ...document,
  author: JSON.parse(author),
});

const behind = ({ at, id }: NotePosition) => ({ $or: [{ at: { $gt: at } }, { at, _id: { $gt: id } }] });
const OLDEST_FIRST = { at: 1, _id: 1 } as const;

export function mongoNotes({ notes }: Collections): NoteStore {
  async function add({ id: _id, requestId, author, ...stated }: StoredNote): Promise<StoredNote> {
    const document = { ...stated, author: JSON.stringify(author) };
    const written = { upsert: true, returnDocument: 'after' } as const;
    const found = await unlessOvertaken(() =>
      notes.findOneAndUpdate({ _id, requestId }, { $setOnInsert: document }, written),
    );
    if (!found) throw new Error(`the note ${_id} was neither written nor found`);
    return noteOf(found);
  }

  return {
    add: (note) => reach(() => add(note)),
    find: (requestId, id) =>
      reach(async () => {
        const found = await notes.findOne({ _id: id, requestId });
        return found && noteOf(found);
      }),
    list: ({ requestId, audiences, after, limit }) =>
      reach(async () => {
        const asked = { requestId, audience: { $in: [...audiences] }, ...(after ? behind(after) : {}) };
        return (await notes.find(asked).sort(OLDEST_FIRST).limit(limit).toArray()).map(noteOf);
      }),
    written: (after, limit) =>
      reach(async () => {
        const asked = { at: { $gte: after.at }, ...behind(after) };
        return (await notes.find(asked).sort(OLDEST_FIRST).limit(limit).toArray()).map(noteOf);
      }),
    overwrite: async (requestId, text) => {
      await reach(() => notes.updateMany({ requestId }, { $set: { text } }));
    },
  };
}
