/** What lies beside requests and conversations, as its lines say it. */
import { z } from 'zod';
import { MOST_ALT, PICTURE_TYPES, type PictureType } from '../contract/attachment.ts';
import { isAttachmentId } from '../contract/attachment-id.ts';
import { ReaderRole } from '../contract/chat.ts';
import { NoteAudience } from '../contract/note.ts';
import { CarriedRequestId, Id } from '../contract/primitives.ts';
import { ReplyList } from '../contract/replies.ts';
import { StoredInstant as Instant, keptWords } from '../contract/stored.ts';

export const RepliesFields = { owner: Id.nullable(), items: ReplyList.shape.items };

export const NoteFields = {
  note: z.strictObject({
    id: Id,
    requestId: CarriedRequestId,
    sellerId: Id,
    at: Instant,
    author: z.strictObject({
      role: z.enum(['seller', 'agent']),
      id: Id,
      userId: Id.optional(),
      name: keptWords(200).optional(),
    }),
    audience: NoteAudience,
    text: keptWords(4000),
  }),
};

const isBase64 = (text: string): boolean => Buffer.from(text, 'base64').toString('base64') === text;
const Picture = z.string().min(1).refine(isBase64, 'must be base64');

/** How a picture of each type begins: what is kept is shown as what it is said to be. */
const BEGINNINGS: Record<PictureType, RegExp> = {
  'image/jpeg': /^ffd8ff/u,
  'image/png': /^89504e470d0a1a0a/u,
  'image/webp': /^52494646.{8}57454250/u,
};
const begins = (type: PictureType, base64: string): boolean =>
  BEGINNINGS[type].test(Buffer.from(base64.slice(0, 32), 'base64').toString('hex'));
const bytesOf = (base64: string): number => Buffer.byteLength(base64, 'base64');

export const Photo = z
  .strictObject({
    kind: z.literal('photo'),
    photo: z.strictObject({
      id: z.string().refine(isAttachmentId, 'must be the id of a photo, such as att_7Yb3'),
      conversationId: Id,
      at: Instant,
      usedAt: Instant,
      by: z.strictObject({ role: ReaderRole, id: Id, userId: Id.optional() }),
      contentType: z.enum(PICTURE_TYPES),
      width: z.int().min(1),
      height: z.int().min(1),
      bytes: z.int().min(1),
      alt: keptWords(MOST_ALT).optional(),
    }),
    full: Picture,
    thumb: Picture,
  })
  .refine(({ photo, full, thumb }) => [full, thumb].every((one) => begins(photo.contentType, one)), {
    path: ['full'],
    error: 'is no picture of the type that it is said to be',
  })
  .refine(({ photo, full }) => bytesOf(full) === photo.bytes, {
    path: ['full'],
    error: 'has not as many bytes as it is said to have',
  });
