/**
 * A visit makes a conversation of Chatwoot agree with Parley's transcript, both ways.
 *
 * 1. Begin (once): the inbox must be one whose buyers can choose an option, and what stands there already is history.
 * 2. Catch up: what was said and chosen since the last look. Chatwoot tells it by webhook too, once and without trying
 *    again; what got lost on the way is found here. So is a post whose answer was lost.
 * 3. Tell: every message of the transcript that is new or different, in the order of its `change`.
 *
 * While an offer waits, the conversation is looked at from time to time and a last time shortly before it expires, so
 * that a choice that nobody told Parley of still counts.
 */
import type { ChatStore } from '../../application/ports/chat.ts';
import type { Clock } from '../../application/ports/clock.ts';
import type { Conversation, StoredMessage } from '../../application/transcript.ts';
import type { Next } from '../../application/work/visits.ts';
import { type ChatwootApi, PAGE } from './api.ts';
import { ChatwootError } from './failures.ts';
import type { Inbound } from './inbound.ts';
import { type Place, placeOf } from './names.ts';
import { isOwnPost, type Notes } from './notes.ts';
import type { Job, Poster } from './posting.ts';
import type { Reports } from './reports.ts';
import type { SeenMessage } from './wire.ts';
import { cardKey, postFor } from './words.ts';

export interface ConversationVisitParts {
  chat: ChatStore;
  api: ChatwootApi;
  inbound: Inbound;
  poster: Poster;
  reports: Pick<Reports, 'webhooks'>;
  clock: Clock;
  wallClock: Clock;
  /** Sign the values of options and the links to answer with. */
  secrets: readonly string[];
  /** Where Parley's pages are. */
  address(): string;
  /** A choice was found, and is owed by now. */
  onChosen(): void;
}

/** The inboxes whose buyers choose options. In any other, a message with an id of ours would not be delivered. */
const INBOXES = new Set(['Channel::WebWidget', 'Channel::Api']);
const MOST_PAGES = 20;
const AT_ONCE = 50;
/** Ids are given before messages can be read: one may come to light after some that were numbered later. */
const LATE_IDS = 100;
const MINUTE = 60_000;
const UNTOLD_MS = MINUTE;
const LOOK_EVERY_MS = 10 * MINUTE;
/** The last look before an offer expires leaves this much for the answer to arrive in time. */
const LAST_LOOK_MS = MINUTE;

export function createConversationVisit(parts: ConversationVisitParts): (job: Job<Notes>) => Promise<Next> {
  const { chat, api, inbound, poster, reports, clock, wallClock, secrets, address, onChosen } = parts;

  /** What kind of inbox it is, which must be one that Parley writes in. */
  async function channelOf({ conversation }: Place): Promise<string> {
    const channel = await api.channelOf(conversation);
    if (INBOXES.has(channel)) return channel;
    const detail = `an inbox of kind ${channel}: Parley writes in website and API inboxes`;
    throw new ChatwootError({ kind: 'conversation', code: 'inbox_unsupported', detail });
  }

  async function messagesSince(conversation: number, from: number): Promise<SeenMessage[]> {
    const all: SeenMessage[] = [];
    for (let page = 0; page < MOST_PAGES; page += 1) {
      const messages = await api.after(conversation, all.at(-1)?.id ?? from);
      all.push(...messages);
      if (messages.length < PAGE) break;
    }
    return all;
  }

  /** Takes in what was said since the last look, and what was chosen in any message whose offer waits. */
  async function catchUp(job: Job<Notes>, place: Place, conversation: Conversation): Promise<void> {
    const { notes } = job;
    notes.channel ??= await channelOf(place);
    // What stands there already is history.
    const since = notes.seen ?? (await api.latest(place.conversation)).at(-1)?.id ?? 0;
    notes.seen = since;
    notes.history ??= since;
    const late = Math.max(notes.history, since - LATE_IDS);
    const cards = Object.keys(notes.waiting).map((id) => notes.sent[cardKey(id)] || since);
    const asked = Math.min(since, ...cards.map((id) => id - 1));
    const messages = await messagesSince(place.conversation, Math.min(asked, late));
    const said = messages.filter((message) => message.id > late && !isOwnPost(notes, message));
    await inbound.said(place, conversation, said);
    const isChosen = await inbound.chosen(place, conversation, messages);
    if (isChosen) onChosen();
    const news = said.filter(({ id }) => id > since);
    if (isChosen || news.some((message) => wasUntold(job, message))) await reports.webhooks('missed');
    poster.settle(
      job,
      messages.filter(({ id }) => id > asked),
    );
    notes.seen = Math.max(since, messages.at(-1)?.id ?? 0);
  }

  /** Somebody said it long ago, and nothing kept this look from being made when a webhook would have asked for it. */
  function wasUntold({ record }: Job<Notes>, { kind, at }: SeenMessage): boolean {
    const { failures, dueAt } = record;
    const isPunctual = failures === 0 && dueAt !== null && clock.now() - dueAt < UNTOLD_MS;
    return kind !== 'other' && isPunctual && wallClock.now() - at > UNTOLD_MS;
  }

  async function tell(job: Job<Notes>, { conversation: number }: Place, conversation: Conversation): Promise<void> {
    const { notes } = job;
    const { channel } = notes;
    if (channel === null) throw new Error(`the inbox of ${conversation.id} is not known`);
    const toPost = (message: StoredMessage) =>
      postFor(message, notes.sent, { conversation, channel, secrets, address: address(), now: clock.now() });
    for (let more = true; more; ) {
      const page = await chat.messages({ conversationId: conversation.id, after: notes.change, limit: AT_ONCE });
      for (const message of page.messages) {
        for (let post = await toPost(message); post; post = await toPost(message)) await poster.post(job, number, post);
        noteWaiting(notes, message);
        notes.change = message.change;
      }
      more = page.hasMore;
    }
  }

  function nextLook({ waiting }: Notes): Next {
    const now = clock.now();
    const looks = Object.values(waiting).map((expiresAt) => {
      const last = expiresAt === null ? 0 : Date.parse(expiresAt) - LAST_LOOK_MS;
      return last > now ? Math.min(last, now + LOOK_EVERY_MS) : now + LOOK_EVERY_MS;
    });
    return looks.length > 0 ? Math.min(...looks) : null;
  }

  return async (job) => {
    const place = placeOf(job.record.subject);
    const conversation = await chat.conversation(job.record.subject);
    if (!place || !conversation) return null;
    await catchUp(job, place, conversation);
    await tell(job, place, conversation);
    return nextLook(job.notes);
  };
}

/** Keeps in mind which offers wait for the buyer, to look after them. */
function noteWaiting({ waiting }: Notes, { id, body }: StoredMessage): void {
  if (body.kind !== 'card') return;
  const { offer } = body.card;
  if (offer.status === 'pending' && offer.by === 'seller') waiting[id] = offer.expiresAt;
  else delete waiting[id];
}
