/** Photos as every entry uses them: what is done with them, and the links behind which they are shown. */
import type { Clock } from '../ports/clock.ts';
import type { Store } from '../ports/store.ts';
import { type Attachments, createAttachments } from './attachments.ts';
import { type AttachmentLinks, createAttachmentLinks } from './links.ts';
import type { ReadPicture } from './ports.ts';

export interface Photos extends Attachments {
  links: AttachmentLinks;
}

export function createPhotos(parts: {
  store: Pick<Store, 'attachments' | 'chat' | 'files'>;
  readPicture: ReadPicture;
  secrets: readonly string[];
  address(): string;
  clock: Clock;
  wallClock: Clock;
}): Photos {
  const { store, readPicture, secrets, address, clock, wallClock } = parts;
  const links = createAttachmentLinks({ secrets, address, now: () => wallClock.now() });
  const { attachments, chat, files } = store;
  return { ...createAttachments({ store: attachments, chat, files, links, readPicture, clock }), links };
}
