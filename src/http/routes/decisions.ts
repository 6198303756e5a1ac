/** What sellers, agents and the integrator do with a request: decide, unstick, ship, report. */
import { type Caller, personOf } from '../../application/access.ts';
import {
  AssignBody,
  ConcludeBody,
  Empty,
  ExtendBody,
  LogisticsBody,
  OptionalTextBody,
  RefundBody,
  RejectBody,
  ShipBody,
} from '../../contract/commands.ts';
import type { ProblemCode } from '../../contract/problem.ts';
import type { Assignee } from '../../contract/request.ts';
import { type Route, route } from '../route.ts';
import { invalid } from '../validation.ts';
import { type RequestDesk, RequestParams, theRequest } from './requests-support.ts';

const STATE_PROBLEMS: readonly ProblemCode[] = ['conflict', 'deadline_passed'];
const shared = {
  method: 'post',
  tag: 'Decisions',
  params: RequestParams,
  guarded: true,
  answers: { 200: theRequest },
  problems: STATE_PROBLEMS,
} as const;

export function decisionRoutes(desk: RequestDesk): Route[] {
  return [
    route({
      ...shared,
      path: '/v1/requests/:id/approve',
      operation: 'approveRequest',
      problems: [...STATE_PROBLEMS, 'solution_not_allowed'],
      summary: 'Approve: the seller sends what is missing',
      body: Empty,
      example: {},
      handle: ({ params, body: _, ...call }) => desk.command(params.id, { type: 'ApproveRequest' }, call),
    }),
    route({
      ...shared,
      path: '/v1/requests/:id/reject',
      operation: 'rejectRequest',
      summary: 'Reject, with a reason the buyer reads',
      body: RejectBody,
      example: { reason: 'items_were_sent', text: 'The packing photo shows both bowls.' },
      problems: [...STATE_PROBLEMS, 'evidence_required', 'solution_not_allowed'],
      async handle({ params, body, ...call }) {
        await desk.usePhotos(params.id, body.evidence ?? [], call.caller);
        return desk.command(params.id, { type: 'RejectRequest', ...body }, call);
      },
    }),
    route({
      ...shared,
      path: '/v1/requests/:id/cancel',
      operation: 'cancelRequest',
      summary: 'Cancel the request',
      body: OptionalTextBody,
      example: { text: 'The bowl turned up.' },
      handle: ({ params, body, ...call }) => desk.command(params.id, { type: 'CancelRequest', ...body }, call),
    }),
    route({
      ...shared,
      path: '/v1/requests/:id/extend',
      operation: 'extendDeadline',
      summary: 'Extend the running deadline once',
      body: ExtendBody,
      example: { seconds: 3600, text: 'The shop’s warehouse is closed today.' },
      problems: [...STATE_PROBLEMS, 'extension_used'],
      handle: ({ params, body, ...call }) => desk.command(params.id, { type: 'ExtendDeadline', ...body }, call),
    }),
    route({
      ...shared,
      path: '/v1/requests/:id/hold-rule',
      operation: 'holdRule',
      summary: 'Keep the shop’s rule from acting on this request',
      description: 'While it waits. What the shop’s rules do is then for people to do.',
      body: Empty,
      example: {},
      handle: ({ params, body: _, ...call }) => desk.command(params.id, { type: 'HoldRule' }, call),
    }),
    route({
      ...shared,
      path: '/v1/requests/:id/ship',
      operation: 'shipRequest',
      summary: 'Hand the parcel to the carrier',
      body: ShipBody,
      example: { carrier: 'Flash Express', trackingNumber: 'TH0123456789' },
      handle: ({ params, body, ...call }) => desk.command(params.id, { type: 'ShipRequest', ...body }, call),
    }),
    route({
      ...shared,
      path: '/v1/requests/:id/assign',
      operation: 'assignRequest',
      summary: 'Say who of one’s side has it in hand',
      description:
        'A member of staff takes it (`me`, which needs a `userId`), gives it to another, or lets it go (`null`). It locks nothing.',
      body: AssignBody,
      example: { to: { id: 'staff-7', name: 'Somchai' } },
      async handle({ params, body: { to }, ...call }) {
        const command = { type: 'AssignRequest', to: to === 'me' ? selfOf(call.caller) : to } as const;
        return desk.command(params.id, command, call);
      },
    }),
    route({
      ...shared,
      path: '/v1/requests/:id/logistics',
      operation: 'recordLogistics',
      summary: 'Report what the carrier says',
      description: 'In any order and as often as you like: events are merged by time.',
      body: LogisticsBody,
      example: { events: [{ at: '2026-11-24T04:00:00.000Z', kind: 'picked_up', text: 'Parcel picked up' }] },
      handle: ({ params, body, ...call }) => desk.command(params.id, { type: 'RecordLogistics', ...body }, call),
    }),
    route({
      ...shared,
      path: '/v1/requests/:id/refund',
      operation: 'reportRefund',
      summary: 'Report that the refund was paid, or failed',
      body: RefundBody,
      example: { outcome: 'confirmed', reference: 'PAY-20261123-77' },
      handle: ({ params, body, ...call }) => desk.command(params.id, { type: 'ReportRefund', ...body }, call),
    }),
    route({
      ...shared,
      path: '/v1/requests/:id/conclude',
      operation: 'concludeRequest',
      summary: 'Report what the marketplace decided itself',
      description:
        'Closes the request, whatever it waits for: `refunded` as settled, `rejected`, `cancelled` and `delivered` as they are called. An offer that waits is superseded, and no refund is asked for.',
      body: ConcludeBody,
      example: {
        outcome: 'refunded',
        amount: { amount: 25000, currency: 'THB' },
        text: 'Refunded by the marketplace.',
      },
      handle: ({ params, body, ...call }) => desk.command(params.id, { type: 'ConcludeRequest', ...body }, call),
    }),
  ];
}

/** The member of staff who calls. */
function selfOf(caller: Caller): Assignee {
  const { userId: id, name } = personOf(caller) ?? {};
  if (id !== undefined) return { id, ...(name === undefined ? {} : { name }) };
  const message = 'is "me", and the token or Parley-Actor names no userId: use one that does, or give { id, name }';
  throw invalid('body', [{ path: 'to', message }]);
}
