/**
 * Answers that are made while they are sent, so that their length costs no memory: the next part is asked for when the caller
 * has taken the one before, and no more once the caller is gone.
 */
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Request, Response } from 'express';

export interface Streamed {
  status: number;
  headers: Record<string, string>;
  contentType: string;
  parts: AsyncIterable<string>;
}

/** A caller who takes nothing for so long is gone, whatever their network says. */
const TAKEN_WITHIN_MS = 60_000;

/**
 * What is wrong with the call is thrown before anything is sent. What goes wrong later ends the connection, so that no half is
 * taken for a whole, and is thrown as well.
 */
export async function sendStream(req: Request, res: Response, answer: Streamed): Promise<void> {
  const { status, headers, contentType, parts } = answer;
  const all = parts[Symbol.asyncIterator]();
  const first = await all.next();
  res.status(status).set({ ...headers, 'Content-Type': contentType, 'Cache-Control': 'no-store' });
  if (req.method === 'HEAD' || first.done) {
    await all.return?.();
    return void res.end();
  }
  res.setTimeout(TAKEN_WITHIN_MS, () => res.destroy());
  try {
    await pipeline(Readable.from(resumed(first.value, all)), res);
  } catch (error) {
    if (!isGone(error)) throw error;
  }
}

async function* resumed(first: string, rest: AsyncIterator<string>): AsyncGenerator<string> {
  try {
    yield first;
    yield* { [Symbol.asyncIterator]: () => rest };
  } finally {
    await rest.return?.();
  }
}

const isGone = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ERR_STREAM_PREMATURE_CLOSE';
