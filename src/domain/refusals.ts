/** Why a command was refused, in the contract's codes. The domain knows no HTTP numbers. */
import type { ProblemCode, ProblemExtra } from '../contract/problem.ts';

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
  | 'invalid_query'
  | 'url_not_allowed'
  | 'unavailable'
>;

export interface Refusal extends ProblemExtra {
  code: RefusalCode;
  /** What was wrong, with which value, and what to do: a sentence for the caller. */
  detail: string;
}

export const refuse = (code: RefusalCode, detail: string, extra: ProblemExtra = {}): Refusal => ({
  code,
  detail,
  ...extra,
});
