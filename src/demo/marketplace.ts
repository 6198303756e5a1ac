/** The marketplace's part, which the demo page has a button for: it pays refunds, and its carriers scan parcels. */
import type { Instant } from '../contract/primitives.ts';
import type { Actor, LogisticsEvent } from '../contract/request.ts';
import type { RequestCommand } from '../domain/command.ts';
import type { RequestState } from '../domain/request.ts';

export const MARKETPLACE: Actor = { kind: 'integrator', id: 'integrator' };

const SCANS: readonly Pick<LogisticsEvent, 'kind' | 'text'>[] = [
  { kind: 'picked_up', text: 'Picked up from the sender' },
  { kind: 'in_transit', text: 'Left the sorting centre' },
  { kind: 'out_for_delivery', text: 'Out for delivery' },
  { kind: 'delivered', text: 'Delivered' },
];

/** What the marketplace does next, or null where the request does not wait for it. */
export function marketplaceCommand(state: RequestState, at: Instant): RequestCommand | null {
  if (state.status === 'settling') {
    return { type: 'ReportRefund', outcome: 'confirmed', reference: `RF-${state.facts.orderId.slice(-5)}` };
  }
  if (state.status !== 'shipped') return null;
  const scanned = new Set(state.shipment?.timeline.map(({ kind }) => kind));
  const next = SCANS.find(({ kind }) => !scanned.has(kind));
  return next ? { type: 'RecordLogistics', events: [{ at, ...next }] } : null;
}
