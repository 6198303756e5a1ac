/** What a refusal of the server means to a page. */
import type { Problem } from '../../contract/problem.ts';

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** A refusal at the door carries a problem as its `data`; one without is none of ours, and is tried again. */
export function problemOf(reason: unknown): Problem | undefined {
  const data = isObject(reason) && 'data' in reason ? reason.data : undefined;
  return isObject(data) && 'code' in data ? (data as Problem) : undefined;
}

/** Refusals that pass by themselves. */
const PASSING: readonly string[] = ['rate_limited', 'unavailable', 'internal'];
export const passesByItself = ({ code }: Problem): boolean => PASSING.includes(code);

/** The token is of no use: it has ended, or whoever signed it has changed secrets. */
const UNKNOWN_TOKEN: readonly string[] = ['token_expired', 'unauthenticated'];
export const isOfToken = ({ code }: Pick<Problem, 'code'>): boolean => UNKNOWN_TOKEN.includes(code);
