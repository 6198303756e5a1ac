/**
 * Pictures that a seller links to when they reject, fetched to be handed to TikTok Shop. A link is a person's: it is
 * fetched from public networks only, without following it elsewhere, and written anew before it goes anywhere: smaller,
 * and without what it says of where it was taken.
 */
import { promises as dns, type LookupAddress } from 'node:dns';
import http, { type IncomingMessage } from 'node:http';
import https from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import type { ReadPicture } from '../../application/attachments/ports.ts';
import type { PictureType } from '../../contract/attachment.ts';

export interface EvidenceImage {
  bytes: Uint8Array<ArrayBuffer>;
  mime: PictureType;
  /** In pixels. */
  width: number;
  height: number;
}

/** The picture a link leads to; null where it leads to none. Never rejects. */
export type FetchEvidence = (url: string) => Promise<EvidenceImage | null>;

/** What TikTok Shop takes: "Upload Product Image". */
const MOST_BYTES = 10 * 1024 * 1024;
const WITHIN_MS = 10_000;

/** `isAllowed`: whether an IP address may be connected to. It is asked about what is connected to, not before. */
export function createEvidence(isAllowed: (address: string) => boolean, readPicture: ReadPicture): FetchEvidence {
  const checked = (addresses: LookupAddress[]): LookupAddress[] => {
    const bad = addresses.find(({ address }) => !isAllowed(address));
    if (bad) throw new Error(`${bad.address} is not in a public network`);
    return addresses;
  };
  const lookup: LookupFunction = (hostname, options, callback) => {
    dns
      .lookup(hostname, { all: true })
      .then(checked)
      .then(
        (addresses) => {
          const [first] = addresses;
          if (options.all) callback(null, addresses);
          else if (first) callback(null, first.address, first.family);
          else callback(new Error(`${hostname} has no address`), '');
        },
        (error) => callback(error, ''),
      );
  };

  return async (link) => {
    try {
      const url = new URL(link);
      const literal = url.hostname.replace(/^\[(.*)\]$/u, '$1');
      if (isIP(literal) !== 0) checked([{ address: literal, family: isIP(literal) }]);
      const picture = await readPicture(await get(url, lookup));
      if (!('bytes' in picture)) return null;
      const { bytes, contentType: mime, width, height } = picture;
      return { bytes: new Uint8Array(bytes), mime, width, height };
    } catch {
      return null;
    }
  };
}

function get(url: URL, lookup: LookupFunction): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const signal = AbortSignal.timeout(WITHIN_MS);
    const request = (url.protocol === 'https:' ? https : http).get(url, { lookup, signal, agent: false });
    request.once('error', reject);
    request.once('response', (response) => {
      if (response.statusCode === 200) return void bodyOf(response).then(resolve, reject);
      response.destroy();
      reject(new Error(`answered ${response.statusCode}`));
    });
  });
}

async function bodyOf(response: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    size += chunk.byteLength;
    if (size > MOST_BYTES) throw new Error('too large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
