/**
 * Repeats (rule 5): the same side, the same action, the same body, already in effect. A double click or a retry without
 * an idempotency key is answered with the request as it stands, before anything else is looked at.
 */
import type { OfferBody } from '../contract/commands.ts';
import type { Actor, Offer } from '../contract/request.ts';
import { sideOf } from './actions.ts';
import type { CommandContext, RequestCommand } from './command.ts';
import { isAssigned } from './decisions/assign.ts';
import { percentOf } from './money.ts';
import { refundOnlyAmount } from './offers.ts';
import type { RequestState } from './request.ts';
import { isSameJson } from './same-json.ts';

type CommandOf<T extends RequestCommand['type']> = Extract<RequestCommand, { type: T }>;

const sameSide = (by: Actor['kind'], actor: Actor): boolean => sideOf(by) === sideOf(actor.kind);
const sameList = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((each, index) => each === b[index]);
const find = (state: RequestState, id: string): Offer | undefined => state.offers.find((offer) => offer.id === id);

/** The amount an offer's body stands for, in minor units: a percent is of the claim value, rounded half up. */
export function amountOf(state: RequestState, body: OfferBody): number {
  if (body.kind === 'refund_only') return refundOnlyAmount(state);
  return 'amount' in body ? body.amount.amount : percentOf(state.claimValue.amount, body.percent);
}

function offerRepeats(state: RequestState, { offer: body }: CommandOf<'ProposeOffer'>, actor: Actor): boolean {
  const last = state.offers.at(-1);
  if (last?.round !== 1 || last.by !== 'seller' || sideOf(actor.kind) !== 'seller') return false;
  if (last.status !== 'pending' && last.status !== 'accepted' && last.status !== 'auto_approved') return false;
  if (last.kind !== body.kind || last.note !== body.note) return false;
  // Its amount is not in the body, and paying the refund may have changed what it would be now.
  if (body.kind === 'refund_only') return true;
  if ('amount' in body && body.amount.currency !== last.amount.currency) return false;
  return last.amount.amount === amountOf(state, body);
}

function counterRepeats(state: RequestState, command: CommandOf<'CounterOffer'>, actor: Actor): boolean {
  const index = state.offers.findIndex((offer) => offer.id === command.offerId);
  const next = state.offers[index + 1];
  if (index < 0 || !next || state.offers[index]?.status !== 'countered') return false;
  const { amount, currency } = next.amount;
  const sameBody =
    amount === command.amount.amount && currency === command.amount.currency && next.note === command.note;
  return sameBody && next.by === sideOf(actor.kind);
}

function answerRepeats(state: RequestState, offerId: string, status: Offer['status'], actor: Actor, text?: string) {
  const offer = find(state, offerId);
  if (offer?.status !== status || !offer.answer) return false;
  return sameSide(offer.answer.by, actor) && offer.answer.text === text;
}

function extensionRepeats(state: RequestState, command: CommandOf<'ExtendDeadline'>, actor: Actor): boolean {
  const done = state.extension;
  if (!done || !state.deadline?.extended || state.deadline.at !== done.to || !sameSide(done.by, actor)) return false;
  return done.seconds === command.seconds && done.text === command.text;
}

function refundRepeats(state: RequestState, command: CommandOf<'ReportRefund'>): boolean {
  const refund = state.refund;
  if (!refund || refund.status !== command.outcome) return false;
  return refund.reference === command.reference && refund.text === command.text;
}

function conclusionRepeats({ conclusion }: RequestState, command: CommandOf<'ConcludeRequest'>): boolean {
  const { type: _, ...asked } = command;
  return conclusion !== undefined && isSameJson(conclusion, asked);
}

function shipmentRepeats(state: RequestState, command: CommandOf<'ShipRequest'>): boolean {
  const { shipment } = state;
  if (!shipment?.shippedAt) return false;
  return shipment.carrier === command.carrier && shipment.trackingNumber === command.trackingNumber;
}

function rejectionRepeats(state: RequestState, command: CommandOf<'RejectRequest'>, actor: Actor): boolean {
  const { rejection } = state;
  if (!rejection || !sameSide(rejection.by, actor)) return false;
  const sameReason = rejection.reason === command.reason && rejection.reasonDetail === command.reasonDetail;
  return sameReason && rejection.text === command.text && sameList(rejection.evidence, command.evidence ?? []);
}

/** Whether the command is a repeat of one already in effect. */
export function isRepeat(state: RequestState, command: RequestCommand, { actor }: CommandContext): boolean {
  switch (command.type) {
    case 'ApproveRequest':
      return state.approval?.cause === 'decision' && sameSide(state.approval.by, actor);
    case 'RejectRequest':
      return rejectionRepeats(state, command, actor);
    case 'ProposeOffer':
      return offerRepeats(state, command, actor);
    case 'AcceptOffer':
      return answerRepeats(state, command.offerId, 'accepted', actor);
    case 'RejectOffer':
      return answerRepeats(state, command.offerId, 'rejected', actor, command.text);
    case 'WithdrawOffer':
      return answerRepeats(state, command.offerId, 'withdrawn', actor, command.text);
    case 'CounterOffer':
      return counterRepeats(state, command, actor);
    case 'CancelRequest':
      return (
        state.cancellation !== null &&
        sameSide(state.cancellation.by, actor) &&
        state.cancellation.text === command.text
      );
    case 'ExtendDeadline':
      return extensionRepeats(state, command, actor);
    case 'ShipRequest':
      return shipmentRepeats(state, command) && sideOf(actor.kind) === 'seller';
    case 'AssignRequest':
      return isAssigned(state, command, actor.kind);
    case 'ReportRefund':
      return refundRepeats(state, command);
    case 'ConcludeRequest':
      return conclusionRepeats(state, command);
    case 'HoldRule':
      return state.rule?.status === 'held';
    case 'RecordLogistics':
    case 'UpdateRequest':
    case 'PassTime':
      return false;
  }
}
