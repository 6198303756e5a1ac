/** Where sellers and policies are kept. */
import type { StoredSeller } from '../../contract/seller.ts';
import type { StoredPolicy } from '../../domain/policy-difference.ts';

export interface DirectoryStore {
  seller(id: string): Promise<StoredSeller | null>;
  /** Those of the sellers that are known, in any order. */
  sellers(ids: string[]): Promise<StoredSeller[]>;
  putSeller(seller: StoredSeller): Promise<void>;
  /** Puts `after` where exactly `before` stands; false, and nothing is written, where something else does. */
  swapSeller(before: StoredSeller, after: StoredSeller): Promise<boolean>;
  policy(market: string): Promise<StoredPolicy | null>;
  putPolicy(policy: StoredPolicy): Promise<void>;
  /** Puts `after` where exactly `before` stands; false, and nothing is written, where something else does. */
  swapPolicy(before: StoredPolicy, after: StoredPolicy): Promise<boolean>;
  /** The sellers whose ids follow `afterId` ('' is before all), in the order of their ids. */
  scanSellers(afterId: string, limit: number): Promise<StoredSeller[]>;
  /** Every policy that was set, in the order of their markets. */
  policies(): Promise<StoredPolicy[]>;
}
