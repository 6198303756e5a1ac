/**
 * What the service answered to the document's own examples, as test/service/openapi-examples.test.ts recorded it: one
 * call of each operation, in the order of a whole negotiation, and one problem of each code. The test asks again and
 * compares, so no example says what the service does not.
 */
import type { Problem } from '../../contract/problem.ts';
import recorded from './recorded.json' with { type: 'json' };

/** One call and what it was answered. */
export interface RecordedCall {
  params?: Record<string, string>;
  query?: Record<string, string | number>;
  /** As in the header `Parley-Actor`. */
  actor?: string;
  status: number;
  /** The JSON that was answered; absent where the answer is none. */
  answer?: unknown;
}

interface Recorded {
  /** By the operation's name. */
  operations: Partial<Record<string, RecordedCall>>;
  /** What was posted to the webhook of the recording. */
  webhook: unknown;
  /** By the problem's code. */
  problems: Record<string, Problem>;
}

export const RECORDED = recorded as unknown as Recorded;
