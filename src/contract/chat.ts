/** Conversations on the wire: messages, negotiation cards, read marks. All is rendered for its reader. */
import { z } from 'zod';
import { AttachmentIds, AttachmentView } from './attachment.ts';
import { Id, InstantOut, Money, maybeWords, pageLimit, queryInt } from './primitives.ts';
import { OfferStatus } from './request.ts';

export const ReaderRole = z.enum(['buyer', 'seller', 'agent']);
export type ReaderRole = z.infer<typeof ReaderRole>;

export const CardAction = z.object({
  id: z.enum(['accept', 'reject', 'counter']),
  label: z.string(),
  consequence: z.string().describe('What pressing it means, in one line.'),
  min: Money.optional().describe('The lowest legal counter-offer.'),
  max: Money.optional().describe('The highest legal counter-offer.'),
});
export type CardAction = z.infer<typeof CardAction>;

/** The view of one offer in a chat; one card per offer, updated in place. */
export const CardView = z
  .object({
    requestId: z.string(),
    orderId: z.string().optional().describe('Absent only in cards that closed before cards said so.'),
    sellerName: z.string().optional().describe('What the shop was called when the card last changed.'),
    offerId: z.string(),
    status: OfferStatus,
    by: z.enum(['buyer', 'seller']),
    title: z.string(),
    amount: Money,
    formattedAmount: z.string(),
    percent: z.int(),
    claimValue: Money,
    note: z.string().optional(),
    items: z.array(z.object({ title: z.string(), missingQuantity: z.int(), imageUrl: z.string().optional() })),
    expiresAt: InstantOut.nullable(),
    actions: z.array(CardAction).describe('Empty for anyone who may not answer, and once the offer is closed.'),
    outcome: z.string().optional().describe('What happened and what happens next, once the offer is closed.'),
  })
  .meta({ id: 'Card' });
export type CardView = z.infer<typeof CardView>;

export const MessageView = z
  .object({
    id: z.string(),
    conversationId: z.string(),
    seq: z.int(),
    change: z.int(),
    at: InstantOut,
    editedAt: InstantOut.optional(),
    author: z.object({ role: z.string(), id: z.string(), name: z.string().optional() }),
    kind: z.enum(['text', 'card', 'system']),
    text: z.string(),
    evidence: z
      .array(z.string())
      .optional()
      .describe(
        'The addresses of the evidence in which the text ends, to be shown as pictures: of a sentence of the platform that names some, and of the buyer’s words that opened the request.',
      ),
    attachments: z
      .array(AttachmentView)
      .optional()
      .describe('Photos sent with the words, or, of a sentence of the platform, those of its evidence.'),
    clientId: z.string().optional().describe('Shown to its author only.'),
    card: CardView.optional(),
  })
  .meta({ id: 'Message' });
export type MessageView = z.infer<typeof MessageView>;

export const ReadMark = z.object({ role: ReaderRole, id: z.string(), seq: z.int() });
export type ReadMark = z.infer<typeof ReadMark>;

export const MessagesPage = z
  .object({
    messages: z.array(MessageView),
    lastChange: z.int(),
    hasMore: z.boolean(),
    reads: z.array(ReadMark),
    locale: z.string().describe('The language in which this reader is addressed, as a BCP 47 tag.'),
    zone: z.string().describe('The IANA zone of the clock times that this reader is shown.'),
    sellerName: z.string().optional().describe('What the shop is called, once something of a request was told here.'),
    orderId: z.string().optional().describe('The order of the conversation’s first request.'),
    items: z
      .array(z.object({ title: z.string(), missingQuantity: z.int() }))
      .optional()
      .describe('What the first request asked for.'),
    now: InstantOut.describe('The server’s clock, so that a countdown on a device with a wrong clock is right.'),
  })
  .meta({ id: 'Messages' });
export type MessagesPage = z.infer<typeof MessagesPage>;

export const ClientId = z.string().min(1).max(100);
/** Words, or photos that need none. */
const said = { text: maybeWords(4000), attachments: AttachmentIds.optional() };
const isSaid = ({ text, attachments }: { text: string; attachments?: string[] | undefined }): boolean =>
  text !== '' || attachments !== undefined;
const NOTHING_SAID = { path: ['text'], error: 'must have at least 1 character' };

export const MessageBody = z
  .strictObject({ ...said, clientId: ClientId.optional() })
  .refine(isSaid, NOTHING_SAID)
  .meta({ id: 'MessageBody' });
export const MessagePayload = z
  .strictObject({ conversationId: Id, ...said, clientId: ClientId })
  .refine(isSaid, NOTHING_SAID);

export const MessagesQuery = z
  .strictObject({
    after: queryInt(0).optional(),
    before: queryInt(1).optional(),
    limit: pageLimit,
  })
  .refine((query) => query.after === undefined || query.before === undefined, 'give after or before, not both');
export const ReadBody = z
  .strictObject({ seq: z.int().min(0).describe('The last message that the caller has before them.') })
  .meta({ id: 'ReadBody' });
export const ConversationId = Id;
