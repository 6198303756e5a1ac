/** Durations by claim value (SPEC.md section 8). Pages read them too, so nothing here validates. */
import type { Duration, DurationByClaim } from './policy.ts';
import type { Money } from './primitives.ts';

/** The duration that holds for this claim: of tiers, the last whose `claimFrom` is reached. */
export function durationFor(durations: DurationByClaim, claim: Money): Duration {
  if (!Array.isArray(durations)) return durations;
  const reached = durations.findLast(({ claimFrom }) => !claimFrom || claim.amount >= claimFrom.amount);
  const tier = reached ?? durations[0];
  if (!tier) throw new RangeError('A policy has no empty list of durations.');
  return { value: tier.value, unit: tier.unit };
}
