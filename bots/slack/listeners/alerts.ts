/** Changing a shop's alerts from within Slack. */
import type { Seller, SlackAlerts } from '../../../src/contract/seller.ts';
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
  const seller = await directory.seller(sellerId);
  const slack = seller && change(seller.alerts?.slack);
  if (!slack) return null;
  const changed = { ...seller, alerts: { ...seller.alerts, slack } };
  await directory.putSeller(changed);
  await wakeSeller(sellerId, seller.alerts?.slack);
  return changed;
}

/** A change of alerts that go somewhere already: each member given is set, those that are null are removed. */
export const withSettings =
  (settings: { [K in 'quiet' | 'digestAt' | 'locale' | 'mention']?: SlackAlerts[K] | null }): Change =>
  (alerts) => {
    if (!alerts) return null;
    const merged = { ...alerts, ...settings };
    return Object.fromEntries(Object.entries(merged).filter(([, value]) => value != null)) as SlackAlerts;
  };
