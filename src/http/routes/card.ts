/** The card of a request's last offer, as a message for other channels. */
import { z } from 'zod';
import { type Caller, personOf } from '../../application/access.ts';
import { buyerReader, signAnswerLink } from '../../application/answer-links.ts';
import { CARD_FORMATS, exportCard } from '../../application/cards/export.ts';
import { sheetOf } from '../../application/cards/sheet.ts';
import { type Choice, choiceIn, isOurValue, valuesOf } from '../../application/cards/values.ts';
import { shopNames } from '../../application/request-views.ts';
import { localeOfBuyer, type Reader, readerOf } from '../../application/voice.ts';
import { CardAnswerBody } from '../../contract/commands.ts';
import type { Offer } from '../../contract/request.ts';
import type { RequestCommand } from '../../domain/command.ts';
import { secondThought } from '../../domain/offers.ts';
import type { RequestState } from '../../domain/request.ts';
import { readAmount } from '../../i18n/amount.ts';
import { currencyNames } from '../../i18n/currency-names.ts';
import type { HttpParts } from '../parts.ts';
import { ProblemError } from '../problems.ts';
import { type Route, route } from '../route.ts';
import { type RequestDesk, RequestParams, theRequest } from './requests-support.ts';

const CardQuery = z.strictObject({ format: z.enum(CARD_FORMATS).default('text') });

const ExportedCard = z
  .union([
    z.looseObject({ text: z.string(), answerUrl: z.string().optional() }),
    z.looseObject({ type: z.literal('AdaptiveCard'), version: z.literal('1.3') }),
    z.looseObject({ content: z.string(), content_type: z.enum(['input_select', 'text']) }),
    z.looseObject({ type: z.literal('flex'), altText: z.string() }),
    z.looseObject({ messaging_product: z.literal('whatsapp'), type: z.enum(['interactive', 'text']) }),
  ])
  .meta({ id: 'ExportedCard' });

export function cardRoutes(parts: HttpParts, desk: RequestDesk): Route[] {
  const { config, store, clock, address } = parts;

  /** The page to answer on, for whom it may be told to while the offer waits for the buyer. */
  function answerUrl(state: RequestState, offer: Offer, reader: Reader): string | undefined {
    const waits = offer.status === 'pending' || secondThought(state)?.offer.id === offer.id;
    if (reader.caller.person?.role !== 'buyer' || !waits || !offer.expiresAt) return undefined;
    const link = { requestId: state.id, offerId: offer.id, buyerId: state.facts.buyerId };
    return `${address()}/o/${signAnswerLink(link, offer.expiresAt, config.secrets)}`;
  }

  return [
    route({
      method: 'get',
      path: '/v1/requests/:id/card',
      tag: 'Requests',
      operation: 'exportCard',
      summary: 'Read the card as a message for another channel',
      description:
        'Ready to be handed to the platform: plain text, an Adaptive Card 1.3, the body of a Chatwoot message, a LINE Flex message, or a WhatsApp Cloud API message (add `to`). The integrator gets it as the buyer reads it. Buttons hand back a short value (LINE: `postback.data`, WhatsApp: `button_reply.id`, Chatwoot: `submitted_values[0].value`, Adaptive Cards: `value` in what was submitted), which `POST /v1/cards/answer` takes. A link to answer with is only in what the integrator and that buyer get.',
      params: RequestParams,
      query: CardQuery,
      answers: { 200: { description: 'The message, in the format asked for.', schema: ExportedCard } },
      problems: [],
      async handle({ params: { id }, query: { format }, caller }) {
        const state = await desk.find(id, caller);
        const reader = readerFor(caller, state);
        const offer = state.offers.at(-1);
        if (!offer) throw new ProblemError('not_found', `Request ${id} has no offer yet, so there is no card to show.`);
        const names = await shopNames(store.directory, [state]);
        const sellerName = names.get(state.facts.sellerId);
        const answerLink = answerUrl(state, offer, reader);
        const sheet = sheetOf(state, offer, reader, clock.now(), { answerUrl: answerLink, sellerName });
        return { status: 200, body: exportCard(format, sheet, valuesOf(sheet.card, config.secrets)) };
      },
    }),
    route({
      method: 'post',
      path: '/v1/cards/answer',
      tag: 'Offers',
      operation: 'answerCard',
      summary: 'Answer with the value that a card’s button carried',
      description:
        'Takes what a card of `GET /v1/requests/:id/card` handed back in its channel, and answers as that buyer: accepts, rejects (`text` is the reason) or counters (`text` is the amount, as the buyer wrote it). The same answer again is recognised.',
      guarded: true,
      body: CardAnswerBody,
      example: { value: 'r1.4f7c1d2a9e8b6c3d5f7a9b1c3d5e7f.Zm9vYmFyYmE', text: 'I need the bowl for a set.' },
      answers: {
        201: { ...theRequest, description: 'The request, with the counter-offer.' },
        200: theRequest,
      },
      problems: ['not_found', 'conflict', 'deadline_passed', 'amount_out_of_range'],
      async handle({ body: { value, text }, ...call }) {
        const choice = choiceIn(value);
        if (!choice) throw wrongBody('value', 'is not one that a card’s button carries');
        const state = await desk.find(choice.requestId, call.caller);
        const offer = state.offers.find(({ id, by }) => id === choice.offerId && by === 'seller');
        if (!offer || !isOurValue(value, config.secrets)) {
          throw new ProblemError('not_found', `No card of this Parley carries the value ${value}.`);
        }
        const actor = { kind: 'buyer' as const, id: state.facts.buyerId };
        const command = answerOf(choice, text, state);
        return desk.command(state.id, command, { ...call, actor }, choice.action === 'counter' ? 201 : 200);
      },
    }),
  ];
}

const wrongBody = (path: string, message: string) =>
  new ProblemError('invalid_body', `${path} ${message}.`, { errors: [{ path, message }] });

/** What the choice asks of its request, with what the buyer wrote. */
function answerOf({ action, offerId }: Choice, text: string | undefined, state: RequestState): RequestCommand {
  if (action === 'accept') return { type: 'AcceptOffer', offerId };
  if (action === 'reject') return { type: 'RejectOffer', offerId, ...(text === undefined ? {} : { text }) };
  const { currency } = state.claimValue;
  const amount = text && readAmount(text, currency, localeOfBuyer(state.facts) ?? 'en', currencyNames);
  if (!amount) throw wrongBody('text', `must be the amount that the buyer asks for, such as 150 ${currency}`);
  return { type: 'CounterOffer', offerId, amount };
}

/** The integrator by itself forwards the card to the buyer. */
const readerFor = (caller: Caller, state: RequestState): Reader =>
  personOf(caller) ? readerOf(caller) : buyerReader(state);
