/** Queries and answers of the lists. */
import { z } from 'zod';
import { DUES } from './due.ts';
import { EventView } from './event.ts';
import { Reason } from './policy.ts';
import { Id, InstantInput, InstantOut, Market, pageLimit, queryInt, words } from './primitives.ts';
import { RequestStatus, RequestView, Tab } from './request.ts';

const limit = pageLimit;
const cursor = z.string().max(500).optional();

const filter = {
  tab: Tab.optional(),
  status: RequestStatus.optional(),
  waitingOn: z.enum(['buyer', 'seller', 'integrator']).optional(),
  market: Market.optional(),
  reason: Reason.optional(),
  sellerId: Id.optional(),
  buyerId: Id.optional(),
  q: words(128)
    .optional()
    .describe(
      'Words that all have to match, each the beginning of an id, an SKU, or a word of an item’s title or a name.',
    ),
  due: z.enum(DUES).optional(),
  assignee: Id.optional().describe('Who of the caller’s side has it in hand: `me`, `none`, or an id. Not for buyers.'),
  reply: z.literal('waiting').optional().describe('Its buyer waits for a reply in the chat. Not for buyers.'),
  openedFrom: InstantInput.optional(),
  openedTo: InstantInput.optional().describe('The opening is before it.'),
  claimFrom: queryInt(0).optional().describe('In minor units, inclusive, as `claimTo`.'),
  claimTo: queryInt(0).optional(),
};
export const RequestFilter = z.strictObject(filter);
export type RequestFilter = z.infer<typeof RequestFilter>;

export const RequestSort = z.enum(['deadline', '-updatedAt']);
export type RequestSort = z.infer<typeof RequestSort>;
export const RequestsQuery = z.strictObject({ ...filter, sort: RequestSort.default('deadline'), limit, cursor });
export const SheetQuery = z.strictObject({ ...filter, sort: RequestSort.default('deadline') });
export const EventsQuery = z.strictObject({ limit, cursor });

const nextCursor = z.string().nullable();
export const RequestList = z
  .object({
    items: z.array(RequestView),
    nextCursor,
    total: z.int().describe('Exact up to 10,000.'),
    totalCapped: z.literal(true).optional(),
  })
  .meta({ id: 'RequestList' });
export const EventList = z.object({ items: z.array(EventView), nextCursor }).meta({ id: 'EventList' });

export const STATS_BUCKETS = ['week', 'month', 'quarter'] as const;
export const StatsQuery = z.strictObject({
  sellerId: Id.optional(),
  since: InstantInput.optional(),
  market: Market.optional(),
  reason: Reason.optional(),
  bucket: z
    .enum(STATS_BUCKETS)
    .optional()
    .describe(
      'Tells `series` too: from the bucket that `since` is in to the one of now, at most the latest 120. Weeks begin on Mondays, all at 00:00 UTC.',
    ),
});
const medianAnswerSeconds = z.number().nullable();
const timeouts = z.int().describe('Requests the platform approved because the seller stayed silent.');
const StatsBucket = z
  .object({
    from: InstantOut,
    opened: z.int(),
    answeredInTime: z.int().describe('Requests to which the shop gave its first answer, before its time was over.'),
    timeouts,
    made: z.int().describe('Offers made.'),
    accepted: z.int().describe('Those of the offers made that were accepted by now.'),
    medianAnswerSeconds: medianAnswerSeconds.describe('Of the offers made; within four percent.'),
  })
  .meta({ id: 'StatsBucket' });
export type StatsBucket = z.infer<typeof StatsBucket>;
export const Stats = z
  .object({
    byStatus: z.record(z.string(), z.int()),
    dueWithin: z.object({ overdue: z.int(), h1: z.int(), h4: z.int() }),
    offers: z.object({
      made: z.int(),
      accepted: z.int(),
      rejected: z.int(),
      expired: z.int(),
      byPercent: z.array(z.object({ percent: z.int(), made: z.int(), accepted: z.int() })),
    }),
    medianAnswerSeconds,
    timeouts,
    series: z.array(StatsBucket).optional().describe('Oldest first; where `bucket` was asked for.'),
  })
  .meta({ id: 'Stats' });
export type Stats = z.infer<typeof Stats>;
