/**
 * A visit answers for the buyer what they chose in a message with options, once: a choice told twice has one record, its
 * command one id. It counts as having arrived when Parley first heard of it, whatever is tried again later.
 *
 * A choice that did not count (another answer was first, the time was over) is answered in the conversation, saying so
 * and what came of the offer.
 */
import { buyerReader } from '../../application/answer-links.ts';
import { sheetOf } from '../../application/cards/sheet.ts';
import type { Commands } from '../../application/commands.ts';
import type { Clock } from '../../application/ports/clock.ts';
import type { RequestStore } from '../../application/ports/requests.ts';
import type { RequestCommand } from '../../domain/command.ts';
import type { RequestState } from '../../domain/request.ts';
import { sayIn } from '../../i18n/catalogue.ts';
import type { ChatwootApi, Post } from './api.ts';
import { conversationIdOf, type Tap } from './names.ts';
import type { ChoiceNotes } from './notes.ts';
import type { Job, Poster } from './posting.ts';
import { toBuyer } from './words.ts';

export interface ChoiceVisitParts {
  requests: RequestStore;
  commands: Pick<Commands, 'execute'>;
  api: ChatwootApi;
  poster: Poster;
  clock: Clock;
}

export function createChoiceVisit(parts: ChoiceVisitParts): (job: Job<ChoiceNotes>, tap: Tap) => Promise<void> {
  const { requests, commands, api, poster, clock } = parts;

  /** The request, if the choice was made where its buyer is and about an offer of its shop. */
  async function requestOf({ requestId, offerId, place }: Tap): Promise<RequestState | null> {
    const state = (await requests.load(requestId))?.state;
    if (!state || state.facts.conversationId !== conversationIdOf(place)) return null;
    return state.offers.some(({ id, by }) => id === offerId && by === 'seller') ? state : null;
  }

  async function answer(state: RequestState, { record }: Job<ChoiceNotes>, tap: Tap): Promise<ChoiceNotes['outcome']> {
    const outcome = await commands.execute(state.id, commandOf(tap), {
      actor: { kind: 'buyer', id: state.facts.buyerId },
      arrivedAt: new Date(record.owed).toISOString(),
      commandId: record.subject,
      retried: true,
    });
    if (outcome.ok) return 'took';
    return outcome.refusal.code === 'deadline_passed' ? 'late' : 'closed';
  }

  /** Why the choice did not count, and what came of the offer. */
  async function refusalPost(state: RequestState, key: string, tap: Tap, outcome: 'late' | 'closed'): Promise<Post> {
    const channel = await api.channelOf(tap.place.conversation);
    const offer = state.offers.find(({ id }) => id === tap.offerId);
    const reader = buyerReader(state);
    const words = [sayIn(reader.locale)(`link.refused.${outcome}`)];
    if (offer) words.push(sheetOf(state, offer, reader, clock.now()).end);
    return { key, content: toBuyer(words.filter(Boolean).join('\n'), channel), inReplyTo: tap.messageId };
  }

  return async (job, tap) => {
    const { notes, record } = job;
    const before = await requestOf(tap);
    if (!before) return;
    notes.outcome ??= await answer(before, job, tap);
    if (notes.outcome === 'took' || notes.outcome === null) return;
    const { conversation } = tap.place;
    const key = `${record.subject}/text`;
    if (notes.attempt) poster.settle(job, await api.after(conversation, tap.messageId));
    if (notes.sent[key] !== undefined) return;
    const state = (await requestOf(tap)) ?? before;
    await poster.post(job, conversation, await refusalPost(state, key, tap, notes.outcome));
  };
}

const commandOf = ({ action, offerId }: Tap): RequestCommand =>
  action === 'accept' ? { type: 'AcceptOffer', offerId } : { type: 'RejectOffer', offerId };
