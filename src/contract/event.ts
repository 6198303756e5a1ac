/** The history of a request on the wire. */
import { z } from 'zod';
import { InstantOut } from './primitives.ts';
import { Actor } from './request.ts';

export const EVENT_TYPES = [
  'request.opened',
  'request.updated',
  'offer.proposed',
  'offer.auto_approved',
  'offer.countered',
  'offer.accepted',
  'offer.rejected',
  'offer.expired',
  'offer.withdrawn',
  'request.handed_back',
  'request.approved',
  'request.rejected',
  'request.cancelled',
  'deadline.extended',
  'refund.requested',
  'refund.confirmed',
  'refund.failed',
  'refund.overdue',
  'shipment.shipped',
  'logistics.updated',
  'shipment.delivered',
  'shipment.overdue',
  'reminder.due',
] as const;
export const EventType = z.enum(EVENT_TYPES);
export type EventType = z.infer<typeof EventType>;

export const EventView = z
  .object({
    id: z.string().meta({ example: 'evt_01k' }),
    requestId: z.string(),
    seq: z.int(),
    type: EventType,
    at: InstantOut,
    actor: Actor,
    data: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'Event' });
export type EventView = z.infer<typeof EventView>;
