/** The policies of the markets: what Parley brings along, with what was set otherwise. */
import type { Policy } from '../contract/policy.ts';
import { marketPolicy } from '../domain/markets/index.ts';
import { heldPolicy } from '../domain/policy.ts';
import {
  applyDifference,
  differenceOf,
  differenceOfWhole,
  isDifference,
  type StoredPolicy,
} from '../domain/policy-difference.ts';
import type { DirectoryStore } from './ports/directory.ts';

/** A whole one of a market with a built-in policy is read as its difference, as it will be stored from the next start on. */
function policyFrom(stored: StoredPolicy): Policy | null {
  const builtIn = marketPolicy(stored.market);
  if (isDifference(stored)) return builtIn ? applyDifference(builtIn, stored) : null;
  return builtIn ? applyDifference(builtIn, differenceOfWhole(builtIn, stored)) : stored;
}

/** The policy with which requests of the market open; null for a market without one. */
export async function policyOf(directory: Pick<DirectoryStore, 'policy'>, market: string): Promise<Policy | null> {
  const stored = await directory.policy(market);
  return stored ? policyFrom(stored) : (marketPolicy(market) ?? null);
}

/** Every policy that was set, whole, in the order of their markets. */
export async function policiesSet(directory: Pick<DirectoryStore, 'policies'>): Promise<Policy[]> {
  return (await directory.policies()).flatMap((stored) => policyFrom(stored) ?? []);
}

/** Sets the policy of its market: what it says otherwise than the built-in one, or whole where there is none. */
export function setPolicy(directory: Pick<DirectoryStore, 'putPolicy'>, policy: Policy): Promise<void> {
  const held = heldPolicy(policy);
  const builtIn = marketPolicy(held.market);
  return directory.putPolicy(builtIn ? differenceOf(builtIn, held) : held);
}

/** Turns whole policies of markets with a built-in one into differences. Answers the markets; safe to repeat. */
export async function keepDifferences(directory: Pick<DirectoryStore, 'policies' | 'swapPolicy'>): Promise<string[]> {
  const turned: string[] = [];
  for (const stored of await directory.policies()) {
    const builtIn = marketPolicy(stored.market);
    if (isDifference(stored) || !builtIn) continue;
    // Where it was set meanwhile, it was set as a difference.
    if (await directory.swapPolicy(stored, differenceOfWhole(builtIn, stored))) turned.push(stored.market);
  }
  return turned;
}
