/** One HTTP exchange with TikTok Shop: bounded in time and in what is read, no redirects, JSON in its envelope. */

import { z } from 'zod';
import { parsedJson, whyNoAnswer } from '../../application/strangers.ts';
import { MarketplaceError } from '../marketplace/port.ts';
import { failureOf, uncertain } from './failures.ts';

const CALL_TIMEOUT_MS = 10_000;
const MOST_BYTES = 8 * 1024 * 1024;

const Envelope = z.looseObject({ code: z.number(), message: z.string().nullish(), data: z.unknown() });

/** The `data` of a success. Throws MarketplaceError for anything else; `uncertain` where no answer says what happened. */
export async function exchange<T extends z.ZodType>(url: URL, init: RequestInit, shape: T): Promise<z.output<T>> {
  const { status, text, retryAfter } = await fetched(url, init);
  const read = Envelope.safeParse(parsedJson(text));
  if (!read.success || read.data.code !== 0) {
    const { code = null, message } = read.data ?? {};
    throw new MarketplaceError(failureOf({ status, code, message: message ?? text, retryAfter }));
  }
  const data = shape.safeParse(read.data.data ?? {});
  if (data.success) return data.data;
  throw uncertain(`answered what is none of its own: ${data.error.issues[0]?.path.join('.') ?? ''}`);
}

async function fetched(url: URL, init: RequestInit) {
  try {
    const signal = AbortSignal.timeout(CALL_TIMEOUT_MS);
    const response = await fetch(url, { ...init, redirect: 'manual', signal });
    return { status: response.status, text: await textOf(response), retryAfter: response.headers.get('retry-after') };
  } catch (error) {
    throw uncertain(whyNoAnswer(error) ?? 'no answer');
  }
}

async function textOf(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength;
    if (size > MOST_BYTES) throw new Error(`the answer is longer than ${MOST_BYTES} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
