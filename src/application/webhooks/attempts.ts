/** What an attempt comes to: logged, and the delivery with what follows from it. */
import type { Attempt } from '../../contract/webhook.ts';
import type { Delivery, DeliveryOutcome, Posted } from './ports.ts';
import { retryAfter } from './schedule.ts';

const MOST_LOGGED = 20;
const GONE = 410;

export const isSuccess = ({ status }: Pick<Posted, 'status'>): boolean =>
  status !== null && status >= 200 && status < 300;

/** The other side says that there is nobody any more. */
export const isGone = ({ status }: Pick<Posted, 'status'>): boolean => status === GONE;

function failureOf({ status, error }: Posted): string {
  if (status === null) return error ?? 'It could not be sent.';
  if (status >= 300 && status < 400) return `It answered ${status}: redirects are not followed.`;
  return isGone({ status }) ? 'It answered 410: there is nobody any more.' : `It answered ${status}.`;
}

/** `at`: when the attempt began, wall time. */
export const attemptOf = (posted: Posted, at: number): Attempt => ({
  at: new Date(at).toISOString(),
  status: posted.status,
  durationMs: posted.durationMs,
  response: posted.response,
  error: isSuccess(posted) ? null : failureOf(posted),
});

/** The attempts of a delivery, as JSON, without what was answered to them. */
export function withoutAnswers(attempts: string): string {
  const logged: Attempt[] = JSON.parse(attempts);
  return JSON.stringify(logged.map((attempt) => ({ ...attempt, response: null })));
}

/** What is written after an attempt that ended at `now`. `random`: from 0 to below 1, for the jitter. */
export function outcomeOf(delivery: Delivery, attempt: Attempt, now: number, random: number): DeliveryOutcome {
  const { id, revision } = delivery;
  const attempts = [...delivery.attempts, attempt].slice(-MOST_LOGGED);
  if (attempt.error === null) {
    return { id, revision, attempts, status: 'delivered', failures: delivery.failures, nextAttemptAt: null };
  }
  const failures = delivery.failures + 1;
  const wait = retryAfter(failures, random);
  const status = wait === null ? 'dead' : 'pending';
  return { id, revision, attempts, status, failures, nextAttemptAt: wait === null ? null : now + wait };
}
