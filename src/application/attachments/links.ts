/**
 * Links to pictures. Each is made for one reader, lasts an hour, and says nothing but who reads what: whether that reader may
 * still see it is asked again when it is opened. Links are made whenever an answer is made and are stored nowhere.
 */
import { z } from 'zod';
import type { AttachmentView } from '../../contract/attachment.ts';
import { isAttachmentId } from '../../contract/attachment-id.ts';
import { type MessageView, ReaderRole } from '../../contract/chat.ts';
import { Id } from '../../contract/primitives.ts';
import type { Caller } from '../access.ts';
import { readLink, signLink } from '../signed-links.ts';
import { PICTURE_SIZES, type PictureSize } from './files.ts';
import type { AttachmentFacts } from './ports.ts';

export const ATTACHMENT_PATH = '/a/';
const LASTS_MS = 3_600_000;

/** Short names keep the link short. `cnv`: the one conversation that the reader's token is for. */
const KIND = {
  issuer: 'parley-attachment-links',
  audience: 'parley-attachments',
  type: 'attachment+jwt',
  claims: z.object({
    att: z.string().refine(isAttachmentId),
    size: z.enum(PICTURE_SIZES),
    role: z.union([ReaderRole, z.literal('integrator')]),
    sub: Id,
    usr: Id.optional(),
    cnv: Id.optional(),
  }),
};

export interface AttachmentLinks {
  /** What this reader is shown of a picture. */
  view(facts: AttachmentFacts, reader: Caller): AttachmentView;
  /** The same of all that a message holds. */
  onto(message: MessageView, reader: Caller): MessageView;
  /** The address of the picture for this reader. */
  url(id: string, size: PictureSize, reader: Caller): string;
  /** What a link's token is for; null for anything that is no link of ours, or has ended. */
  read(token: string): Promise<{ id: string; size: PictureSize; reader: Caller } | null>;
}

/** `now`: milliseconds of wall time. */
export function createAttachmentLinks(parts: {
  secrets: readonly string[];
  address(): string;
  now(): number;
}): AttachmentLinks {
  function url(id: string, size: PictureSize, reader: Caller): string {
    const ends = new Date(parts.now() + LASTS_MS).toISOString();
    return (
      parts.address() + ATTACHMENT_PATH + signLink(KIND, { att: id, size, ...claimsOf(reader) }, ends, parts.secrets)
    );
  }
  const view = (facts: AttachmentFacts, reader: Caller): AttachmentView => ({
    ...facts,
    url: url(facts.id, 'full', reader),
    thumbnailUrl: url(facts.id, 'thumb', reader),
  });
  return {
    url,
    view,
    onto: ({ attachments, ...message }, reader) =>
      attachments ? { ...message, attachments: attachments.map((one) => view(one, reader)) } : message,
    async read(token) {
      const claims = await readLink(KIND, token, parts.secrets, parts.now());
      return claims && { id: claims.att, size: claims.size, reader: readerIn(claims) };
    },
  };
}

/** The message as an answer is stored: whoever is given it again gets links of their own then. */
export const withoutLinks = ({ attachments, ...message }: MessageView): object => ({
  ...message,
  ...(attachments ? { attachments: attachments.map(({ url: _, thumbnailUrl: __, ...facts }) => facts) } : {}),
});

function claimsOf({ person }: Caller) {
  if (!person) return { role: 'integrator', sub: 'integrator' };
  const { role, id: sub, userId: usr, conversationId: cnv } = person;
  return { role, sub, ...(usr ? { usr } : {}), ...(cnv ? { cnv } : {}) };
}

function readerIn({ role, sub: id, usr: userId, cnv: conversationId }: z.output<(typeof KIND)['claims']>): Caller {
  if (role === 'integrator') return { kind: 'integrator' };
  const person = { role, id, ...(userId ? { userId } : {}), ...(conversationId ? { conversationId } : {}) };
  return { kind: 'person', person };
}
