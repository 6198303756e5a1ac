/**
 * Where a person pressed, typed or submitted, and how an answer for their eyes finds its way back there.
 *
 * - message: a message in a channel. Answers are ephemeral; the message itself is the worker's to change.
 * - ephemeral: an answer of ours that carries buttons. It can be replaced through its response URL only.
 * - home: App Home. It has no ephemeral messages; a dialog says what there is to say.
 */
import type { WebClient } from '@slack/web-api';
import { textReply } from '../blocks/command-replies.ts';
import { messageModal, noticeModal } from '../blocks/modals/notice.ts';
import type { ModalRef } from '../blocks/modals/ref.ts';
import type { Message, ModalView } from '../blocks/model.ts';
import type { Words } from '../blocks/words.ts';
import type { SlackPerson } from '../people.ts';
import type { ListenerParts } from './parts.ts';
import { postTo } from './response-url.ts';
import { faultOf } from './slack-errors.ts';

export interface Place {
  on: 'message' | 'ephemeral' | 'home';
  person: SlackPerson;
  client: WebClient;
  channel?: string;
  ts?: string;
  /** Takes five answers within 30 minutes. */
  responseUrl?: string;
  /** Opens one dialog within three seconds. */
  triggerId?: string;
}

/** What of a place is carried by a dialog that was opened there. */
export type Origin = Pick<ModalRef, 'channel' | 'ts' | 'responseUrl' | 'home'>;

/** A message without its `ts` is one that cannot be edited: an ephemeral one. */
export const originOf = ({ on, channel, ts, responseUrl }: Place): Origin =>
  on === 'home'
    ? { home: true }
    : {
        ...(channel ? { channel } : {}),
        ...(ts && on === 'message' ? { ts } : {}),
        ...(responseUrl ? { responseUrl } : {}),
      };

export function placeFrom({ home, channel, ts, responseUrl }: Origin, person: SlackPerson, client: WebClient): Place {
  const on = home ? 'home' : ts || !responseUrl ? 'message' : 'ephemeral';
  return { on, person, client, channel, ts, responseUrl };
}

/** Answers for one person's eyes. None of them rejects: what Slack does not take is logged. */
export interface Answers {
  /** Says a sentence (plain text) where the person is. `title` heads it where only a dialog can say it. */
  tell(place: Place, sentence: string, words: Words, title?: string): Promise<void>;
  /** Shows a message beside what was pressed or typed; under `title` where only a dialog can show it. */
  show(place: Place, message: Message, words?: Words, title?: string): Promise<void>;
  /** Puts the message in the place of the ephemeral one that was acted on; does nothing elsewhere. */
  replace(place: Place, message: Message): Promise<void>;
}

export function createAnswers({ log, apiUrl }: Pick<ListenerParts, 'log' | 'apiUrl'>): Answers {
  const failed = (error: unknown) => log.warn(faultOf(error), 'an answer did not reach a person in Slack');

  async function whisper({ client, channel, person, responseUrl }: Place, message: Message): Promise<void> {
    if (responseUrl) {
      try {
        await postTo(responseUrl, { ...message, response_type: 'ephemeral', replace_original: false }, apiUrl);
        return;
      } catch (error) {
        if (!channel) throw error;
      }
    }
    if (channel) await client.chat.postEphemeral({ ...message, channel, user: person.user });
  }

  async function open({ client, triggerId }: Place, view: ModalView): Promise<void> {
    if (triggerId) await client.views.open({ trigger_id: triggerId, view });
  }

  return {
    tell(place, sentence, words, title = words.say('modal.refused.title')) {
      const told =
        place.on === 'home' ? open(place, noticeModal(title, sentence, words)) : whisper(place, textReply(sentence));
      return told.catch(failed);
    },
    show(place, message, words, title = '') {
      const asDialog = place.on === 'home' && words;
      return (asDialog ? open(place, messageModal(title, message, words)) : whisper(place, message)).catch(failed);
    },
    async replace({ on, responseUrl }, message) {
      if (on !== 'ephemeral' || !responseUrl) return;
      const body = { ...message, response_type: 'ephemeral', replace_original: true };
      await postTo(responseUrl, body, apiUrl).catch(failed);
    },
  };
}
