/** Opening, correcting, listing and reading requests, and their history. */
import type { z } from 'zod';
import type { Caller } from '../../application/access.ts';
import { InvalidCursor, type RequestStore } from '../../application/ports/requests.ts';
import { seesEvent } from '../../application/queries.ts';
import { EventList, EventsQuery, RequestList, RequestsQuery } from '../../contract/lists.ts';
import { RequestInput, RequestPatch } from '../../contract/request.ts';
import type { RequestEvent } from '../../domain/request.ts';
import type { HttpParts } from '../parts.ts';
import { type Route, route } from '../route.ts';
import { createRequestLists } from './request-lists.ts';
import { type RequestDesk, RequestParams, theRequest } from './requests-support.ts';

const openingExample: z.input<typeof RequestInput> = {
  orderId: '577087614418520388',
  sellerId: 'shop-1',
  buyerId: 'buyer-1',
  conversationId: 'conv-1',
  market: 'TH',
  buyerZone: 'Asia/Bangkok',
  buyerLocale: 'th',
  reason: 'missing_items',
  text: 'Only one of the two bowls arrived',
  items: [
    {
      sku: 'BOWL-2',
      title: 'Ceramic bowl',
      quantity: 2,
      missingQuantity: 1,
      unitPrice: { amount: 25000, currency: 'THB' },
    },
  ],
  paid: { amount: 54000, currency: 'THB' },
  shippingOption: 'platform',
  evidence: ['https://cdn.example/box.jpg'],
};

export function requestRoutes(parts: HttpParts, desk: RequestDesk): Route[] {
  const lists = createRequestLists(parts);
  return [
    route({
      method: 'post',
      path: '/v1/requests',
      tag: 'Requests',
      operation: 'openRequest',
      summary: 'Open a request',
      description: 'The same `externalId` with the same body answers 200 with the request that exists.',
      body: RequestInput,
      example: openingExample,
      answers: { 201: { ...theRequest, description: 'The request, opened now.' }, 200: theRequest },
      problems: [
        'unknown_seller',
        'market_mismatch',
        'currency_mismatch',
        'conversation_taken',
        'external_id_mismatch',
      ],
      async handle({ body, ...call }) {
        return desk.open(body, call);
      },
    }),
    route({
      method: 'patch',
      path: '/v1/requests/:id',
      tag: 'Requests',
      operation: 'updateRequest',
      summary: 'Correct a request',
      params: RequestParams,
      body: RequestPatch,
      guarded: true,
      example: { metadata: { ticket: 'CS-4711' } },
      answers: { 200: theRequest },
      problems: ['conflict', 'currency_mismatch', 'amount_out_of_range', 'deadline_passed', 'external_id_mismatch'],
      handle: ({ params, body, ...call }) => desk.command(params.id, { type: 'UpdateRequest', patch: body }, call),
    }),
    route({
      method: 'get',
      path: '/v1/requests',
      tag: 'Requests',
      operation: 'listRequests',
      summary: 'List requests',
      description: 'Only what the caller may see: buyers their own, sellers their shop’s.',
      query: RequestsQuery,
      tagged: true,
      answers: { 200: { description: 'A page of requests.', schema: RequestList } },
      problems: [],
      handle: async ({ query, caller }) => ({ status: 200, body: await lists.page(query, caller) }),
    }),
    route({
      method: 'get',
      path: '/v1/requests/:id',
      tag: 'Requests',
      operation: 'getRequest',
      summary: 'Read a request',
      params: RequestParams,
      tagged: true,
      answers: { 200: theRequest },
      problems: [],
      async handle({ params, caller }) {
        const state = await desk.find(params.id, caller);
        return { ...(await desk.answer(200, state, caller)), version: state.version };
      },
    }),
    route({
      method: 'get',
      path: '/v1/requests/:id/events',
      tag: 'Requests',
      operation: 'listEvents',
      summary: 'Read the history of a request, oldest first',
      params: RequestParams,
      query: EventsQuery,
      tagged: true,
      answers: { 200: { description: 'A page of events.', schema: EventList } },
      problems: [],
      async handle({ params, query, caller }) {
        await desk.find(params.id, caller);
        const found = await seenEvents(parts.store.requests, params.id, query, caller);
        const shown = found.slice(0, query.limit);
        const last = shown.at(-1);
        const items = shown.map((event) => parts.viewEvent(event, caller));
        return {
          status: 200,
          body: { items, nextCursor: last && found.length > shown.length ? cursorAt(last.seq) : null },
        };
      },
    }),
  ];
}

/** One event more than a page of those that the caller may know of; fewer where the history ends. */
async function seenEvents(
  requests: Pick<RequestStore, 'events'>,
  id: string,
  { cursor, limit }: z.output<typeof EventsQuery>,
  caller: Caller,
): Promise<RequestEvent[]> {
  const seen: RequestEvent[] = [];
  for (let after = seqFrom(cursor); seen.length <= limit; ) {
    const found = await requests.events(id, after, limit + 1);
    seen.push(...found.filter((event) => seesEvent(event, caller)));
    if (found.length <= limit) break;
    after = found.at(-1)?.seq ?? after;
  }
  return seen.slice(0, limit + 1);
}

/** History is never edited, so the `seq` of the last event shown is all a cursor has to hold. */
const cursorAt = (seq: number): string => Buffer.from(`seq:${seq}`).toString('base64url');

function seqFrom(cursor: string | undefined): number {
  if (cursor === undefined) return 0;
  const seq = /^seq:(\d{1,9})$/u.exec(Buffer.from(cursor, 'base64url').toString())?.[1];
  if (seq !== undefined) return Number(seq);
  throw new InvalidCursor(`The cursor "${cursor.slice(0, 40)}" is not one of a history.`);
}
