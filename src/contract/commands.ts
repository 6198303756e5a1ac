/** Bodies of the `POST` routes that change a request. The live events take the same fields. */
import { z } from 'zod';
import { isAttachmentId } from './attachment-id.ts';
import { RejectReason } from './policy.ts';
import { isWebUrl, Money, Percent, words } from './primitives.ts';
import { Assignee, LogisticsEvent } from './request.ts';

export const Empty = z.strictObject({}).meta({ id: 'Empty' });
const note = words(1000).optional();

/** Whoever keeps photos elsewhere names them by their addresses. */
const Evidence = z
  .string()
  .max(2000)
  .refine((text) => isAttachmentId(text) || isWebUrl(text), 'must be an http(s) link or the id of an attachment')
  .meta({ example: 'https://cdn.example/box.jpg' });

export const RejectBody = z
  .strictObject({
    reason: RejectReason,
    reasonDetail: words(200)
      .optional()
      .describe('The marketplace’s own code, of `allowed.rejectReasons` where it names some.'),
    text: words(1000),
    evidence: z.array(Evidence).max(20).optional(),
  })
  .meta({ id: 'RejectBody' });

/** A partial refund names an amount or a percent (of the claim value, above 0, at most 100, two decimals). */
export const OfferBody = z
  .union([
    z.strictObject({ kind: z.literal('partial_refund'), amount: Money, note }),
    z.strictObject({
      kind: z.literal('partial_refund'),
      percent: Percent,
      note,
    }),
    z.strictObject({ kind: z.literal('refund_only'), note }),
  ])
  .meta({ id: 'OfferBody', example: { kind: 'partial_refund', percent: 50 } });
export type OfferBody = z.infer<typeof OfferBody>;

export const CounterBody = z.strictObject({ amount: Money, note }).meta({ id: 'CounterBody' });
export const OptionalTextBody = z.strictObject({ text: words(1000).optional() }).meta({ id: 'OptionalTextBody' });
export const CardAnswerBody = z
  .strictObject({
    value: z.string().min(1).max(300).describe('As the pressed button carried it.'),
    text: words(1000)
      .optional()
      .describe(
        'What the buyer wrote: the reason of a rejection, the amount of a counter-offer. An acceptance takes none.',
      ),
  })
  .meta({ id: 'CardAnswerBody' });
export const ExtendBody = z
  .strictObject({ seconds: z.int().min(1).max(86_400), text: words(1000) })
  .meta({ id: 'ExtendBody' });
export const AssignBody = z
  .strictObject({ to: z.union([z.literal('me'), Assignee, z.null()]).describe('`me`: who calls; null: nobody.') })
  .meta({ id: 'AssignBody' });
export const ShipBody = z.strictObject({ carrier: words(100), trackingNumber: words(100) }).meta({ id: 'ShipBody' });
export const LogisticsBody = z
  .strictObject({ events: z.array(LogisticsEvent).min(1).max(100) })
  .meta({ id: 'LogisticsBody' });
export const ConclusionOutcome = z.enum(['refunded', 'rejected', 'cancelled', 'delivered']);
export type ConclusionOutcome = z.infer<typeof ConclusionOutcome>;
export const ConcludeBody = z
  .strictObject({
    outcome: ConclusionOutcome,
    amount: Money.optional().describe('What was paid, where the outcome is `refunded`.'),
    text: words(1000).optional(),
  })
  .refine(({ outcome, amount }) => !amount || outcome === 'refunded', {
    path: ['amount'],
    message: 'is only for the outcome refunded',
  })
  .meta({ id: 'ConcludeBody' });
export const RefundBody = z
  .strictObject({
    outcome: z.enum(['confirmed', 'failed']),
    reference: words(200).optional(),
    text: words(1000).optional(),
  })
  .meta({ id: 'RefundBody' });
