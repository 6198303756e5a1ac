/** What goes in and comes out, derived from the schemas that the service validates with. */
import type { z } from 'zod';
import type { MessageBody, MessagesPage, MessagesQuery } from '../contract/chat.ts';
import type {
  AssignBody,
  CounterBody,
  ExtendBody,
  LogisticsBody,
  OptionalTextBody,
  RefundBody,
  RejectBody,
  ShipBody,
} from '../contract/commands.ts';
import type { EventList, EventsQuery, RequestList, RequestsQuery, StatsQuery } from '../contract/lists.ts';
import type { RequestInput } from '../contract/request.ts';
import type { SellerInput } from '../contract/seller.ts';
import type { TokenAnswer, TokenBody } from '../contract/tokens.ts';
import type { DeliveriesQuery, DeliveryList, WebhookList, WebhooksQuery } from '../contract/webhook.ts';

export type { MessageView } from '../contract/chat.ts';
export type { OfferBody } from '../contract/commands.ts';
export type { EventType, EventView } from '../contract/event.ts';
export type { Stats } from '../contract/lists.ts';
export type { Policy } from '../contract/policy.ts';
export type { Money } from '../contract/primitives.ts';
export type { Problem, ProblemCode } from '../contract/problem.ts';
export type { Offer, Refund, RequestPatch, RequestView, Shipment } from '../contract/request.ts';
export type { Seller, SellerInput, SellerView } from '../contract/seller.ts';
export type { SlackLinkCode } from '../contract/slack-link.ts';
export type {
  DeliveryView,
  PingAnswer,
  WebhookBody,
  WebhookInput,
  WebhookPatch,
  WebhookView,
  WebhookWithSecret,
} from '../contract/webhook.ts';

export type RequestOpening = z.input<typeof RequestInput>;
export type RequestPage = z.output<typeof RequestList>;
export type RequestsAsked = Partial<z.output<typeof RequestsQuery>>;
export type EventPage = z.output<typeof EventList>;
export type EventsAsked = Partial<z.output<typeof EventsQuery>>;
export type StatsAsked = z.input<typeof StatsQuery>;

export type Rejection = z.input<typeof RejectBody>;
export type Counter = z.input<typeof CounterBody>;
export type Words = z.input<typeof OptionalTextBody>;
export type Extension = z.input<typeof ExtendBody>;
export type Assigned = z.input<typeof AssignBody>['to'];
export type Shipping = z.input<typeof ShipBody>;
export type LogisticsReport = z.input<typeof LogisticsBody>;
export type RefundReport = z.input<typeof RefundBody>;

export type Messages = z.output<typeof MessagesPage>;
export type MessagesAsked = Partial<z.output<typeof MessagesQuery>>;
export type NewMessage = z.input<typeof MessageBody>;

export type TokenAsked = z.input<typeof TokenBody>;
export type PersonToken = z.output<typeof TokenAnswer>;

/** Parts to change, `null` to remove (RFC 7396). */
type MergePatch<T> = {
  [K in keyof T]?: (NonNullable<T[K]> extends readonly unknown[] | string ? T[K] : MergePatch<T[K]>) | null;
};
export type SellerChanges = MergePatch<SellerInput>;

/** What `webhooks.ping` sends. */
export interface WebhookPing {
  type: 'ping';
  timestamp: string;
  data: { webhookId: string };
}
export type WebhookPage = z.output<typeof WebhookList>;
export type WebhooksAsked = Partial<z.output<typeof WebhooksQuery>>;
export type DeliveryPage = z.output<typeof DeliveryList>;
export type DeliveriesAsked = Partial<z.output<typeof DeliveriesQuery>>;

/** Formats in which other chats take a card. */
export type CardFormat = 'adaptive' | 'chatwoot' | 'line' | 'whatsapp' | 'text';
