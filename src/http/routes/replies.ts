/** Sentences that shops and agents keep and use again. */
import type { z } from 'zod';
import type { Caller } from '../../application/access.ts';
import type { ReplyOwner } from '../../application/replies/ports.ts';
import { RepliesQuery, ReplyList } from '../../contract/replies.ts';
import type { HttpParts } from '../parts.ts';
import { noSeller } from '../problems.ts';
import { type Route, route } from '../route.ts';
import { invalid } from '../validation.ts';

const AGENTS = 'agents';
const WHOSE = 'Those of the caller’s side: the shop’s, or the agents’. The integrator says whose, by `owner`.';
const theReplies = { description: 'The replies.', schema: ReplyList };

export function replyRoutes({ store: { replies, directory } }: HttpParts): Route[] {
  /** Whose replies the call is about. Throws where it does not say so, or they are not the caller's. */
  async function ownerOf({ owner }: z.output<typeof RepliesQuery>, { person }: Caller): Promise<ReplyOwner> {
    if (person) {
      const own = person.role === 'agent' ? AGENTS : person.id;
      if (owner !== undefined && owner !== own) throw noSeller(owner);
      return person.role === 'agent' ? null : person.id;
    }
    if (owner === undefined)
      throw invalid('query', [{ path: 'owner', message: 'is missing: agents, or a seller’s id' }]);
    if (owner === AGENTS) return null;
    if (!(await directory.seller(owner))) throw noSeller(owner);
    return owner;
  }

  return [
    route({
      method: 'get',
      path: '/v1/replies',
      tag: 'Replies',
      operation: 'getReplies',
      summary: 'Read the saved replies',
      description: WHOSE,
      query: RepliesQuery,
      tagged: true,
      answers: { 200: theReplies },
      problems: ['not_found'],
      handle: async ({ query, caller }) => ({
        status: 200,
        body: { items: await replies.get(await ownerOf(query, caller)) },
      }),
    }),
    route({
      method: 'put',
      path: '/v1/replies',
      tag: 'Replies',
      operation: 'putReplies',
      summary: 'Save replies',
      description: `All of them, at most 100, in place of those before. ${WHOSE}`,
      query: RepliesQuery,
      body: ReplyList,
      example: {
        items: [
          {
            id: 'sorry',
            title: 'Sorry, half back',
            text: 'Hello {buyer}, so sorry about {item} of order {order}! May we give you {amount} back?',
            locale: 'en',
          },
        ],
      },
      answers: { 200: theReplies },
      problems: ['not_found'],
      async handle({ query, body, caller }) {
        await replies.put(await ownerOf(query, caller), body.items);
        return { status: 200, body };
      },
    }),
  ];
}
