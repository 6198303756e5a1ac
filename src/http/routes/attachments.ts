/** Photos in a conversation, and the links behind which they are shown. */

import type { Express, RequestHandler } from 'express';
import { z } from 'zod';
import { personOf } from '../../application/access.ts';
import { ATTACHMENT_PATH } from '../../application/attachments/links.ts';
import type { AttachmentFacts } from '../../application/attachments/ports.ts';
import { isRefusal } from '../../application/refused.ts';
import { AttachmentQuery, AttachmentView, MOST_PICTURE_BYTES, PICTURE_TYPES } from '../../contract/attachment.ts';
import { ConversationId } from '../../contract/chat.ts';
import { nameTheActor } from '../auth.ts';
import { contentTag, isNoneMatch } from '../etag.ts';
import type { HttpParts } from '../parts.ts';
import { granted, ProblemError } from '../problems.ts';
import { type Route, route } from '../route.ts';
import { limitCalls } from '../security.ts';
import { prepareLinkPage } from './answer-link.ts';

/** A grey pixel. */
const EXAMPLE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAACXBIWXMAAAPoAAAD6AG1e1JrAAAADElEQVQI12Po6OgAAAM0AZkQj9/uAAAAAElFTkSuQmCC',
  'base64',
);
const RETRY_TOMORROW_S = '3600';

export function attachmentRoutes({ photos }: HttpParts): Route[] {
  return [
    route({
      path: '/v1/conversations/:id/attachments',
      method: 'post',
      operation: 'uploadAttachment',
      tag: 'Conversations',
      params: z.object({ id: ConversationId }),
      query: AttachmentQuery,
      summary: 'Send a photo',
      description:
        'The picture itself is the body: at most 10 MB and 40 megapixels. It is written anew without anything it said beside its pixels, at most 2,048 pixels wide and high. Name its `id` in a message; one that is named nowhere goes after a day. The links are for the caller alone, for an hour. The integrator names who sends it.',
      bytes: { types: PICTURE_TYPES, limit: MOST_PICTURE_BYTES },
      body: z.custom<Uint8Array>((body) => Buffer.isBuffer(body)),
      example: EXAMPLE,
      answers: { 201: { description: 'The picture, as it is kept.', schema: AttachmentView } },
      problems: ['unsupported_media_type', 'picture_unreadable', 'payload_too_large', 'conflict', 'rate_limited'],
      dress: (facts, caller) => photos.links.view(facts as AttachmentFacts, caller),
      async handle({ params: { id }, query: { alt }, body: bytes, caller, commandId }) {
        if (!personOf(caller)) throw nameTheActor('Photos are sent by people');
        const taken = await photos.take(caller, id, { bytes, alt, commandId });
        if (!taken) throw new ProblemError('not_found', `There is no conversation ${id}.`);
        if (isRefusal(taken) && taken.code === 'rate_limited') {
          throw new ProblemError(taken.code, taken.detail, {}, { 'Retry-After': RETRY_TOMORROW_S });
        }
        return { status: 201, body: granted(taken) };
      },
    }),
  ];
}

/**
 * `/a/:token`, a picture behind a signed link. What is sent is of the type that was written and nothing else, is kept by no cache but
 * its reader's, and is asked for again each time, since the right to see it may have ended.
 */
export function mountAttachmentLinks(app: Express, parts: HttpParts): void {
  const path = `${ATTACHMENT_PATH}:token`;

  const get: RequestHandler<{ token: string }> = async (req, res) => {
    res.set({
      'Content-Security-Policy': "default-src 'none'; sandbox",
      'Cross-Origin-Resource-Policy': 'cross-origin',
      'X-Content-Type-Options': 'nosniff',
    });
    const picture = await parts.photos.open(req.params.token);
    if (!picture) return void res.status(404).set({ 'Cache-Control': 'no-store' }).type('text/plain').end(GONE);
    const { bytes, contentType } = picture;
    const etag = contentTag(bytes);
    res.set({ 'Cache-Control': 'private, no-cache', ETag: etag, 'Content-Disposition': 'inline; filename="photo"' });
    if (isNoneMatch(req.get('if-none-match'), etag)) return void res.status(304).end();
    res.set('Content-Type', contentType).end(Buffer.from(bytes));
  };

  app.get(path, prepareLinkPage(path), ...limitCalls(parts, 'attachment-links'), get);
}
const GONE = 'There is no photo here, or the link has ended. Open the conversation again.';
