import type { Allowed } from './allowed.ts';
import type { RejectReason } from './policy.ts';

/** The reasons that the marketplace takes for a rejection, in its own codes; empty where it has none of its own. */
export type MarketReason = NonNullable<Allowed['rejectReasons']>[number];
export const marketReasons = (allowed: Allowed | undefined): readonly MarketReason[] => allowed?.rejectReasons ?? [];

/** Whether none of the marketplace's reasons says this one, so that whoever rejects must choose. */
export const mustNameDetail = (allowed: Allowed | undefined, reason: RejectReason): boolean =>
  marketReasons(allowed).length > 0 && !marketReasons(allowed).some(({ says }) => says.includes(reason));
