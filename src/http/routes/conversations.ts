/** Conversations: the messages of a buyer and a shop, cards included. */
import { z } from 'zod';
import { personOf } from '../../application/access.ts';
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
import { ProblemError, refused } from '../problems.ts';
import { type Route, route } from '../route.ts';

const MESSAGES = '/v1/conversations/:id/messages';
const ConversationParams = z.object({ id: ConversationId });
const missing = (id: string) => new ProblemError('not_found', `There is no conversation ${id}.`);
const shared = {
  tag: 'Conversations',
  params: ConversationParams,
  problems: [],
} as const;

export function conversationRoutes({ conversations }: HttpParts): Route[] {
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
        const { now: _, ...tagged } = page;
        return { status: 200, body: page, headers: { ETag: contentTag(JSON.stringify(tagged)) } };
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
      async handle({ params: { id }, body: { text, clientId }, caller, commandId }) {
        if (!personOf(caller)) throw nameTheActor('Messages are written by people');
        const posted = await conversations.post(caller, id, text, { clientId, commandId });
        if (!posted) throw missing(id);
        if ('code' in posted) throw refused(posted);
        return { status: posted.created ? 201 : 200, body: posted.message };
      },
    }),
  ];
}
