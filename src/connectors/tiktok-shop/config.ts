/** What the connector is told about the TikTok Shop it works for. */
import type { Reason } from '../../contract/policy.ts';

export const RETURN_TYPES = ['REPLACEMENT', 'REFUND', 'RETURN_AND_REFUND'] as const;
/** What a buyer can ask for: the items once more, money, money for sending the items back. */
export type ReturnType = (typeof RETURN_TYPES)[number];

export interface TikTokShopConfig {
  /** The app's, from the Partner Center. */
  appKey: string;
  appSecret: string;
  /** What the seller's authorization gave. Access tokens are got with it. */
  refreshToken: string;
  /** Names the shop in calls. */
  shopCipher: string;
  /** The seller in Parley whose shop it is. */
  sellerId: string;
  /** Reasons of returns by their names, beside those known by default; null: such returns are left to TikTok Shop. */
  reasons: Readonly<Record<string, Reason | null>>;
  /** The kinds of returns that are negotiated in Parley. */
  types: readonly ReturnType[];
  /** Where the API and the authorization server are, without a slash at the end. */
  apiUrl: string;
  authUrl: string;
}

export const API_URL = 'https://open-api.tiktokglobalshop.com';
export const AUTH_URL = 'https://auth.tiktok-shops.com';
