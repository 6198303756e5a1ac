/** Conversations as they are stored: facts, free of language (src/application/transcript.ts). */
import { z } from 'zod';
import { MOST_ALT, PICTURE_TYPES } from '../contract/attachment.ts';
import { ClientId, ReaderRole } from '../contract/chat.ts';
import { EventType } from '../contract/event.ts';
import { CarriedRequestId, CurrencyCode, Id, Locale, Zone } from '../contract/primitives.ts';
import { ActorKind, Offer, RequestStatus, WaitingOn } from '../contract/request.ts';
import { StoredInstant as Instant, keptWords } from '../contract/stored.ts';
import { derivedId } from '../domain/draft.ts';

/** Of photos a message says what they were: the pictures themselves are lines of their own (beside-schemas.ts). */
const Attachments = z
  .array(
    z.strictObject({
      id: Id,
      contentType: z.enum(PICTURE_TYPES),
      width: z.int().min(1),
      height: z.int().min(1),
      bytes: z.int().min(1),
      alt: z.string().max(MOST_ALT).optional(),
    }),
  )
  .min(1);
const Home = z.strictObject({
  sellerName: keptWords(200).optional(),
  orderId: Id.optional(),
  items: z.array(z.strictObject({ title: z.string(), missingQuantity: z.int().min(1) })).optional(),
  buyerLocale: Locale.optional(),
  buyerZone: Zone,
  sellerZone: Zone,
});
const amount = z.int().min(0);

/** As offers are numbered: the buttons of their cards carry the number alone. */
function isOfferOf(requestId: string, id: string): boolean {
  const number = id.slice(id.lastIndexOf('-') + 1);
  return /^[1-9]\d{0,3}$/u.test(number) && id === derivedId('ofr', requestId, Number(number));
}

const Card = z
  .strictObject({
    requestId: CarriedRequestId,
    offer: z.strictObject(Offer.shape),
    claimValue: z.strictObject({ amount, currency: CurrencyCode }),
    items: z.array(
      z.strictObject({ title: z.string(), missingQuantity: z.int().min(1), imageUrl: z.string().max(2000).optional() }),
    ),
    counterRange: z.strictObject({ min: amount, max: amount }).nullable(),
    acceptUntil: Instant.optional(),
    next: z.strictObject({ status: RequestStatus, waitingOn: WaitingOn.nullable(), deadlineAt: Instant.nullable() }),
    buyerId: Id,
    sellerId: Id,
    home: Home,
  })
  .refine(({ requestId, offer }) => isOfferOf(requestId, offer.id), {
    path: ['offer', 'id'],
    error: 'must be the id of an offer of its request, such as ofr_01k-1',
  });
const Notice = z.strictObject({
  requestId: CarriedRequestId,
  type: EventType,
  params: z.record(z.string(), z.unknown()),
  home: Home,
});
const Author = z.strictObject({
  role: ActorKind,
  id: Id,
  userId: Id.optional(),
  name: z.string().max(200).optional(),
});

const Message = z.strictObject({
  id: Id.refine((id) => id.startsWith('msg_'), 'must be an id of a message, such as msg_01k'),
  conversationId: Id,
  seq: z.int().min(1),
  change: z.int().min(1),
  revision: z.int().min(1),
  at: Instant,
  editedAt: Instant.optional(),
  author: Author,
  clientId: ClientId.optional(),
  body: z.looseObject({ kind: z.enum(['text', 'card', 'system']) }).pipe(
    z.discriminatedUnion('kind', [
      z.strictObject({
        kind: z.literal('text'),
        text: z.string().max(4000),
        evidence: z.array(z.string().max(2000)).max(100).optional(),
        attachments: Attachments.optional(),
        home: Home.optional(),
      }),
      z.strictObject({ kind: z.literal('card'), card: Card }),
      z.strictObject({ kind: z.literal('system'), notice: Notice, attachments: Attachments.optional() }),
    ]),
  ),
});

export const ConversationFields = {
  conversation: z.strictObject({ id: Id, buyerId: Id, sellerId: Id }),
  messages: z.array(Message),
  reads: z.array(z.strictObject({ role: ReaderRole, id: Id, seq: z.int().min(1) })),
};
