/** `/chat`: buyers, sellers and agents in conversations. */

import { createDesk } from '../application/desk.ts';
import { isRefusal } from '../application/refused.ts';
import {
  AuthPayload,
  type ChatClientEvents,
  ConversationPayload,
  type JoinAnswer,
  JoinPayload,
  MessagePayload,
  OfferCounterPayload,
  OfferPayload,
  OfferRejectPayload,
  ReadPayload,
} from '../contract/live.ts';
import type { RequestView } from '../contract/request.ts';
import type { OfferAnswerCommand } from '../domain/command.ts';
import { type Call, type LiveEvents, on } from './dispatch.ts';
import type { Joined } from './joined.ts';
import type { LiveParts } from './parts.ts';
import { LiveProblem, noConversation, refusedLive } from './problems.ts';
import { type ChatSocket, type LiveSocket, renew, roomOf } from './session.ts';

/** Conversations one connection may follow. */
const MOST_JOINED = { buyer: 20, seller: 200, agent: 200 } as const;

/**
 * Puts the socket into the conversation's room, where it may see the conversation. Whoever reads the conversation does
 * so after this: what is committed in between arrives twice rather than never, and clients drop older changes.
 */
export async function enter<S extends LiveSocket>(
  conversationId: string,
  { socket, session }: Call<S>,
  { conversations }: LiveParts,
): Promise<void> {
  const room = roomOf(conversationId);
  if (socket.rooms.has(room)) return;
  if (!(await conversations.canSee(session.caller, conversationId))) throw noConversation(conversationId);
  const most = MOST_JOINED[session.caller.person.role];
  // A socket is always in the room of its own id.
  if (socket.rooms.size > most) {
    throw new LiveProblem('conflict', `A connection follows at most ${most} conversations. Open another one.`);
  }
  await socket.join(room);
}

/** The events of `/chat`. */
export function chatEvents(parts: LiveParts, joined: Joined): LiveEvents<ChatClientEvents, ChatSocket> {
  const { conversations, feed, store, commands, views } = parts;
  const desk = createDesk({ store, commands, show: views.one });

  async function answerOffer(
    requestId: string,
    command: OfferAnswerCommand,
    { session, arrivedAt }: Call<ChatSocket>,
  ): Promise<{ request: RequestView }> {
    const served = await desk.serve(requestId, command, { caller: session.caller, arrivedAt });
    if (!served.ok) throw refusedLive(served.refusal);
    return { request: served.view };
  }

  return {
    auth: on(AuthPayload, ({ token }, { socket }) => renew(socket, token, parts), true),

    join: on(JoinPayload, async ({ conversationId, ...query }, call): Promise<JoinAnswer> => {
      await enter(conversationId, call, parts);
      const page = await conversations.page(call.session.caller, conversationId, query);
      if (!page) throw noConversation(conversationId);
      joined.read(conversationId, page.lastChange);
      return page;
    }),

    message: on(MessagePayload, async ({ conversationId, text, attachments, clientId }, { session }) => {
      const posted = await conversations.post(session.caller, conversationId, text, { attachments, clientId });
      if (!posted) throw noConversation(conversationId);
      if (isRefusal(posted)) throw refusedLive(posted);
      return { message: posted.message };
    }),

    'offer:accept': on(OfferPayload, ({ requestId, offerId }, call) =>
      answerOffer(requestId, { type: 'AcceptOffer', offerId }, call),
    ),
    'offer:reject': on(OfferRejectPayload, ({ requestId, offerId, text }, call) =>
      answerOffer(requestId, { type: 'RejectOffer', offerId, text }, call),
    ),
    'offer:counter': on(OfferCounterPayload, ({ requestId, offerId, amount, note }, call) =>
      answerOffer(requestId, { type: 'CounterOffer', offerId, amount, note }, call),
    ),

    typing: on(ConversationPayload, async ({ conversationId }, { socket, session }) => {
      if (!socket.rooms.has(roomOf(conversationId))) throw noConversation(conversationId);
      const { role, id, userId, name } = session.caller.person;
      feed.publish({ type: 'typing', conversationId, author: { role, id, userId, name } });
      return {};
    }),

    read: on(ReadPayload, async ({ conversationId, seq }, { socket, session }) => {
      if (!socket.rooms.has(roomOf(conversationId))) throw noConversation(conversationId);
      await conversations.markRead(session.caller, conversationId, seq);
      return {};
    }),
  };
}
