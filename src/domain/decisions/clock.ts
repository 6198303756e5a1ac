/** What the platform does when time passes (section 2, rules 1, 6 and 12). */
import type { Instant } from '../../contract/primitives.ts';
import type { Draft } from '../draft.ts';
import { type Deadline, pendingOffer, waitingOn } from '../request.ts';
import { passRule } from './rules.ts';
import { approveByTimeout, handBack } from './settling.ts';

/**
 * Emits what is due at `now`: the rule's answer, the deadline's effect, or else the latest reminder missed. A rule was due
 * before the deadline, so that after an outage it acts first.
 */
export function passTime(draft: Draft, now: Instant): void {
  const { version } = draft.state;
  passRule(draft, now);
  if (draft.state.version > version && draft.state.status !== 'awaiting_seller') return;
  const { deadline } = draft.state;
  if (!deadline || deadline.overdue) return;
  if (now >= deadline.at) deadlinePassed(draft, deadline.at);
  else remind(draft, deadline, now);
}

function deadlinePassed(draft: Draft, dueAt: Instant): void {
  const { state } = draft;
  const { shipment, refund } = state;
  switch (state.deadline?.kind) {
    case 'respond_by':
      approveByTimeout(draft, dueAt);
      return;
    case 'offer_expires': {
      const offer = pendingOffer(state);
      if (offer) draft.emit('offer.expired', { offerId: offer.id, dueAt }, 'platform');
      handBack(draft, 'expired');
      return;
    }
    case 'ship_by':
      if (shipment) draft.emit('shipment.overdue', { shipment: { ...shipment, overdue: true }, dueAt }, 'platform');
      return;
    case 'refund_by':
      if (refund) draft.emit('refund.overdue', { refund, dueAt }, 'platform');
      return;
  }
}

/** After an outage only the latest missed reminder is sent (rule 12). */
function remind(draft: Draft, deadline: Deadline, now: Instant): void {
  const { state } = draft;
  const latest = state.reminders.findLast((reminder) => reminder.at <= now);
  if (!latest) return;
  const to = waitingOn(state) === 'buyer' ? 'buyer' : 'seller';
  draft.emit('reminder.due', { deadline, leadSeconds: latest.leadSeconds, to, dueAt: deadline.at }, 'platform');
}
