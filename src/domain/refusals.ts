/** Why a command was refused, in the contract's codes. The domain knows no HTTP numbers. */
import type { ProblemCode } from '../contract/problem.ts';

export type RefusalCode = Extract<
  ProblemCode,
  | 'forbidden'
  | 'not_found'
  | 'conflict'
  | 'deadline_passed'
  | 'offer_limit_reached'
  | 'extension_used'
  | 'version_mismatch'
  | 'solution_not_allowed'
  | 'amount_out_of_range'
  | 'currency_mismatch'
  | 'market_mismatch'
  | 'unknown_seller'
  | 'evidence_required'
  | 'conversation_taken'
  | 'external_id_mismatch'
  | 'picture_unreadable'
  | 'payload_too_large'
  | 'rate_limited'
  | 'invalid_body'
>;

export interface Refusal {
  code: RefusalCode;
  /** What was wrong, with which value, and what to do: a sentence for the caller. */
  detail: string;
  errors?: { path: string; message: string }[];
  requestStatus?: string;
  offerStatus?: string;
  min?: number;
  max?: number;
}

export const refuse = (code: RefusalCode, detail: string, extra: Omit<Refusal, 'code' | 'detail'> = {}): Refusal => ({
  code,
  detail,
  ...extra,
});
