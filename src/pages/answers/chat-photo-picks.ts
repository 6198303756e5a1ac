/** The photos of a request's chat, small, each to be ticked: a rejection may show what the buyer sent, or the shop before. */
import { html, nothing, type TemplateResult } from 'lit';
import type { AttachmentView } from '../../contract/attachment.ts';
import type { MessagesPage } from '../../contract/chat.ts';
import { fill } from '../../i18n/pages/index.ts';
import type { Calls } from '../session/calls.ts';

const LOOKED_THROUGH = 100;
/** With six new ones there is room left for links. */
const MOST = 12;

/** Those of the last hundred messages, newest first; none where they could not be had: new ones can be sent as well. */
export async function readChatPhotos(api: Calls, conversationId: string): Promise<AttachmentView[]> {
  const path = `/v1/conversations/${encodeURIComponent(conversationId)}/messages?limit=${LOOKED_THROUGH}`;
  const answer = await api.get<MessagesPage>(path);
  if (!answer.ok) return [];
  const photos = answer.value.messages.toReversed().flatMap(({ attachments = [] }) => attachments);
  // A photo may be in several messages, such as one that repeats the rejection's.
  return [...new Map(photos.map((photo) => [photo.id, photo])).values()].slice(0, MOST);
}

interface Shown {
  photos: readonly AttachmentView[];
  picked: ReadonlySet<string>;
  label: string;
  /** `Picture {number}`, for those that nobody described. */
  picture: string;
  pick: (id: string, isPicked: boolean) => void;
}

export function chatPhotoPicks({ photos, picked, label, picture, pick }: Shown): TemplateResult | typeof nothing {
  if (photos.length === 0) return nothing;
  return html`
    <fieldset class="picks">
      <legend>${label}</legend>
      ${photos.map(({ id, thumbnailUrl, alt }, index) => {
        const choose = ({ target }: Event): void => pick(id, (target as HTMLInputElement).checked);
        return html`<label>
          <input type="checkbox" .checked=${picked.has(id)} @change=${choose} />
          <img src=${thumbnailUrl} alt=${alt ?? fill(picture, { number: index + 1 })} decoding="async" />
        </label>`;
      })}
    </fieldset>
  `;
}
