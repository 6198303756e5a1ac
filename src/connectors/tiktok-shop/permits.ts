/**
 * What TikTok Shop lets the seller answer to a return, asked before anything is offered (`allowed`).
 *
 * 1. "Get Review Decision" says it for each line, partial refunds included; a solution is permitted where it is for all.
 * 2. Where an app may not ask that, "Get Decision Eligibility" says it without partial refunds. Those are then offered
 *    only for what the page of "Approve Return" speaks of: money, never instead of a replacement.
 * 3. A partial refund is for one SKU (25005021), whatever else is said.
 * 4. While an offer waits nothing can be decided there, which is said of every decision: only what is said not to fit the
 *    return is not permitted any more.
 * 5. No offer is above what TikTok Shop would refund in all, and none waits longer than TikTok Shop lets it.
 */
import type { Allowed } from '../../contract/allowed.ts';
import type { Duration, Solution } from '../../contract/policy.ts';
import { MarketplaceError } from '../marketplace/port.ts';
import type { TikTokShopApi } from './api.ts';
import type { ReturnType } from './config.ts';
import { doesNotFit } from './failures.ts';
import { marketReasonsOf } from './reasons.ts';
import { totalOf } from './returns.ts';
import type { Judged, ReturnOrder } from './wire.ts';

const HOUR = 3_600_000;
/** How long a buyer has there to answer an offer; the shortest that is known holds elsewhere. */
const OFFERS_LAST: Readonly<Record<string, number>> = { TH: 24 * HOUR, US: 48 * HOUR };
const SHORTEST = 24 * HOUR;
const UNIT_MS = { second: 1_000, minute: 60_000, hour: HOUR, calendar_day: 24 * HOUR } as const;

type RejectReasonOffered = { name: string; text?: string | null | undefined };

interface Names {
  reviewed: string;
  asked: string | null;
}
const rejects = (type: string): Names => ({ reviewed: 'REJECT_REQUEST', asked: `REJECT_${type}` });
const PARTIAL: Names = { reviewed: 'OFFER_PARTIAL_REFUND', asked: null };

/** The decision behind each solution, in the words of both calls. Sending items is no answer to who asks for money. */
const DECISIONS: Readonly<Record<ReturnType, Partial<Record<Solution, Names>>>> = {
  REPLACEMENT: {
    approve: { reviewed: 'APPROVE_REQUEST', asked: 'APPROVE_REPLACEMENT' },
    reject: rejects('REPLACEMENT'),
    refund_only: { reviewed: 'REFUND_INSTEAD', asked: 'ISSUE_REPLACEMENT_REFUND' },
    partial_refund: PARTIAL,
  },
  REFUND: {
    reject: rejects('REFUND'),
    refund_only: { reviewed: 'APPROVE_REQUEST', asked: 'APPROVE_REFUND' },
    partial_refund: PARTIAL,
  },
  RETURN_AND_REFUND: {
    reject: rejects('RETURN'),
    refund_only: { reviewed: 'APPROVE_REQUEST', asked: 'APPROVE_RETURN' },
    partial_refund: PARTIAL,
  },
};

export interface PermitsParts {
  api: Pick<TikTokShopApi, 'reviewDecision' | 'decisionEligibility' | 'rejectReasons'>;
  /** Milliseconds of business time. */
  now(): number;
}

/** Where the offers' buyer is, and how long Parley would let an offer wait. */
interface Terms {
  market: string;
  offerExpires: Duration;
}

export interface Permits {
  /** While the seller is to answer. */
  now(wire: ReturnOrder, terms: Terms): Promise<Allowed>;
  /** While an offer waits; what is not said is as it was before. */
  meanwhile(wire: ReturnOrder): Promise<Allowed>;
}

