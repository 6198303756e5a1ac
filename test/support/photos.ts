/** Photos over a storage of the tests, and pictures to send. */
import sharp, { type Sharp } from 'sharp';
import { createPhotos, type Photos } from '../../src/application/attachments/photos.ts';
import type { Clock } from '../../src/application/ports/clock.ts';
import type { Store } from '../../src/application/ports/store.ts';
import { createPictures } from '../../src/pictures/pictures.ts';

export const photosOver = (
  store: Store,
  clock: Clock,
  {
    wallClock = clock,
    secret = 'a-secret-of-the-tests-0123456789abcdef',
    address = (): string => 'https://parley.example',
  } = {},
): Photos => createPhotos({ store, readPicture: createPictures(), secrets: [secret], address, clock, wallClock });

/** Where a photo was taken and with what, which nobody is to learn. */
export const TAKEN_AT = {
  IFD0: { Make: 'MarkedCamera', Software: 'MarkedPerson' },
  IFD3: { GPSLatitude: '13/1 45/1 0/1' },
};

/** A picture of two colours: the left half red, the right half blue. */
export function picture(format: 'jpeg' | 'png' | 'webp', { width = 640, height = 480 } = {}): Sharp {
  const half = { create: { width: Math.ceil(width / 2), height, channels: 3 as const, background: '#0000ff' } };
  return sharp({ create: { width, height, channels: 3, background: '#ff0000' } })
    .composite([{ input: half, left: Math.floor(width / 2), top: 0 }])
    .toFormat(format);
}
export const photo = (): Promise<Buffer> => picture('jpeg').withExif(TAKEN_AT).toBuffer();

const GRAIN = { type: 'gaussian', mean: 128, sigma: 8 } as const;

/**
 * What a phone's camera leaves: a JPEG with grain, held upright and so stored on its side, that says where it was taken and
 * with what. `width` and `height` as it is looked at.
 */
export async function phonePhoto({ width, height }: { width: number; height: number }): Promise<Buffer> {
  const small = {
    width: Math.ceil(height / 4),
    height: Math.ceil(width / 4),
    channels: 3 as const,
    background: '#888',
  };
  return sharp({ create: { ...small, noise: GRAIN } })
    .resize(height, width, { kernel: 'cubic' })
    .withExif(TAKEN_AT)
    .withMetadata({ orientation: 6 })
    .jpeg({ quality: 82 })
    .toBuffer();
}
