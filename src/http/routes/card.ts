/** The card of a request's last offer, as a message for other channels. */
import { z } from 'zod';
import { type Caller, personOf } from '../../application/access.ts';
import { buyerReader, signAnswerLink } from '../../application/answer-links.ts';
import { CARD_FORMATS, exportCard } from '../../application/cards/export.ts';
import { sheetOf } from '../../application/cards/sheet.ts';
import { type Reader, readerOf } from '../../application/voice.ts';
import type { Offer } from '../../contract/request.ts';
import type { RequestState } from '../../domain/request.ts';
import type { HttpParts } from '../parts.ts';
import { ProblemError } from '../problems.ts';
import { type Route, route } from '../route.ts';
import { type RequestDesk, RequestParams } from './requests-support.ts';

const CardQuery = z.strictObject({ format: z.enum(CARD_FORMATS).default('text') });

const ExportedCard = z
  .union([
    z.looseObject({ text: z.string(), answerUrl: z.string().optional() }),
    z.looseObject({ type: z.literal('AdaptiveCard'), version: z.literal('1.5') }),
    z.looseObject({ content: z.string(), content_type: z.enum(['input_select', 'text']) }),
    z.looseObject({ type: z.literal('flex'), altText: z.string() }),
    z.looseObject({ messaging_product: z.literal('whatsapp'), type: z.enum(['interactive', 'text']) }),
  ])
  .meta({ id: 'ExportedCard' });

export function cardRoutes(parts: HttpParts, desk: RequestDesk): Route[] {
  const { config, clock, address } = parts;

  /** The page to answer on, for whom it may be told to while the offer waits for the buyer. */
  async function answerUrl(state: RequestState, offer: Offer, reader: Reader): Promise<string | undefined> {
    if (reader.caller.person?.role !== 'buyer' || offer.status !== 'pending' || !offer.expiresAt) return undefined;
    const link = { requestId: state.id, offerId: offer.id, buyerId: state.facts.buyerId };
    return `${address()}/o/${await signAnswerLink(link, offer.expiresAt, config.secrets)}`;
  }

  return [
    route({
      method: 'get',
      path: '/v1/requests/:id/card',
      tag: 'Requests',
      operation: 'exportCard',
      summary: 'Read the card as a message for another channel',
      description:
        'Ready to be handed to the platform: plain text, an Adaptive Card 1.5, the body of a Chatwoot message, a LINE Flex message, or a WhatsApp Cloud API message (add `to`). The integrator gets it as the buyer reads it. Buttons hand back `parley:<action>:<request>:<offer>` (Adaptive Cards: `requestId`, `offerId` and `action`); the answer is then posted with `Parley-Actor`. A link to answer with is only in what the integrator and that buyer get.',
      params: RequestParams,
      query: CardQuery,
      answers: { 200: { description: 'The message, in the format asked for.', schema: ExportedCard } },
      problems: [],
      async handle({ params: { id }, query: { format }, caller }) {
        const state = await desk.find(id, caller);
        const reader = readerFor(caller, state);
        const offer = state.offers.at(-1);
        if (!offer) throw new ProblemError('not_found', `Request ${id} has no offer yet, so there is no card to show.`);
        const url = await answerUrl(state, offer, reader);
        return { status: 200, body: exportCard(format, sheetOf(state, offer, reader, clock.now(), url)) };
      },
    }),
  ];
}

/** The integrator by itself forwards the card to the buyer. */
const readerFor = (caller: Caller, state: RequestState): Reader =>
  personOf(caller) ? readerOf(caller) : buyerReader(state);
