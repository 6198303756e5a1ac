/** The marketplaces that are configured. The next one is a folder beside `tiktok-shop`, and a line here. */
import type { ReadPicture } from '../application/attachments/ports.ts';
import type { Store } from '../application/ports/store.ts';
import { createMarketplaces, type MarketplaceParts, type Marketplaces } from './marketplace/marketplaces.ts';
import { subjectOf } from './marketplace/names.ts';
import type { Marketplace } from './marketplace/port.ts';
import type { TikTokShopConfig } from './tiktok-shop/config.ts';
import { createEvidence } from './tiktok-shop/evidence.ts';
import { createTikTokShop, NAME as TIKTOK_SHOP } from './tiktok-shop/tiktok-shop.ts';

export interface ConnectParts extends Omit<MarketplaceParts, 'marketplaces'> {
  config: { tiktokShop?: TikTokShopConfig | null; secrets: readonly string[] };
  store: Pick<Store, 'requests' | 'directory' | 'work'>;
  /** Reads what people link to, and writes it anew. */
  readPicture: ReadPicture;
  /** Whether an IP address may be connected to for what people link to. */
  isAllowed(address: string): boolean;
}

/** Null where none is configured. */
export function connectMarketplaces(parts: ConnectParts): Marketplaces | null {
  const { config, store, clock, wallClock } = parts;
  const { secrets, tiktokShop } = config;
  const { directory } = store;
  const marketplaces: Marketplace[] = [];
  const keptBy = (name: string) => async () =>
    (await store.work.marketplace.get(subjectOf(name, { kind: 'upkeep' })))?.notes ?? null;
  if (tiktokShop) {
    const fetchEvidence = createEvidence(parts.isAllowed, parts.readPicture);
    const kept = keptBy(TIKTOK_SHOP);
    marketplaces.push(
      createTikTokShop({ config: tiktokShop, directory, kept, fetchEvidence, clock, wallClock, secrets }),
    );
  }
  return marketplaces.length > 0 ? createMarketplaces({ ...parts, marketplaces }) : null;
}
