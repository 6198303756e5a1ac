/** Conversations: the messages of a buyer and a shop, cards included. */
import { z } from 'zod';
import { personOf } from '../../application/access.ts';
import { withoutLinks } from '../../application/attachments/links.ts';
import {
  ConversationId,
  MessageBody,
  MessagesPage,
  MessagesQuery,
  MessageView,
  ReadBody,
} from '../../contract/chat.ts';
import { nameTheActor } from '../auth.ts';
import { contentTag } from '../etag.ts';
import type { HttpParts } from '../parts.ts';
import { granted, ProblemError } from '../problems.ts';
import { type Route, route } from '../route.ts';

const MESSAGES = '/v1/conversations/:id/messages';
const ConversationParams = z.object({ id: ConversationId });
const missing = (id: string) => new ProblemError('not_found', `There is no conversation ${id}.`);
const shared = {
  tag: 'Conversations',
  params: ConversationParams,
  problems: [],
} as const;

/** Links to photos last an hour and are new with each answer: a reader has them anew twice within theirs. */
const LINKS_ANEW_MS = 30 * 60_000;

function tagOf({ now: _, messages, ...page }: MessagesPage, wallNow: number): string {
  const linked = messages.some(({ attachments }) => attachments) ? Math.floor(wallNow / LINKS_ANEW_MS) : 0;
  return contentTag(JSON.stringify({ ...page, messages: messages.map(withoutLinks), linked }));
}

export function conversationRoutes({ conversations, photos, wallClock }: HttpParts): Route[] {
  return [
    route({
      ...shared,
      path: MESSAGES,
      method: 'get',
      operation: 'listMessages',
      summary: 'Read messages',
      description:
        'Without `after` and `before` the latest. `after` is a `change`: everything new or different since. `before` is a `seq`.',
      query: MessagesQuery,
      tagged: true,
      answers: { 200: { description: 'Messages, rendered for the caller.', schema: MessagesPage } },
      async handle({ params: { id }, query, caller }) {
        const page = await conversations.page(caller, id, query);
        if (!page) throw missing(id);
        return { status: 200, body: page, headers: { ETag: tagOf(page, wallClock.now()) } };
      },
    }),
    route({
      ...shared,
      path: '/v1/conversations/:id/read',
      method: 'post',
      operation: 'markRead',
      summary: 'Say how far one has read',
      description:
        'Everything up to `seq`. Marks only rise: a lower one changes nothing. The integrator names who reads.',
      body: ReadBody,
      example: { seq: 2 },
      answers: { 204: { description: 'The mark stands there, or higher.' } },
      async handle({ params: { id }, body: { seq }, caller }) {
        if (!personOf(caller)) throw nameTheActor('Marks are set by people');
        if (!(await conversations.canSee(caller, id))) throw missing(id);
        await conversations.markRead(caller, id, seq);
        return { status: 204 };
      },
    }),
    route({
      ...shared,
      path: MESSAGES,
      method: 'post',
      operation: 'postMessage',
      summary: 'Write a message',
      description:
        'The same `clientId` again answers 200 with the message that exists. The integrator names who writes.',
      body: MessageBody,
      example: { text: 'Is it on its way?', clientId: 'phone-1-42' },
      answers: {
        201: { description: 'The message, written now.', schema: MessageView },
        200: { description: 'The message that exists.', schema: MessageView },
      },
      dress: (message, caller) => photos.links.onto(message as MessageView, caller),
      async handle({ params: { id }, body: { text, attachments, clientId }, caller, commandId }) {
        if (!personOf(caller)) throw nameTheActor('Messages are written by people');
        const posted = await conversations.post(caller, id, text, { attachments, clientId, commandId });
        if (!posted) throw missing(id);
        const { created, message } = granted(posted);
        return { status: created ? 201 : 200, body: withoutLinks(message) };
      },
    }),
  ];
}
