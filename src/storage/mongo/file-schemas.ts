/** GridFS's two collections, as its specification has them. */
import { type Connection, type mongo, Schema } from 'mongoose';
import { number, options, shardedBy, text } from './schema-parts.ts';

export interface FileHeadDocument {
  /** Its name, a slash, and what tells one writing from another. */
  _id: string;
  length: number;
  chunkSize: number;
  uploadDate: Date;
  filename: string;
}
export interface FileChunkDocument {
  files_id: string;
  n: number;
  data: mongo.Binary;
}

/** Registers the schemas on a connection. */
export function fileModels(connection: Connection) {
  const head = new Schema<FileHeadDocument>(
    { _id: text, length: number, chunkSize: number, uploadDate: Date, filename: text },
    options,
  );
  const chunk = new Schema<FileChunkDocument>(
    { files_id: text, n: number, data: Buffer },
    shardedBy({ files_id: 1, n: 1 }),
  );
  return [
    connection.model('FileHead', head, 'files.files'),
    connection.model('FileChunk', chunk.index({ files_id: 1, n: 1 }, { unique: true }), 'files.chunks'),
  ];
}
