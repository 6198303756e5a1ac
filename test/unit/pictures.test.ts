/** Whatever strangers send is written anew, or refused with a sentence. */
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import type { Picture } from '../../src/application/attachments/ports.ts';
import { createPictures } from '../../src/pictures/pictures.ts';
import { photo, picture, TAKEN_AT } from '../support/photos.ts';

const read = createPictures();

async function taken(sent: Uint8Array): Promise<Picture> {
  const answer = await read(sent);
  if ('code' in answer) throw new Error(answer.detail);
  return answer;
}
const refused = async (sent: Uint8Array) => {
  const answer = await read(sent);
  return 'code' in answer ? answer : { code: 'taken', detail: '' };
};

describe('A picture that was sent', () => {
  it.each(['jpeg', 'png', 'webp'] as const)('is a %s still, small enough, with a thumbnail', async (format) => {
    const { contentType, width, height, bytes, thumbnail } = await taken(
      await picture(format, { width: 3_000, height: 1_500 }).toBuffer(),
    );
    expect({ contentType, width, height }).toEqual({ contentType: `image/${format}`, width: 2_048, height: 1_024 });
    expect(await sharp(bytes).metadata()).toMatchObject({ format, width: 2_048, height: 1_024 });
    expect(await sharp(thumbnail).metadata()).toMatchObject({ format, width: 320, height: 160 });
  });

  it('is not made larger', async () => {
    const { width, height, thumbnail } = await taken(await picture('jpeg', { width: 100, height: 50 }).toBuffer());
    expect({ width, height }).toEqual({ width: 100, height: 50 });
    expect(await sharp(thumbnail).metadata()).toMatchObject({ width: 100, height: 50 });
  });

  it.each(['jpeg', 'png', 'webp'] as const)(
    'says nothing of where, when and with what it was taken: %s',
    async (format) => {
      const marked = '<x:xmpmeta xmlns:x="adobe:ns:meta/">MarkedPerson</x:xmpmeta>';
      const sent = await picture(format).withExif(TAKEN_AT).withXmp(marked).withIccProfile('p3').toBuffer();
      expect(sent.toString('latin1')).toMatch(/Marked/u);
      const { bytes, thumbnail } = await taken(sent);
      for (const written of [bytes, thumbnail]) {
        expect(Buffer.from(written).toString('latin1')).not.toMatch(/Marked|Exif|xmp/iu);
        const { exif, xmp, icc, iptc, orientation } = await sharp(written).metadata();
        expect([exif, xmp, icc, iptc, orientation]).toEqual([undefined, undefined, undefined, undefined, undefined]);
      }
    },
  );

  it('stands as it was held', async () => {
    const held = await picture('jpeg', { width: 200, height: 100 }).withMetadata({ orientation: 6 }).toBuffer();
    const { width, height, bytes } = await taken(held);
    expect({ width, height }).toEqual({ width: 100, height: 200 });
    const { data } = await sharp(bytes).raw().toBuffer({ resolveWithObject: true });
    expect([Number(data[0]) > 200, Number(data[2]) < 60]).toEqual([true, true]);
  });

  it('that moves is its first picture', async () => {
    const frames = Buffer.concat([Buffer.alloc(64 * 64 * 3, 255), Buffer.alloc(64 * 64 * 3, 0)]);
    const moving = await sharp(frames, { raw: { width: 64, height: 128, channels: 3, pageHeight: 64 } })
      .webp({ loop: 0, delay: [100, 100] })
      .toBuffer();
    expect((await sharp(moving).metadata()).pages).toBe(2);
    const { width, height, bytes } = await taken(moving);
    expect({ width, height, pages: (await sharp(bytes).metadata()).pages ?? 1 }).toEqual({
      width: 64,
      height: 64,
      pages: 1,
    });
  });

  it('that is also something else is only a picture afterwards', async () => {
    const page = '<script>alert(1)</script>PK\u0003\u0004';
    const { bytes } = await taken(Buffer.concat([await photo(), Buffer.from(page)]));
    expect(Buffer.from(bytes).toString('latin1')).not.toMatch(/script|alert/u);
  });
});

describe('What is refused', () => {
  const svg = Buffer.from(
    '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><rect width="9" height="9"/></svg>',
  );
  const heic = Buffer.from('\0\0\0\u0018ftypheic\0\0\0\0mif1heic', 'latin1');

  it.each([
    ['nothing', async () => Buffer.alloc(0)],
    ['words', async () => Buffer.from('no picture at all')],
    ['SVG', async () => svg],
    ['GIF', () => picture('png').gif().toBuffer()],
    ['TIFF', () => picture('png').tiff().toBuffer()],
    ['AVIF', () => picture('png', { width: 32, height: 32 }).avif().toBuffer()],
    ['a head and noise', async () => Buffer.concat([(await photo()).subarray(0, 200), Buffer.alloc(5_000, 0x5a)])],
    ['half of a JPEG', async () => (await photo()).subarray(0, -1_500)],
    ['half of a PNG', async () => (await picture('png').toBuffer()).subarray(0, -1_000)],
    ['half of a WebP', async () => (await picture('webp').toBuffer()).subarray(0, -300)],
  ])('%s', async (_, made) => {
    expect(await refused(await made())).toMatchObject({ code: 'picture_unreadable' });
  });

  it('HEIC, with what to do', async () => {
    expect((await refused(heic)).detail).toMatch(/HEIC .* as iPhones keep them\. Send it as JPEG/u);
  });

  it.each(['png', 'webp', 'jpeg'] as const)(
    'more pixels than can be: a small %s that would be large',
    async (format) => {
      const most = format === 'webp' ? 16_000 : 20_000;
      const flat = sharp({ create: { width: most, height: 2_600, channels: 3, background: '#fff' } });
      const bomb = await flat.toFormat(format).toBuffer();
      expect(bomb.length).toBeLessThan(2_000_000);
      expect(await refused(bomb)).toMatchObject({
        code: 'payload_too_large',
        detail: expect.stringContaining('40 megapixels'),
      });
    },
  );
});
