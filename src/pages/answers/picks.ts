/** The quick picks that a request's policy recommends for its reason, as far as they may be offered now. */
import { mostOffered } from '../../contract/most-offered.ts';
import type { Policy } from '../../contract/policy.ts';
import type { RequestView } from '../../contract/request.ts';
import { percentOf } from '../../domain/money.ts';

type About = Pick<RequestView, 'reason' | 'claimValue' | 'refundable' | 'allowed' | 'solutions'> & { policy?: Policy };

/** Percentages of the claim value; none where a partial refund is no solution. The server decides; this leaves out what it would refuse. */
export function legalPicks(about: About): number[] {
  const { reason, claimValue, solutions, policy } = about;
  if (!policy || !solutions?.includes('partial_refund')) return [];
  const { minPercent, maxPercent, minAmount, maxAmount } = policy.limits;
  const claim = claimValue.amount;
  const most = mostOffered(about);
  const share = (percent: number) => percentOf(claim, percent);
  const isLegal = (amount: number) =>
    amount > 0 &&
    amount <= most &&
    (amount >= claim ||
      (amount >= Math.max(minAmount, share(minPercent)) &&
        amount <= Math.min(share(maxPercent), maxAmount ?? Number.POSITIVE_INFINITY)));
  return (policy.quickPicks[reason] ?? []).filter((percent) => isLegal(share(percent)));
}
