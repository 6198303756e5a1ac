/** What is kept of buyers. */
import { z } from 'zod';
import { actorOf } from '../../application/access.ts';
import { ErasedCounts } from '../../contract/erasing.ts';
import { Id } from '../../contract/primitives.ts';
import type { HttpParts } from '../parts.ts';
import { granted } from '../problems.ts';
import { type Route, route } from '../route.ts';

export function buyerRoutes({ erasing }: HttpParts): Route[] {
  return [
    route({
      method: 'post',
      path: '/v1/buyers/:id/erase',
      tag: 'Buyers',
      operation: 'eraseBuyer',
      summary: 'Erase what is known of a buyer',
      description:
        'Name, address, words, photos and metadata are replaced by `[erased]` in everything kept: requests and their history, conversations, bodies of webhooks and stored answers. Ids, amounts, times and decisions stay. Every request ends with `request.erased`. While one is open, nothing is erased. Asked again, it erases what was added since.',
      params: z.object({ id: Id }),
      body: z.strictObject({}),
      example: {},
      answers: { 200: { description: 'What was erased.', schema: ErasedCounts } },
      problems: ['conflict'],
      async handle({ params: { id }, caller }) {
        return { status: 200, body: granted(await erasing.buyer(id, actorOf(caller))) };
      },
    }),
  ];
}
