/** Sentences of the platform that name photos of the chat carry what is known of them, as messages with photos do. */
import { isAttachmentId } from '../../contract/attachment-id.ts';
import { evidenceOf } from '../noticeText.ts';
import type { MessageWrite } from '../transcript.ts';
import { factsOf } from './attachments.ts';
import type { AttachmentStore } from './ports.ts';

const photosIn = ({ body }: MessageWrite): string[] =>
  body.kind === 'system' ? evidenceOf(body.notice).filter(isAttachmentId) : [];

/** The same messages, in their order; those that name no photo are left as they are, and nothing is asked for them. */
export async function withPhotos(
  writes: readonly MessageWrite[],
  store: Pick<AttachmentStore, 'find'>,
): Promise<MessageWrite[]> {
  const ids = [...new Set(writes.flatMap(photosIn))];
  if (ids.length === 0) return [...writes];
  const known = new Map((await store.find(ids)).map((photo) => [photo.id, photo]));
  return writes.map((write) => {
    const { body } = write;
    const attachments = photosIn(write).flatMap((id) => {
      const photo = known.get(id);
      return photo?.conversationId === write.conversationId ? factsOf(photo) : [];
    });
    return body.kind === 'system' && attachments.length > 0 ? { ...write, body: { ...body, attachments } } : write;
  });
}
