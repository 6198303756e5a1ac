/** What goes in and comes out, derived from the schemas that the service validates with. */
import type { z } from 'zod';
import type { MessageBody, MessagesPage, MessagesQuery } from '../../../src/contract/chat.ts';
import type {
  AssignBody,
  CardAnswerBody,
  ConcludeBody,
  CounterBody,
  ExtendBody,
  LogisticsBody,
  OptionalTextBody,
  RefundBody,
  RejectBody,
  ShipBody,
} from '../../../src/contract/commands.ts';
import type { DryRunAsked as DryRunBody } from '../../../src/contract/dry-run.ts';
import type {
  EventList,
  EventsQuery,
  RequestList,
  RequestsQuery,
  SheetQuery,
  StatsQuery,
} from '../../../src/contract/lists.ts';
import type { NoteList, NotesQuery } from '../../../src/contract/note.ts';
import type { RepliesQuery } from '../../../src/contract/replies.ts';
import type { RequestInput } from '../../../src/contract/request.ts';
import type { SellerInput } from '../../../src/contract/seller.ts';
import type { TokenAnswer, TokenBody } from '../../../src/contract/tokens.ts';
import type { DeliveriesQuery, DeliveryList, WebhookList, WebhooksQuery } from '../../../src/contract/webhook.ts';

export type { AttachmentView, EvidenceList } from '../../../src/contract/attachment.ts';
export type { MessageView } from '../../../src/contract/chat.ts';
export type { OfferBody } from '../../../src/contract/commands.ts';
export type { DryRunReport } from '../../../src/contract/dry-run.ts';
export type { ErasedCounts as Erased } from '../../../src/contract/erasing.ts';
export type { EventType, EventView } from '../../../src/contract/event.ts';
export type { Stats } from '../../../src/contract/lists.ts';
export type { NoteView } from '../../../src/contract/note.ts';
export type { OddsView as Odds } from '../../../src/contract/odds.ts';
export type { Policy } from '../../../src/contract/policy.ts';
export type { Money } from '../../../src/contract/primitives.ts';
export type { Problem, ProblemCode } from '../../../src/contract/problem.ts';
export type { Reply, ReplyList } from '../../../src/contract/replies.ts';
export type { Offer, Refund, RequestPatch, RequestView, Shipment } from '../../../src/contract/request.ts';
export type { Rule, RuleList } from '../../../src/contract/rules.ts';
export type { Seller, SellerInput, SellerView } from '../../../src/contract/seller.ts';
export type { SlackLinkCode } from '../../../src/contract/slack-link.ts';
export type {
  DeliveryView,
  PingAnswer,
  WebhookBody,
  WebhookInput,
  WebhookPatch,
  WebhookView,
  WebhookWithSecret,
} from '../../../src/contract/webhook.ts';

export type DryRunAsked = z.input<typeof DryRunBody>;
export interface OddsAsked {
  percent?: number;
}
export type RequestOpening = z.input<typeof RequestInput>;
export type RequestPage = z.output<typeof RequestList>;
export type RequestsAsked = Partial<z.output<typeof RequestsQuery>>;
export type SheetAsked = z.input<typeof SheetQuery>;
export type EventPage = z.output<typeof EventList>;
export type EventsAsked = Partial<z.output<typeof EventsQuery>>;
export type NotePage = z.output<typeof NoteList>;
export type NotesAsked = Partial<z.output<typeof NotesQuery>>;
export type RepliesAsked = z.input<typeof RepliesQuery>;
export type StatsAsked = z.input<typeof StatsQuery>;

export type Rejection = z.input<typeof RejectBody>;
export type Counter = z.input<typeof CounterBody>;
export type CardAnswer = z.input<typeof CardAnswerBody>;
export type Words = z.input<typeof OptionalTextBody>;
export type Extension = z.input<typeof ExtendBody>;
export type Assigned = z.input<typeof AssignBody>['to'];
export type Shipping = z.input<typeof ShipBody>;
export type LogisticsReport = z.input<typeof LogisticsBody>;
export type RefundReport = z.input<typeof RefundBody>;
export type Conclusion = z.input<typeof ConcludeBody>;

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
