/** Sentences that colleagues use again and again, kept under a title. */
import { z } from 'zod';
import { Reason } from './policy.ts';
import { Id, Locale, words } from './primitives.ts';

const MOST_REPLIES = 100;

export const Reply = z
  .strictObject({
    id: Id,
    title: words(100),
    text: words(1000).describe(
      'With `{buyer}`, `{order}`, `{item}`, `{amount}` and `{deadline}`, which are filled in when it is used.',
    ),
    locale: Locale.optional().describe('The language that it is written in; absent: for every buyer.'),
    reason: Reason.optional().describe('The reason of the requests that it is for; absent: for all.'),
  })
  .meta({ id: 'Reply' });
export type Reply = z.infer<typeof Reply>;

const hasIdsOfTheirOwn = (replies: readonly Reply[]): boolean =>
  new Set(replies.map(({ id }) => id)).size === replies.length;

export const ReplyList = z
  .strictObject({
    items: z.array(Reply).max(MOST_REPLIES).refine(hasIdsOfTheirOwn, 'must have a different id each'),
  })
  .meta({ id: 'ReplyList' });
export type ReplyList = z.infer<typeof ReplyList>;

export const RepliesQuery = z.strictObject({
  owner: Id.optional().describe('Whose: `agents`, or a seller’s id. For the integrator, who has none of its own.'),
});
