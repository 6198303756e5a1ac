/** Photos in a conversation, on the wire. */
import { z } from 'zod';
import { ATTACHMENT_ID } from './attachment-id.ts';
import { words } from './primitives.ts';

/** What may be sent; what is answered is of the same type, written anew. */
export const PICTURE_TYPES = ['image/jpeg', 'image/png', 'image/webp'] as const;
export type PictureType = (typeof PICTURE_TYPES)[number];
export const MOST_PICTURE_BYTES = 10 * 1024 * 1024;
export const MOST_PIXELS = 40_000_000;
/** In one message. */
const MOST_ATTACHMENTS = 6;

export const MOST_ALT = 500;

const AttachmentId = z
  .string()
  .regex(ATTACHMENT_ID, 'must be the id of an attachment, such as att_7Yb3')
  .meta({ example: 'att_7Yb3' });

export const AttachmentIds = z
  .array(AttachmentId)
  .min(1)
  .max(MOST_ATTACHMENTS)
  .refine((ids) => new Set(ids).size === ids.length, 'must name each attachment once');

export const AttachmentView = z
  .object({
    id: z.string(),
    contentType: z.enum(PICTURE_TYPES),
    width: z.int(),
    height: z.int(),
    bytes: z.int(),
    alt: z.string().optional(),
    url: z.string().describe('For this reader alone, for an hour.'),
    thumbnailUrl: z.string().describe('The same, at most 320 pixels wide and high.'),
  })
  .meta({ id: 'Attachment' });
export type AttachmentView = z.infer<typeof AttachmentView>;

export const EvidenceList = z.object({ items: z.array(AttachmentView) });
export type EvidenceList = z.infer<typeof EvidenceList>;

export const AttachmentQuery = z.strictObject({
  alt: words(MOST_ALT).optional().describe('What the picture shows, for those who cannot see it.'),
});
