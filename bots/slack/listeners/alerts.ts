/** Changing a shop's alerts from within Slack. */
import { changeSeller, type Seller, type SlackAlerts } from '../../../src/bot.ts';
import type { ListenerParts } from './parts.ts';

/** What the alerts become; null where that needs a channel and there is none yet. */
type Change = (alerts: SlackAlerts | undefined) => SlackAlerts | null;

/**
 * Changes the alerts of the seller as stored by now, and nothing else of it, and has the worker look at what that means.
 * Null where `change` cannot be made, or the seller is gone.
 */
export async function changeAlerts(
  { store: { directory }, wakeSeller }: Pick<ListenerParts, 'store' | 'wakeSeller'>,
  sellerId: string,
  change: Change,
): Promise<Seller | null> {
  const changed = await changeSeller(directory, sellerId, (seller) => {
    const slack = change(seller.alerts?.slack);
    return slack && { ...seller, alerts: { ...seller.alerts, slack } };
  });
  if (!changed) return null;
  await wakeSeller(sellerId, changed.before.alerts?.slack);
  return changed.after;
}

/** A change of alerts that go somewhere already: each member given is set, those that are null are removed. */
export const withSettings =
  (settings: { [K in 'quiet' | 'digestAt' | 'locale' | 'mention']?: SlackAlerts[K] | null }): Change =>
  (alerts) => {
    if (!alerts) return null;
    const merged = { ...alerts, ...settings };
    return Object.fromEntries(Object.entries(merged).filter(([, value]) => value != null)) as SlackAlerts;
  };
