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
import type { Message, ModalView, RequestModel } from '../blocks/model.ts';
import { requestMessage } from '../blocks/request.ts';
import type { Words } from '../blocks/words.ts';
import type { SlackPerson } from '../people.ts';
import { faultOf, slackErrorOf } from './delivery.ts';
import { type Home, newNonce } from './home.ts';
import type { ListenerParts } from './parts.ts';

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

const ANSWER_TIMEOUT_MS = 10_000;
const SLACK = /(?:^|\.)slack(?:-gov)?\.com$/u;

/**
 * Whether it is Slack's own host, over https, or the stand-in's that `SLACK_API_URL` names. A response URL comes with a press
 * or a command, and again out of a dialog's own notes: signed by Slack, but a service that posts to whatever it is told is
 * one leaked signing secret away from posting anywhere.
 */
export function isOfSlack(text: string, apiUrl: string | null): boolean {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  if (apiUrl !== null && url.origin === new URL(apiUrl).origin) return true;
  return url.protocol === 'https:' && url.port === '' && SLACK.test(url.hostname);
}

/** Posts an answer. Throws where the address is none of Slack's, leads elsewhere, or does not take it. */
async function postTo(responseUrl: string, body: object, apiUrl: string | null): Promise<void> {
  if (!isOfSlack(responseUrl, apiUrl)) throw new Error('the response URL is none of Slack');
  const response = await fetch(responseUrl, {
    method: 'POST',
    redirect: 'error',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(ANSWER_TIMEOUT_MS),
  });
  if (!response.ok) throw new Error(`the response URL answered ${response.status}`);
}

/** Opens a dialog within the three seconds that Slack gives. False where it did not open; the person was told so. `about` is for the log. Never rejects. */
export type Opener = (place: Place, view: ModalView, words: Words, about?: object) => Promise<boolean>;

/** Slack's words for a trigger that ran out, or that opened a dialog already. */
const TOO_LATE = new Set(['expired_trigger_id', 'exchanged_trigger_id']);

export function createOpener({ log }: ListenerParts, answers: Answers): Opener {
  return async (place, view, words, about) => {
    try {
      await place.client.views.open({ trigger_id: place.triggerId ?? '', view });
      return true;
    } catch (error) {
      const isLate = TOO_LATE.has(slackErrorOf(error) ?? '');
      if (!isLate) log.warn({ ...about, ...faultOf(error) }, 'a dialog could not be opened in Slack');
      await answers.tell(place, words.say(isLate ? 'reply.tooSlow' : 'reply.sorry'), words);
      return false;
    }
  };
}

/**
 * After something was done, or found out of date, what the person has before them is made true again. `model`: the request
 * as it is by now. `repair`: the request's message may be out of date and nothing else has it
 * edited; a command that just took effect owes the edit already. Never rejects.
 */
export type Refresh = (place: Place, model: RequestModel, words: Words, repair?: boolean) => Promise<void>;

export function createRefresh({ nudge }: ListenerParts, answers: Answers, home: Home): Refresh {
  return async (place, model, words, repair = true) => {
    if (repair) nudge(model.request.id);
    if (place.on === 'ephemeral') await answers.replace(place, requestMessage(model, words, newNonce()));
    if (place.on === 'home') await home.publish(place.person, place.client);
  };
}
