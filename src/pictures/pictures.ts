/**
 * Pictures that strangers sent, read and written anew. Nothing of a file that was sent is kept but its pixels.
 *
 * - Only JPEG, PNG and WebP are decoded, whatever the file says it is: libvips is not let near any other format.
 * - Bytes, pixels, time and how many are decoded at once are bounded; a server has it done by a process beside it
 *   (apart.ts).
 * - Of an animation the first picture is taken. What ends early or does not decode is refused.
 * - Orientation is applied, colours become sRGB, and all metadata stays behind: where it was taken above all.
 */
import { availableParallelism } from 'node:os';
import type { Sharp } from 'sharp';
import type { Picture, ReadPicture, Unreadable } from '../application/attachments/ports.ts';
import { createTurns } from '../application/turns.ts';
import { MOST_PIXELS, type PictureType } from '../contract/attachment.ts';
import { HEIC_ADVICE, isHeic } from '../contract/heic.ts';

const FORMATS: Record<string, PictureType> = { jpeg: 'image/jpeg', png: 'image/png', webp: 'image/webp' };
const LOADERS = ['VipsForeignLoadJpegBuffer', 'VipsForeignLoadPngBuffer', 'VipsForeignLoadWebpBuffer'];
const LONGEST_SIDE = 2_048;
const THUMBNAIL_SIDE = 320;
const WITHIN_SECONDS = 10;
/** Decoding takes a processor: one is left to whoever answers people. */
const AT_ONCE = Math.max(1, Math.min(2, availableParallelism() - 1));
const MOST_WAITING = 100;

export const TOOK_TOO_LONG = 'It took too long to read. Send it smaller, or as another JPEG.';

/** Loaded with the first picture: most starts of a server see none for a while, and it is a large library. */
let loaded: Promise<typeof import('sharp').default> | undefined;
const load = () => {
  loaded ??= import('sharp').then(({ default: sharp }) => {
    sharp.block({ operation: ['VipsForeignLoad'] });
    sharp.unblock({ operation: LOADERS });
    sharp.cache(false);
    sharp.concurrency(1);
    return sharp;
  });
  return loaded;
};

/** A few at a time, by `read`: here, or in a process beside this one. */
export function createPictures(read: ReadPicture = readHere): ReadPicture {
  const turns = createTurns(AT_ONCE, MOST_WAITING);
  return (sent) => turns.run(() => read(sent));
}

/** Reads one in this process, on threads of libuv's. */
export async function readHere(sent: Uint8Array): Promise<Picture | Unreadable> {
  if (isHeic(sent)) return unreadable(HEIC_ADVICE);
  try {
    return await writtenAnew(sent);
  } catch (error) {
    const reason = error instanceof Error ? error.message : '';
    if (/pixel limit/u.test(reason)) return tooManyPixels();
    if (/timeout/iu.test(reason)) return unreadable(TOOK_TOO_LONG);
    return unreadable(
      'It is no JPEG, PNG or WebP, or a part of it is missing. Open it on your device and send it again.',
    );
  }
}

async function writtenAnew(sent: Uint8Array): Promise<Picture | Unreadable> {
  const sharp = await load();
  const options = { failOn: 'error', limitInputPixels: MOST_PIXELS, sequentialRead: true, pages: 1 } as const;
  const { format, width, height } = await sharp(sent, options).metadata();
  const contentType = FORMATS[format];
  if (!contentType) return unreadable('It is no JPEG, PNG or WebP.');
  if (width * height > MOST_PIXELS) return tooManyPixels();
  const fitted = (from: Uint8Array, side: number) => {
    const size = { width: side, height: side, fit: 'inside', withoutEnlargement: true } as const;
    const picture = sharp(from, options).autoOrient().resize(size).toColourspace('srgb');
    return encoded(picture, contentType).timeout({ seconds: WITHIN_SECONDS });
  };
  const { data: bytes, info } = await fitted(sent, LONGEST_SIDE).toBuffer({ resolveWithObject: true });
  const thumbnail = await fitted(bytes, THUMBNAIL_SIDE).toBuffer();
  return { contentType, width: info.width, height: info.height, bytes, thumbnail };
}

function encoded(picture: Sharp, contentType: PictureType): Sharp {
  switch (contentType) {
    case 'image/jpeg':
      return picture.jpeg({ quality: 82 });
    case 'image/png':
      return picture.png({ compressionLevel: 6 });
    case 'image/webp':
      return picture.webp({ quality: 82, effort: 2 });
  }
}

export const unreadable = (detail: string): Unreadable => ({
  code: 'picture_unreadable',
  detail: `The picture cannot be read. ${detail}`,
});
const tooManyPixels = (): Unreadable => ({
  code: 'payload_too_large',
  detail: `The picture has more than ${MOST_PIXELS / 1_000_000} megapixels. Send it smaller.`,
});
