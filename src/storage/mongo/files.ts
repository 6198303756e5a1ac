/**
 * Files in GridFS, so that MongoDB's own tools read them. A file is there once its head is written, after all of its chunks, and
 * the newest of a name is the file: whoever wrote one takes all but the newest away, their own where somebody was later. A put that
 * is sent again because its answer was lost writes another one; what it left without a head goes when the file is removed.
 */
import { randomUUID } from 'node:crypto';
import { mongo } from 'mongoose';
import { type Files, requireFileName } from '../../application/files.ts';
import type { Collections } from './collections/collections.ts';
import { reach } from './reach.ts';

const CHUNK_BYTES = 255 * 1024;
const NEWEST_FIRST = { uploadDate: -1, _id: -1 } as const;
const MOST_LOOKS = 5;

/** Ids of one name are the strings from `name/` up to `name0`, which follows `/`. */
const idsOf = (name: string) => ({ $gte: `${name}/`, $lt: `${name}0` });

export function mongoFiles({ fileHeads, fileChunks }: Collections): Files {
  async function write(name: string, bytes: Uint8Array): Promise<void> {
    const id = `${name}/${randomUUID()}`;
    const chunks = chunked(bytes).map((data, n) => ({ files_id: id, n, data: new mongo.Binary(data) }));
    if (chunks.length > 0) await fileChunks.insertMany(chunks);
    const head = { _id: id, length: bytes.length, chunkSize: CHUNK_BYTES, uploadDate: new Date(), filename: name };
    await fileHeads.insertOne(head);
    const [, ...older] = await fileHeads
      .find({ _id: idsOf(name) })
      .sort(NEWEST_FIRST)
      .map(({ _id }) => _id)
      .toArray();
    await removeAll(older);
  }

  async function removeAll(ids: string[]): Promise<void> {
    if (ids.length === 0) return;
    await fileHeads.deleteMany({ _id: { $in: ids } });
    await fileChunks.deleteMany({ files_id: { $in: ids } });
  }

  async function read(name: string): Promise<Uint8Array | null> {
    for (let looks = 0; looks < MOST_LOOKS; looks += 1) {
      const [head] = await fileHeads
        .find({ _id: idsOf(name) })
        .sort(NEWEST_FIRST)
        .limit(1)
        .toArray();
      if (!head) return null;
      const chunks = await fileChunks.find({ files_id: head._id }).sort({ n: 1 }).toArray();
      const bytes = Buffer.concat(chunks.map(({ data }) => data.value()));
      // Otherwise it was replaced or removed between the two reads.
      if (bytes.length === head.length) return bytes;
    }
    return null;
  }

  /** Heads first: what has none is no file. */
  async function remove(names: readonly string[]): Promise<void> {
    for (const name of names) {
      await fileHeads.deleteMany({ _id: idsOf(name) });
      await fileChunks.deleteMany({ files_id: idsOf(name) });
    }
  }

  return {
    ready: async () => {},
    put: async (name, bytes) => {
      requireFileName(name);
      await reach(() => write(name, bytes));
    },
    get: async (name) => {
      requireFileName(name);
      return reach(() => read(name));
    },
    remove: async (names) => {
      for (const name of names) requireFileName(name);
      await reach(() => remove(names));
    },
  };
}

function chunked(bytes: Uint8Array): Uint8Array[] {
  const chunks: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; at += CHUNK_BYTES) chunks.push(bytes.subarray(at, at + CHUNK_BYTES));
  return chunks;
}
