/**
 * A market's policy as what it says otherwise than the one Parley brings along. Stored like this, whatever nobody
 * changed follows later releases; a stored copy would hold on to its own day.
 */
import type { Policy } from '../contract/policy.ts';
import { FIRST_CALENDARS } from './markets/first-calendars.ts';
import { isSameJson } from './same-json.ts';

export interface PolicyDifference {
  market: string;
  /** Values that differ, by their path: `maxOffers`, `limits.maxPercent`, `quickPicks.damaged`. */
  set: Record<string, unknown>;
  /** Paths of the built-in policy that this one does not have. */
  removed: string[];
}

/** A policy is stored whole where Parley brings none along for the market, and was so everywhere at first. */
export type StoredPolicy = Policy | PolicyDifference;

export const isDifference = (stored: StoredPolicy): stored is PolicyDifference => 'set' in stored;

/** Parts whose members are changed one by one; everything else is replaced (rule 14). */
const MERGED = ['limits', 'quickPicks', 'solutions', 'rejectReasons', 'reminders', 'calendar'] as const;
const isMerged = (key: string): key is (typeof MERGED)[number] => (MERGED as readonly string[]).includes(key);

/** The values of a policy by their paths, those that are undefined left out. */
function pathsOf(policy: Policy): Map<string, unknown> {
  const entries = Object.entries(policy).flatMap(([key, value]): [string, unknown][] =>
    isMerged(key) ? Object.entries(value ?? {}).map(([member, each]) => [`${key}.${member}`, each]) : [[key, value]],
  );
  return new Map(entries.filter(([, value]) => value !== undefined));
}

/** What `policy` says otherwise than `builtIn`; `applyDifference` gives the same policy back. */
export function differenceOf(builtIn: Policy, policy: Policy): PolicyDifference {
  const [base, wanted] = [pathsOf(builtIn), pathsOf(policy)];
  return {
    market: policy.market,
    set: Object.fromEntries([...wanted].filter(([path, value]) => !isSameJson(value, base.get(path)))),
    removed: [...base.keys()].filter((path) => !wanted.has(path)),
  };
}

/** The built-in policy with what a stored one says otherwise. A fresh copy. */
export function applyDifference(builtIn: Policy, { set, removed }: PolicyDifference): Policy {
  const policy = structuredClone(builtIn) as unknown as Record<string, Record<string, unknown>>;
  const at = (path: string): [Record<string, unknown>, string] => {
    const [key = '', ...rest] = path.split('.');
    if (rest.length === 0) return [policy, key];
    const part = policy[key] ?? {};
    policy[key] = part;
    return [part, rest.join('.')];
  };
  for (const path of removed) {
    const [owner, key] = at(path);
    delete owner[key];
  }
  for (const [path, value] of Object.entries(structuredClone(set))) {
    const [owner, key] = at(path);
    owner[key] = value;
  }
  return policy as unknown as Policy;
}

/**
 * A policy that was stored whole, as a difference. Where it holds all dates of the calendar that the first release
 * copied into every policy, they are that copy and are left out; the other dates are somebody's own.
 */
export function differenceOfWhole(builtIn: Policy, whole: Policy): PolicyDifference {
  const { calendar } = whole;
  const copied = FIRST_CALENDARS[whole.market];
  const own = (dates: string[], copy: readonly string[] = []) =>
    copy.every((date) => dates.includes(date)) ? dates.filter((date) => !copy.includes(date)) : dates;
  return differenceOf(builtIn, {
    ...whole,
    limits: { ...whole.limits, maxAmount: whole.limits.maxAmount ?? null },
    secondThoughts: whole.secondThoughts ?? false,
    keepPersonalDays: whole.keepPersonalDays ?? null,
    calendar: {
      ...calendar,
      extraHolidays: own(calendar.extraHolidays, copied?.extraHolidays),
      workingDays: own(calendar.workingDays, copied?.workingDays),
    },
  });
}