export function createPermits({ api, now }: PermitsParts): Permits {
  /** The reasons come along with what may be rejected; where they do not, they are asked for. */
  async function reasonsOf(wire: ReturnOrder, judged: readonly Judged[]): Promise<RejectReasonOffered[]> {
    const offered = judged.flatMap((one) => (one.eligible ? (one.available_reject_reasons ?? []) : []));
    if (offered.length > 0) return [...new Map(offered.map((one) => [one.name, one])).values()];
    return (
      (await answered(() => api.rejectReasons(wire.return_id)).then((had) => (had === 'nothing' ? null : had))) ?? []
    );
  }

  async function judge(wire: ReturnOrder): Promise<{ solutions: Solution[]; judged: readonly Judged[] }> {
    const names = namesOf(wire);
    const lines = await answered(() => api.reviewDecision(wire.return_id));
    if (lines === 'nothing') return { solutions: [], judged: [] };
    if (lines && lines.length > 0) {
      const permitted = names.filter(([, { reviewed }]) => lines.every((line) => isEligible(line, reviewed)));
      return { solutions: permitted.map(nameOf), judged: lines.flat() };
    }
    const judged = await answered(() => api.decisionEligibility(wire.return_id));
    if (judged === 'nothing') return { solutions: [], judged: [] };
    const permitted = names.filter(([, { asked }]) =>
      asked ? !judged || isEligible(judged, asked) : wire.return_type !== 'REPLACEMENT',
    );
    return { solutions: permitted.map(nameOf), judged: judged ?? [] };
  }

  return {
    async now(wire, { market, offerExpires }) {
      const { solutions: all, judged } = await judge(wire);
      const solutions = fitting(wire, all);
      const reasons = solutions.includes('reject') ? marketReasonsOf(await reasonsOf(wire, judged)) : [];
      const lasts = OFFERS_LAST[market] ?? SHORTEST;
      return {
        solutions,
        ...mostOf(wire),
        ...(reasons.length > 0 ? { rejectReasons: reasons } : {}),
        ...(outlasts(offerExpires, lasts) ? { offerBy: new Date(now() + lasts).toISOString() } : {}),
      };
    },
    async meanwhile(wire) {
      const lines = await answered(() => api.reviewDecision(wire.return_id));
      if (!lines || lines === 'nothing') return mostOf(wire);
      const left = namesOf(wire).filter(([, { reviewed }]) => !lines.some((line) => isUnfit(line, reviewed)));
      return { solutions: fitting(wire, left.map(nameOf)), ...mostOf(wire) };
    },
  };
}

const namesOf = (wire: ReturnOrder) => Object.entries(DECISIONS[wire.return_type as ReturnType]) as [Solution, Names][];

/** A partial refund is for one SKU. */
const fitting = (wire: ReturnOrder, solutions: Solution[]): Solution[] =>
  solutions.filter((solution) => solution !== 'partial_refund' || skusOf(wire).size === 1);

function mostOf(wire: ReturnOrder): Pick<Allowed, 'maxAmount'> {
  const total = totalOf(wire);
  return total ? { maxAmount: total } : {};
}

const nameOf = ([solution]: [Solution, Names]): Solution => solution;

const isEligible = (judged: readonly Judged[], name: string): boolean =>
  judged.some(({ decision, eligible }) => decision === name && eligible === true);

const isUnfit = (judged: readonly Judged[], name: string): boolean =>
  judged.some(({ decision, eligible, ineligible_code: code }) => decision === name && !eligible && doesNotFit(code));

const skusOf = ({ return_line_items: lines }: ReturnOrder): Set<string> =>
  new Set((lines ?? []).map((line) => line.sku_id ?? line.order_line_item_id ?? ''));

/** Working days may be any number of days: they count as longer. */
const outlasts = ({ value, unit }: Duration, lasts: number): boolean =>
  unit === 'working_day' || value * UNIT_MS[unit] > lasts;

const MAY_NOT_ASK = new Set(['scope_missing', 'no_permission']);

/** Null where this app or market has no such call; `nothing` where the return takes no decision any more. */
async function answered<T>(ask: () => Promise<T>): Promise<T | 'nothing' | null> {
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof MarketplaceError)) throw error;
    const { kind, code } = error.failure;
    if (kind === 'decided') return 'nothing';
    if (kind === 'refused' || (kind === 'account' && MAY_NOT_ASK.has(code))) return null;
    throw error;
  }
}
