/**
 * What the server says in chats, in English, as ICU messages: the list of keys and placeholders that every other
 * language must have. Times and money come in as formatted text. Write ’ for an apostrophe: ' quotes in ICU.
 */
import * as shared from '../shared/en.ts';

export const en = {
  'card.title':
    '{who, select, shop {The shop offers {amount} back} yourShop {Your shop offers {amount} back} you {You ask for {amount} back} other {The buyer asks for {amount} back}}',
  'title.accepted':
    '{who, select, shop {The shop accepted {amount}} yourShop {Your shop accepted {amount}} you {You accepted {amount}} other {The buyer accepted {amount}}}',
  'title.rejected':
    '{who, select, shop {The shop rejected {amount}} yourShop {Your shop rejected {amount}} you {You rejected {amount}} other {The buyer rejected {amount}}}',
  'title.countered':
    '{who, select, shop {The shop named another amount} yourShop {Your shop named another amount} you {You named another amount} other {The buyer named another amount}}',
  'title.expired':
    '{who, select, shop {The shop did not answer in time} yourShop {Your shop did not answer in time} you {You did not answer in time} other {The buyer did not answer in time}}',
  'title.withdrawn': '{reader, select, seller {Your shop withdrew this offer} other {The shop withdrew this offer}}',
  'title.taken_back':
    '{reader, select, buyer {This offer is no longer available} other {The platform took this offer back}}',
  'title.auto_approved': '{amount} was approved at once',
  'title.superseded': 'This offer is closed',
  'title.cancelled': '{reader, select, buyer {Your request was cancelled} other {The request was cancelled}}',
  'card.text':
    '{who, select, shop {The shop offers a refund of {amount}, {percent}% of the {claim} {reader, select, buyer {you asked for} other {asked for}}, instead of sending the items.} yourShop {Your shop offers a refund of {amount}, {percent}% of the {claim} asked for, instead of sending the items.} you {You ask for a refund of {amount}, {percent}% of the {claim} first asked for, instead of the items.} other {The buyer asks for a refund of {amount}, {percent}% of the {claim} first asked for, instead of the items.}}',
  'card.do.answer': 'Accept or reject it by {time}.',
  'card.do.answerOrCounter': 'Accept it, reject it or name another amount by {time}.',
  'card.wait':
    '{who, select, shop {The shop has until {time} to answer.} yourShop {Your shop has until {time} to answer.} you {You have until {time} to answer.} other {The buyer has until {time} to answer.}}',
  'card.timeUp': 'The time to answer ended on {time}.',
  'card.closed': '{title}. {outcome}',
  'card.note': 'Note: “{text}”',
  'card.stillYours': 'You may still accept it until {time}.',
  erased: shared.erased,
  because:
    '{who, select, you {Your reason} yourShop {Your shop’s reason} shop {The shop’s reason} buyer {The buyer’s reason} other {Reason}}: “{text}”.',
  'action.accept': shared.accept,
  'action.reject': shared.reject,
  'action.counter': shared.otherAmount,
  'consequence.accept':
    '{reader, select, buyer {You get {amount} back and the items are not sent.} other {The buyer gets {amount} back and the items are not sent.}}',
  'consequence.reject':
    '{reader, select, buyer {No refund for now: the shop decides again about sending the items.} seller {No refund for now: the request comes back to your shop for a decision.} other {No refund for now: the request goes back to the shop for a decision.}}',
  'consequence.counter':
    '{reader, select, buyer {You name an amount from {min} to {max}; the shop answers it.} other {You name an amount from {min} to {max}; the buyer answers it.}}',
  'outcome.accepted': 'The items are not sent.',
  'outcome.auto_approved':
    '{reader, select, buyer {It is at least what you asked for, and the items are not sent.} other {It is at least what the buyer asked for, and the items are not sent.}}',
  'outcome.countered': 'The new amount has a card of its own.',
  'outcome.closed': 'The offer is closed.',
  'next.awaiting_seller': '{reader, select, seller {Your shop decides by {time}.} other {The shop decides by {time}.}}',
  'next.awaiting_shipment':
    '{reader, select, seller {Your shop sends the items by {time}.} other {The shop sends the items by {time}.}}',
  'next.settling': 'The refund is being paid.',
  'next.settled': 'The refund was paid.',
  'next.shipped': shared.itemsOnTheirWay,
  'next.delivered': shared.itemsWereDelivered,
  'next.rejected':
    '{reader, select, buyer {The shop rejected your request.} seller {Your shop rejected the request.} other {The shop rejected the request.}}',
  'next.cancelled': shared.requestWasCancelled,
  'reason.missing_items': shared.missingItems,
  'reason.damaged': shared.damagedItems,
  'reason.defective': shared.defectiveItems,
  'reason.wrong_item': 'wrong item',
  'reason.not_received': 'not received',
  'rejectReason.items_were_sent': 'the items were sent',
  'rejectReason.evidence_insufficient': 'the evidence is not sufficient',
  'rejectReason.agreed_with_buyer': 'agreed with the buyer',
  'rejectReason.outside_window': 'the request came too late',
  'rejectReason.other': 'other reason',
  'notice.request.opened':
    '{reader, select, buyer {You asked the shop to send items of order {order} ({reason}), worth {claim}. The shop has until {time} to answer.} seller {The buyer asks your shop to send items of order {order} ({reason}), worth {claim}. Your shop has until {time} to answer.} other {The buyer asks the shop to send items of order {order} ({reason}), worth {claim}. The shop has until {time} to answer.}}',
  'notice.request.handed_back':
    '{cause, select, rejected {{who, select, you {You rejected the offer.} buyer {The buyer rejected the offer.} yourShop {Your shop rejected the buyer’s amount.} shop {{reader, select, buyer {The shop rejected your amount.} other {The shop rejected the buyer’s amount.}}} other {The offer was rejected.}}} expired {} taken_back {{reader, select, buyer {The offer is no longer available.} other {The platform took the offer back.}}} other {{reader, select, seller {Your shop withdrew its offer.} other {The shop withdrew its offer.}}}}',
  'notice.request.approved':
    '{cause, select, timeout {{reader, select, buyer {The shop did not answer in time, so the platform approved your request.} seller {Your shop did not answer in time, so the platform approved the request.} other {The shop did not answer in time, so the platform approved the request.}}} other {{reader, select, buyer {Your request was approved.} other {The request was approved.}}}} {reader, select, seller {Your shop sends the items by {time}.} other {The shop sends the items by {time}.}}',
  'notice.request.rejected':
    '{reader, select, buyer {Your request was rejected} other {The request was rejected}} ({reason}): “{text}”',
  'notice.evidence': 'Evidence: {links}',
  'notice.request.cancelled':
    '{by, select, buyer {{reader, select, buyer {You cancelled your request.} other {The buyer cancelled the request.}}} other {{reader, select, buyer {Customer service cancelled your request.} other {Customer service cancelled the request.}}}}',
  'notice.request.concluded':
    '{cause, select, refunded {The marketplace decided on a refund.} rejected {The marketplace rejected {reader, select, buyer {your} other {the}} request.} cancelled {The marketplace cancelled {reader, select, buyer {your} other {the}} request.} other {The marketplace says that the items were delivered.}}',
  'notice.deadline.extended':
    'Customer service gave more time: {kind, select, respond_by {{reader, select, seller {your shop has until {time} to answer.} other {the shop has until {time} to answer.}}} offer_expires {the offer can be answered until {time}.} ship_by {{reader, select, seller {your shop has until {time} to send the items.} other {the shop has until {time} to send the items.}}} other {the refund is due by {time}.}}',
  'notice.refund.requested':
    '{reader, select, buyer {Your refund of {amount} was requested.} other {A refund of {amount} was requested.}}',
  'notice.refund.confirmed':
    '{reader, select, buyer {Your refund of {amount} was paid.} other {The refund of {amount} was paid.}}',
  'notice.reference': 'Reference: {reference}',
  'notice.shipment.shipped': 'The items were sent with {carrier}. Tracking number: {tracking}',
  'notice.logistics.updated':
    '{scan, select, exception {The carrier reports a problem with the delivery.} out_for_delivery {The items are out for delivery.} other {The items are on their way.}}',
  'notice.shipment.delivered': shared.itemsWereDelivered,
  'notice.reminder.due':
    '{reader, select, buyer {Reminder: the offer of {amount} waits for your answer until {time}.} other {Reminder: the offer of {amount} waits for the buyer’s answer until {time}.}}',
  'export.photos': '{count, plural, one {A photo was sent.} other {# photos were sent.}}',
  'export.amount': shared.refund,
  'export.share': 'Share',
  'export.shareOf': shared.percentOfClaim,
  'export.shareOfYours': shared.percentOfYourClaim,
  'export.deadline': 'Answer by',
  'export.more': 'and {count} more',
  'export.link': 'Answer here: {url}',
  'export.open': 'Open the offer',
  'link.accept': 'Accept this offer?',
  'link.reject': 'Reject this offer?',
  'link.yes.accept': 'Yes, accept {amount}',
  'link.yes.reject': 'Yes, reject the offer',
  'link.final': 'You cannot take this answer back.',
  'link.back': shared.back,
  'link.reason': 'Reason for the shop (optional)',
  'link.moneyBy': 'It is due by {time}.',
  'link.offer': 'The offer',
  'link.cancel': shared.noLongerNeeded,
  'link.cancel.means': shared.noLongerMeans,
  'link.cancel.question': shared.closeYourRequest,
  'link.yes.cancel': 'Yes, close my request',
  'link.refused.cancel': 'Your request was not closed: it had gone on before your answer arrived.',
  'link.items': shared.items,
  'link.refused.closed': 'Your answer did not count: the offer was closed before it arrived.',
  'link.refused.late': 'Your answer did not count: the time to answer had ended.',
  'link.refused.tooLong': 'The reason is too long. Write at most {max} characters.',
  'link.refused.sorry': 'Your answer could not be taken just now. Please try again in a moment.',
  'documentsLink.title': 'These documents are not here',
  'documentsLink.text':
    'The link has ended, or there is nothing to ship. The message about the request has a new link where there is one.',
  'link.unknown.title': 'This link does not work',
  'link.unknown.text': 'It may be incomplete or too old. Open it again from the message it came with, or ask the shop.',
  'nowhere.title': 'There is nothing here',
  'nowhere.text': 'The address may be incomplete or out of date. Open the link again from where you got it.',
  'label.document': 'Shipping documents for order {order}',
  'label.badge': 'Reshipment',
  'label.from': 'From',
  'label.to': 'Deliver to',
  'label.noAddress': 'No delivery address is known here. Take it from the order and write it down.',
  'label.order': 'Order',
  'label.tracking': shared.trackingNumber,
  'label.noTracking': 'Not shipped yet, so there is no tracking number. Stick the carrier’s label here.',
  'label.shipping': shared.shipping,
  'label.option': '{option, select, platform {Arranged by the platform} other {Arranged by the shop}}',
  'label.cost': 'Shipping cost',
  'label.payer': 'The shop pays',
  'label.carrier': shared.carrier,
  'label.shipBy': 'Ship by',
  'label.request': 'Request',
  'label.unscannable': 'Too long or unusual for a barcode: please type it.',
  'label.page': 'Page {page} of {pages}',
  'slip.title': 'Packing slip',
  'slip.about': 'Pack only what is listed here: the items that were missing from the order.',
  'slip.total': 'Pieces in all',
} as const;

export type MessageKey = keyof typeof en;
export type Messages = Readonly<Record<MessageKey, string>>;
