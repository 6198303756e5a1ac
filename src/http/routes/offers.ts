/** Offers and their answers. */
import { CounterBody, Empty, OfferBody, OptionalTextBody } from '../../contract/commands.ts';
import type { ProblemCode } from '../../contract/problem.ts';
import { type Route, route } from '../route.ts';
import { OfferParams, type RequestDesk, RequestParams, theRequest } from './requests-support.ts';

const STATE_PROBLEMS: readonly ProblemCode[] = ['conflict', 'deadline_passed'];
const AMOUNT_PROBLEMS: readonly ProblemCode[] = [...STATE_PROBLEMS, 'amount_out_of_range', 'currency_mismatch'];
const anOffer = (what: string) => ({ 201: { ...theRequest, description: what }, 200: theRequest });
const shared = { method: 'post', tag: 'Offers', guarded: true } as const;
const answering = {
  ...shared,
  params: OfferParams,
  description:
    'For the side that did not make the offer; agents answer for the seller. The integrator names the buyer it acts for.',
} as const;

export function offerRoutes(desk: RequestDesk): Route[] {
  return [
    route({
      ...shared,
      path: '/v1/requests/:id/offers',
      operation: 'proposeOffer',
      summary: 'Offer money instead of shipping again',
      description: 'An offer of at least the claim value is approved at once; a lower one becomes a card in the chat.',
      params: RequestParams,
      body: OfferBody,
      example: { kind: 'partial_refund', percent: 50, note: 'So sorry about the bowl' },
      answers: anOffer('The request, with the new offer.'),
      problems: [...AMOUNT_PROBLEMS, 'solution_not_allowed', 'offer_limit_reached'],
      handle: ({ params, body, ...call }) => desk.command(params.id, { type: 'ProposeOffer', offer: body }, call, 201),
    }),
    route({
      ...answering,
      path: '/v1/requests/:id/offers/:offerId/accept',
      operation: 'acceptOffer',
      summary: 'Accept an offer',
      body: Empty,
      example: {},
      answers: { 200: theRequest },
      problems: STATE_PROBLEMS,
      handle: ({ params: { id, offerId }, body: _, ...call }) =>
        desk.command(id, { type: 'AcceptOffer', offerId }, call),
    }),
    route({
      ...answering,
      path: '/v1/requests/:id/offers/:offerId/reject',
      operation: 'rejectOffer',
      summary: 'Reject an offer',
      body: OptionalTextBody,
      example: { text: 'I need the bowl for a set.' },
      answers: { 200: theRequest },
      problems: STATE_PROBLEMS,
      handle: ({ params: { id, offerId }, body, ...call }) =>
        desk.command(id, { type: 'RejectOffer', offerId, ...body }, call),
    }),
    route({
      ...answering,
      path: '/v1/requests/:id/offers/:offerId/counter',
      operation: 'counterOffer',
      summary: 'Answer an offer with another amount',
      body: CounterBody,
      example: { amount: { amount: 18000, currency: 'THB' }, note: 'Can you make it 180?' },
      answers: anOffer('The request, with the counter-offer.'),
      problems: AMOUNT_PROBLEMS,
      handle: ({ params: { id, offerId }, body, ...call }) =>
        desk.command(id, { type: 'CounterOffer', offerId, ...body }, call, 201),
    }),
    route({
      ...shared,
      path: '/v1/requests/:id/offers/:offerId/withdraw',
      operation: 'withdrawOffer',
      summary: 'Take an offer back',
      params: OfferParams,
      body: OptionalTextBody,
      example: {},
      answers: { 200: theRequest },
      problems: STATE_PROBLEMS,
      handle: ({ params: { id, offerId }, body, ...call }) =>
        desk.command(id, { type: 'WithdrawOffer', offerId, ...body }, call),
    }),
  ];
}
