/** What the platform does when time passes (section 2, rules 1, 6 and 12). */
import type { Instant } from '../../contract/primitives.ts';
import type { Draft } from '../draft.ts';
import { pendingOffer, waitingOn } from '../request.ts';
import { approveByTimeout, handBack } from './settling.ts';

/** Emits what is due at `now`: the deadline's effect, or else the latest reminder missed. */
export function passTime(draft: Draft, now: Instant): void {
  const { deadline } = draft.state;
  if (!deadline || deadline.overdue) return;
  if (now >= deadline.at) deadlinePassed(draft, deadline.at);
  else remind(draft, now);
}

function deadlinePassed(draft: Draft, dueAt: Instant): void {
  const { state } = draft;
  switch (state.deadline?.kind) {
    case 'respond_by':
      approveByTimeout(draft, dueAt);
      return;
    case 'offer_expires': {
      draft.emit('offer.expired', { offerId: pendingOffer(state)?.id, dueAt }, 'platform');
      handBack(draft, 'expired');
      return;
    }
    case 'ship_by':
      draft.emit('shipment.overdue', { shipment: { ...state.shipment, overdue: true }, dueAt }, 'platform');
      return;
    case 'refund_by':
      draft.emit('refund.overdue', { refund: state.refund, dueAt }, 'platform');
      return;
  }
}

/** After an outage only the latest missed reminder is sent (rule 12). */
function remind(draft: Draft, now: Instant): void {
  const { state } = draft;
  const latest = state.reminders.findLast((reminder) => reminder.at <= now);
  if (!latest) return;
  const to = waitingOn(state) === 'buyer' ? 'buyer' : 'seller';
  draft.emit(
    'reminder.due',
    { deadline: state.deadline, leadSeconds: latest.leadSeconds, to, dueAt: state.deadline?.at },
    'platform',
  );
}
