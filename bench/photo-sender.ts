/**
 * Whoever sends photos, in a process of its own, so that what it takes to send many holds up nobody who measures something
 * else. Arguments: the server's port, how many photos, and to how many conversations. It says how large a photo is when it has
 * made some; asked to, it sends all and answers how long each upload took.
 */
import { once } from 'node:events';
import sharp from 'sharp';
import { API_KEY } from '../test/support/load/server.ts';
import { buyerOf, call, inParallel } from './api.ts';

const [port = 0, photos = 0, conversations = 0] = process.argv.slice(2).map(Number);
const AT_ONCE = 20;
const A_MESSAGE = 5;
/** Every so manieth is one of 12 megapixels that something else than a page sent. */
const LARGE_EVERY = 20;

export interface Sent {
  seconds: number;
  /** Of each upload, in milliseconds. */
  took: number[];
}

/** A photo of nothing in particular: shades, and the grain that a camera leaves. */
function photo(width: number, height: number): Promise<Buffer> {
  const grain = { width: width / 4, height: height / 4, channels: 3 as const, background: '#888' };
  return sharp({ create: { ...grain, noise: { type: 'gaussian', mean: 128, sigma: 8 } } })
    .resize(width, height, { kernel: 'cubic' })
    .jpeg({ quality: 82 })
    .toBuffer();
}

/** Sends one; answers its id. */
async function upload(index: number, bytes: Buffer): Promise<string> {
  const { buyerId, conversationId } = buyerOf(index);
  const response = await fetch(`http://127.0.0.1:${port}/v1/conversations/${conversationId}/attachments`, {
    method: 'POST',
    headers: { authorization: `Bearer ${API_KEY}`, 'content-type': 'image/jpeg', 'parley-actor': `buyer:${buyerId}` },
    body: new Uint8Array(bytes),
  });
  const answer = (await response.json()) as { id: string };
  if (response.status !== 201) throw new Error(`an upload answered ${response.status}: ${JSON.stringify(answer)}`);
  return answer.id;
}

/** Sends all photos and uses them in messages, so many each. */
async function sendAll(shrunk: Buffer, large: Buffer): Promise<Sent> {
  const took: number[] = [];
  const began = performance.now();
  await inParallel(
    photos / A_MESSAGE,
    async (message) => {
      const { buyerId, conversationId } = buyerOf(message % conversations);
      const attachments: string[] = [];
      for (let n = 0; n < A_MESSAGE; n += 1) {
        const startedAt = performance.now();
        const isLarge = (message * A_MESSAGE + n) % LARGE_EVERY === LARGE_EVERY - 1;
        attachments.push(await upload(message % conversations, isLarge ? large : shrunk));
        took.push(performance.now() - startedAt);
      }
      const path = `/v1/conversations/${conversationId}/messages`;
      await call(port, 'POST', path, { text: 'Only one bowl', attachments }, `buyer:${buyerId}`);
    },
    AT_ONCE,
  );
  return { seconds: (performance.now() - began) / 1000, took };
}

const [shrunk, large] = await Promise.all([photo(2_048, 1_536), photo(4_000, 3_000)]);
process.send?.(shrunk.length);
await once(process, 'message');
process.send?.(await sendAll(shrunk, large));
process.disconnect();
