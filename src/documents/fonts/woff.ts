/**
 * WOFF to SFNT (W3C WOFF 1.0, sections 3 to 5): the same tables, each inflated, under a directory without lengths of
 * compressed data. Done here since a Chinese font takes fontkit's own reader 0.4 s on the event loop, and zlib's threads
 * 30 ms off it.
 */
import { promisify } from 'node:util';
import { inflate } from 'node:zlib';

const inflated = promisify(inflate);

const WOFF_SIGNATURE = 0x774f4646;
const WOFF_HEADER = 44;
const WOFF_ENTRY = 20;
const SFNT_HEADER = 12;
const SFNT_ENTRY = 16;

interface Table {
  tag: Buffer;
  checksum: number;
  bytes: Buffer;
}

/** The font in `woff` as an SFNT file (TrueType or OpenType). Throws where it is no WOFF 1.0 file. */
export async function sfntFrom(woff: Buffer): Promise<Buffer> {
  if (woff.readUInt32BE(0) !== WOFF_SIGNATURE) throw new Error('not a WOFF 1.0 file');
  const count = woff.readUInt16BE(12);
  const tables = await Promise.all(Array.from({ length: count }, (_, index) => tableAt(woff, index)));
  const directory = Buffer.alloc(SFNT_HEADER + count * SFNT_ENTRY);
  directory.writeUInt32BE(woff.readUInt32BE(4), 0);
  directory.writeUInt16BE(count, 4);
  const body: Buffer[] = [];
  let offset = directory.length;
  for (const [index, { tag, checksum, bytes }] of tables.entries()) {
    const entry = SFNT_HEADER + index * SFNT_ENTRY;
    tag.copy(directory, entry);
    directory.writeUInt32BE(checksum, entry + 4);
    directory.writeUInt32BE(offset, entry + 8);
    directory.writeUInt32BE(bytes.length, entry + 12);
    const padding = Buffer.alloc(-bytes.length & 3);
    body.push(bytes, padding);
    offset += bytes.length + padding.length;
  }
  return Buffer.concat([directory, ...body]);
}

/** A table that compressing would not have made smaller is stored as it is. */
async function tableAt(woff: Buffer, index: number): Promise<Table> {
  const entry = WOFF_HEADER + index * WOFF_ENTRY;
  const offset = woff.readUInt32BE(entry + 4);
  const stored = woff.readUInt32BE(entry + 8);
  const length = woff.readUInt32BE(entry + 12);
  const raw = woff.subarray(offset, offset + stored);
  return {
    tag: woff.subarray(entry, entry + 4),
    checksum: woff.readUInt32BE(entry + 16),
    bytes: stored < length ? await inflated(raw) : raw,
  };
}
