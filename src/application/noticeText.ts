/** The platform's sentences about what happened to a request, in the reader's words. */
import { trackingLink } from '../contract/carriers.ts';
import type { EventType } from '../contract/event.ts';
import type { NoticeParams } from './notices.ts';
import type { NoticeFacts } from './transcript.ts';
import { becauseOf, type Voice, whoBefore } from './voice.ts';

type Tell = (params: NoticeParams, voice: Voice) => (string | undefined)[];

const because = ({ text, by }: NoticeParams, voice: Voice) => (text ? becauseOf(text, by, voice) : undefined);
const timeOf = ({ time }: NoticeParams, voice: Voice) => (time ? voice.until(time) : '');
const evidence = ({ evidence }: NoticeParams, { say }: Voice) =>
  evidence?.length ? say('notice.evidence', { links: evidence.join(' ') }) : undefined;
/** The carrier's own page of the parcel. */
const whereItIs = ({ carrier, tracking, market = '' }: NoticeParams) =>
  trackingLink({ carrier, trackingNumber: tracking, market });
const moneyOf = ({ amount }: NoticeParams, voice: Voice) => (amount ? voice.money(amount) : '');

const TELL: Partial<Record<EventType, Tell>> = {
  'request.opened': (params, voice) => [
    voice.say('notice.request.opened', {
      order: params.order ?? '',
      reason: reasonText(params, voice),
      claim: params.claim ? voice.money(params.claim) : '',
      time: timeOf(params, voice),
    }),
    // Conversations that an earlier release began have the buyer's pictures here.
    evidence(params, voice),
  ],
  'request.handed_back': (params, voice) => [
    voice.say('notice.request.handed_back', { cause: params.cause ?? '', who: whoBefore(voice.reader, params.by) }),
    voice.say('next.awaiting_seller', { time: timeOf(params, voice) }),
  ],
  'request.approved': (params, voice) => [
    voice.say('notice.request.approved', {
      cause: params.cause ?? '',
      time: timeOf(params, voice),
    }),
  ],
  'request.rejected': (params, voice) => [
    voice.say('notice.request.rejected', {
      reason: reasonText(params, voice),
      text: params.text ?? '',
    }),
    evidence(params, voice),
  ],
  'request.cancelled': (params, voice) => [
    voice.say('notice.request.cancelled', { by: params.by ?? '' }),
    because(params, voice),
  ],
  'request.concluded': (params, voice) => [
    voice.say('notice.request.concluded', { cause: params.cause ?? '' }),
    params.amount && voice.say('notice.refund.confirmed', { amount: moneyOf(params, voice) }),
    because(params, voice),
  ],
  'deadline.extended': (params, voice) => [
    voice.say('notice.deadline.extended', {
      kind: params.kind ?? '',
      time: timeOf(params, voice),
    }),
    because(params, voice),
  ],
  'refund.requested': (params, voice) => [voice.say('notice.refund.requested', { amount: moneyOf(params, voice) })],
  'refund.confirmed': (params, voice) => [
    voice.say('notice.refund.confirmed', { amount: moneyOf(params, voice) }),
    params.reference ? voice.say('notice.reference', { reference: params.reference }) : undefined,
  ],
  'shipment.shipped': (params, voice) => [
    voice.say('notice.shipment.shipped', { carrier: params.carrier ?? '', tracking: params.tracking ?? '' }),
    whereItIs(params),
  ],
  'logistics.updated': (params, voice) => [
    voice.say('notice.logistics.updated', { scan: params.scan ?? '' }),
    because(params, voice),
    whereItIs(params),
  ],
  'shipment.delivered': (params, voice) => [voice.say('notice.shipment.delivered'), whereItIs(params)],
  'reminder.due': (params, voice) => [
    voice.say('notice.reminder.due', {
      amount: moneyOf(params, voice),
      time: timeOf(params, voice),
    }),
  ],
};

/** The request's reason or the seller's reason to reject, in words. */
function reasonText({ reason }: NoticeParams, { say }: Voice): string {
  switch (reason) {
    case undefined:
      return '';
    case 'missing_items':
    case 'damaged':
    case 'defective':
    case 'wrong_item':
    case 'not_received':
      return say(`reason.${reason}`);
    default:
      return say(`rejectReason.${reason}`);
  }
}

/** The addresses that the notice names last. */
export function evidenceOf({ params }: NoticeFacts): string[] {
  const { evidence }: NoticeParams = params;
  return evidence ?? [];
}

/** The notice as sentences. A type this version does not know, stored by a newer one, reads as nothing. */
export function noticeText(notice: NoticeFacts, voice: Voice): string {
  const params: NoticeParams = notice.params;
  const told = TELL[notice.type]?.(params, voice) ?? [];
  return told.filter(Boolean).join(' ');
}
