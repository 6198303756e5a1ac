/** A return as the fake TikTok Shop keeps it. */
export type FakeMarket = 'TH' | 'US' | 'ID';

export const CURRENCIES: Readonly<Record<FakeMarket, string>> = { TH: 'THB', US: 'USD', ID: 'IDR' };

export interface FakeReturn {
  id: string;
  orderId: string;
  market: FakeMarket;
  type: 'REPLACEMENT' | 'REFUND' | 'RETURN_AND_REFUND';
  status: string;
  reason: string;
  /** Seconds since the epoch. */
  created: number;
  updated: number;
  deadline: number | null;
  partial: { amount: string; currency: string } | null;
  declined: boolean;
  note: string;
  images: string[];
  /** The order's lines, each one piece. */
  bought: { sku: string; price: string }[];
  /** Those of them that the return is about, by their place, and what is refunded for each at most. */
  asked: { line: number; total: string }[];
  /** What is refunded at most; null: the sum of the lines. */
  refundTotal: string | null;
  /** Decisions that are made to be ineligible, with the code that says why. */
  refuses: Record<string, number>;
  rejectReasons: { name: string; text: string }[];
  arbitration: 'IN_PROGRESS' | 'SUPPORT_BUYER' | 'SUPPORT_SELLER' | 'CLOSED' | null;
  /** The return that it was edited from, and to. */
  follows: string | null;
  followedBy: string | null;
  /** Decisions that took effect, oldest first. */
  decided: Decided[];
}
interface Decided {
  decision: string;
  key: string;
  body: Record<string, unknown>;
}
