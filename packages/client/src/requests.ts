/** Reshipment requests: opening, reading, and what is done with them. */
import { callsOf, type Send, segment } from './calls.ts';
import { entriesOf } from './pages.ts';
import type { CallOptions } from './transport.ts';
import type {
  Assigned,
  CardAnswer,
  CardFormat,
  Conclusion,
  Counter,
  EventPage,
  EventsAsked,
  EventView,
  EvidenceList,
  Extension,
  LogisticsReport,
  NotePage,
  NotesAsked,
  NoteView,
  Odds,
  OddsAsked,
  OfferBody,
  RefundReport,
  Rejection,
  RequestOpening,
  RequestPage,
  RequestPatch,
  RequestsAsked,
  RequestView,
  SheetAsked,
  Shipping,
  Words,
} from './types.ts';

/** A request with the ETag under which it was read. */
export interface TaggedRequest {
  request: RequestView;
  etag: string;
}

export function requestsOf(send: Send) {
  const { get, post, patch } = callsOf(send);
  const at = (id: string, rest = ''): string => `/v1/requests/${segment(id)}${rest}`;
  const offerAt = (id: string, offerId: string, rest: string): string => at(id, `/offers/${segment(offerId)}${rest}`);
  const act = (id: string, action: string, body: object, options?: CallOptions): Promise<RequestView> =>
    post(at(id, action), body, options);

  const list = (query: RequestsAsked = {}, options?: CallOptions): Promise<RequestPage> =>
    get('/v1/requests', query, options);
  const events = (id: string, query: EventsAsked = {}, options?: CallOptions): Promise<EventPage> =>
    get(at(id, '/events'), query, options);

  return {
    /** Opens a request. With an `externalId` that is open already, the one that exists. */
    open: (input: RequestOpening, options?: CallOptions): Promise<RequestView> => post('/v1/requests', input, options),
    /** Corrects what was already refunded, the metadata, or the address. */
    update: (id: string, changes: RequestPatch, options?: CallOptions): Promise<RequestView> =>
      patch(at(id), changes, options),
    get: (id: string, options?: CallOptions): Promise<RequestView> => get(at(id), {}, options),
    /** The request with its ETag; null if it is still as it was when it had the ETag given. */
    async getIfChanged(id: string, etag?: string, options?: CallOptions): Promise<TaggedRequest | null> {
      const answer = await send<RequestView>({ method: 'GET', path: at(id), ifNoneMatch: etag, options });
      return answer.status === 304 ? null : { request: answer.body, etag: answer.headers.get('etag') ?? '' };
    },
    /** One page; by default of what is due next. */
    list,
    /** Every request, page after page: `for await (const request of parley.requests.each({ tab: 'to_ship' }))`. */
    each: (query: RequestsAsked = {}, options?: CallOptions): AsyncGenerator<RequestView> =>
      entriesOf((cursor) => list({ ...query, ...(cursor ? { cursor } : {}) }, options)),
    /** The same list as a CSV file, in UTF-8: read it while it comes, its length is that of the list. */
    csv: (query: SheetAsked = {}, options?: CallOptions): Promise<ReadableStream<Uint8Array>> =>
      get('/v1/requests.csv', query, options, 'stream'),
    /** One page of the history, oldest first. */
    events,
    eachEvent: (id: string, query: EventsAsked = {}, options?: CallOptions): AsyncGenerator<EventView> =>
      entriesOf((cursor) => events(id, { ...query, ...(cursor ? { cursor } : {}) }, options)),
    /** The card of the last offer as a message for another chat. */
    card: (id: string, format: CardFormat = 'text', options?: CallOptions) =>
      get<Record<string, unknown>>(at(id, '/card'), { format }, options),
    /** Answers as the buyer with the value that a button of such a card handed back. */
    answerCard: (answer: CardAnswer, options?: CallOptions): Promise<RequestView> =>
      post('/v1/cards/answer', answer, options),
    /** Packing slip and address label, a PDF. */
    documents: (id: string, options?: CallOptions): Promise<Uint8Array<ArrayBuffer>> =>
      get(at(id, '/documents.pdf'), {}, options, 'bytes'),

    approve: (id: string, options?: CallOptions): Promise<RequestView> => act(id, '/approve', {}, options),
    reject: (id: string, rejection: Rejection, options?: CallOptions): Promise<RequestView> =>
      act(id, '/reject', rejection, options),
    cancel: (id: string, words: Words = {}, options?: CallOptions): Promise<RequestView> =>
      act(id, '/cancel', words, options),
    /** Extends the running deadline, once. */
    extend: (id: string, extension: Extension, options?: CallOptions): Promise<RequestView> =>
      act(id, '/extend', extension, options),
    /** Says who of the caller's side has it in hand: `'me'`, a colleague, or nobody. */
    assign: (id: string, to: Assigned, options?: CallOptions): Promise<RequestView> =>
      act(id, '/assign', { to }, options),
    ship: (id: string, shipping: Shipping, options?: CallOptions): Promise<RequestView> =>
      act(id, '/ship', shipping, options),
    /** Reports what the carrier says: in any order, as often as you like. */
    logistics: (id: string, report: LogisticsReport, options?: CallOptions): Promise<RequestView> =>
      act(id, '/logistics', report, options),
    /** Reports that the refund was paid, or failed. */
    refund: (id: string, report: RefundReport, options?: CallOptions): Promise<RequestView> =>
      act(id, '/refund', report, options),
    /** Reports what the marketplace decided itself: it closes the request. */
    conclude: (id: string, conclusion: Conclusion, options?: CallOptions): Promise<RequestView> =>
      act(id, '/conclude', conclusion, options),

    /** One page of what colleagues noted, oldest first. */
    notes: (id: string, query: NotesAsked = {}, options?: CallOptions): Promise<NotePage> =>
      get(at(id, '/notes'), query, options),
    /** Notes something for colleagues, as the token's person or the `actor`: a shop's note is for it and agents, an agent's for agents. */
    note: (id: string, text: string, options?: CallOptions): Promise<NoteView> =>
      post(at(id, '/notes'), { text }, options),

    /** The photos of its rejection, with addresses for the caller alone, for an hour. */
    evidence: (id: string, options?: CallOptions): Promise<EvidenceList> => get(at(id, '/evidence'), {}, options),

    /** How often offers like the quick picks, and one of `percent`, were accepted. */
    odds: (id: string, query: OddsAsked = {}, options?: CallOptions): Promise<Odds> =>
      get(at(id, '/odds'), query, options),
    /** Keeps the shop's rule from acting on this request, while it waits. */
    holdRule: (id: string, options?: CallOptions): Promise<RequestView> => act(id, '/hold-rule', {}, options),

    offer: (id: string, offer: OfferBody, options?: CallOptions): Promise<RequestView> =>
      act(id, '/offers', offer, options),
    acceptOffer: (id: string, offerId: string, options?: CallOptions): Promise<RequestView> =>
      post(offerAt(id, offerId, '/accept'), {}, options),
    rejectOffer: (id: string, offerId: string, words: Words = {}, options?: CallOptions): Promise<RequestView> =>
      post(offerAt(id, offerId, '/reject'), words, options),
    counterOffer: (id: string, offerId: string, counter: Counter, options?: CallOptions): Promise<RequestView> =>
      post(offerAt(id, offerId, '/counter'), counter, options),
    withdrawOffer: (id: string, offerId: string, words: Words = {}, options?: CallOptions): Promise<RequestView> =>
      post(offerAt(id, offerId, '/withdraw'), words, options),
  };
}
