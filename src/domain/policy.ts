/** The rules a request is decided by: a market's policy, a seller's overrides of it, and what makes one unusable. */
import type { Calendar, Policy, PolicyOverrides } from '../contract/policy.ts';
import type { Seller } from '../contract/seller.ts';
import { calendarProblem } from './calendar.ts';
import { holidaysKnownUntil } from './holidays.ts';
import { isCountry, isCurrency } from './iso.ts';

export interface PolicyProblem {
  /** Where in the document, as in `limits.minPercent`. */
  path: string;
  /** What is wrong, with which value, and what to do. */
  message: string;
}

/** The members that are set; an absent override and one set to undefined mean the same. */
function given<T extends object>(part: T | undefined): Partial<T> {
  const entries = Object.entries(part ?? {}).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as Partial<T>;
}

/** The policy with the overrides in it (rule 14): objects merge by key, arrays and durations replace. A fresh copy. */
export function mergePolicy(base: Policy, overrides: PolicyOverrides): Policy {
  return structuredClone({
    ...base,
    ...given(overrides),
    limits: { ...base.limits, ...given(overrides.limits) },
    quickPicks: { ...base.quickPicks, ...given(overrides.quickPicks) },
    solutions: { ...base.solutions, ...given(overrides.solutions) },
    rejectReasons: { ...base.rejectReasons, ...given(overrides.rejectReasons) },
    reminders: { ...base.reminders, ...given(overrides.reminders) },
    calendar: { ...base.calendar, ...given(overrides.calendar) },
  });
}

/**
 * The policy a seller's requests open with: the market's with the seller's overrides, the seller's weekend where given,
 * the shop's own days off beside the market's, and the seller's zone. A fresh copy.
 */
export function effectivePolicy(base: Policy, seller: Seller): Policy {
  const policy = mergePolicy(base, seller.policy ?? {});
  const daysOff = new Set([...policy.calendar.extraHolidays, ...(seller.holidays ?? [])]);
  const calendar: Calendar = {
    ...policy.calendar,
    weekend: [...(seller.weekend ?? policy.calendar.weekend)],
    extraHolidays: [...daysOff].sort(),
    zone: seller.zone,
  };
  return { ...policy, calendar };
}

/** The policy as it is read: with the date up to which its region's holidays are known, where there is one. */
export function shownPolicy(policy: Policy): Policy {
  const { knownUntil: _, ...calendar } = policy.calendar;
  const knownUntil = calendar.holidays === null ? null : holidaysKnownUntil(calendar.holidays);
  return { ...policy, calendar: { ...calendar, ...(knownUntil === null ? {} : { knownUntil }) } };
}

/** The policy as it holds: without what is only shown. */
export function heldPolicy(policy: Policy): Policy {
  const { knownUntil: _, ...calendar } = policy.calendar;
  return { ...policy, calendar };
}

/**
 * What makes a well-formed policy unusable; empty where nothing does. `from` is the date from which the calendar is
 * looked at (see `calendarProblem`). Percentages outside 0 to 100 are refused by the schema already.
 */
export function policyProblems(policy: Policy, from?: string): PolicyProblem[] {
  return [
    ...codeProblems(policy),
    ...tierProblems(policy),
    ...limitProblems(policy),
    ...quickPickProblems(policy),
    ...rejectReasonProblems(policy),
    ...reminderProblems(policy),
    ...calendarProblems(policy.calendar, from),
  ];
}

function codeProblems({ market, currency }: Policy): PolicyProblem[] {
  return [
    ...(isCountry(market) ? [] : [{ path: 'market', message: `${market} is no country of ISO 3166, such as TH.` }]),
    ...(isCurrency(currency)
      ? []
      : [{ path: 'currency', message: `${currency} is no currency in use by ISO 4217, such as THB.` }]),
  ];
}

/** Every claim must have a duration, and only one: tiers rise, the first holds from nothing on. */
function tierProblems(policy: Policy): PolicyProblem[] {
  return (['respondBy', 'shipBy'] as const).flatMap((key) => {
    const tiers = policy[key];
    if (!Array.isArray(tiers)) return [];
    return tiers.flatMap(({ claimFrom }, index): PolicyProblem[] => {
      const path = `${key}[${index}].claimFrom`;
      if (index === 0) {
        return claimFrom ? [{ path, message: 'The first tier holds for every claim: leave its claimFrom out.' }] : [];
      }
      if (!claimFrom)
        return [{ path, message: 'Only the first tier has no claimFrom: say from which claim it holds.' }];
      if (claimFrom.currency !== policy.currency) {
        return [{ path, message: `It is in ${claimFrom.currency}; the market uses ${policy.currency}.` }];
      }
      const before = tiers[index - 1]?.claimFrom?.amount ?? 0;
      return claimFrom.amount > before
        ? []
        : [{ path, message: `It is ${claimFrom.amount}: tiers rise, give one above ${before}.` }];
    });
  });
}

function limitProblems({ limits: { minPercent, maxPercent, minAmount, maxAmount } }: Policy): PolicyProblem[] {
  const pairs = [
    ['Percent', minPercent, maxPercent],
    ['Amount', minAmount, maxAmount ?? Number.POSITIVE_INFINITY],
  ] as const;
  return pairs
    .filter(([, min, max]) => min > max)
    .map(([of, min, max]) => ({
      path: `limits.min${of}`,
      message: `min${of} is ${min} and max${of} ${max}: min${of} must be at most max${of}.`,
    }));
}

function quickPickProblems({ quickPicks }: Policy): PolicyProblem[] {
  return Object.entries(quickPicks).flatMap(([reason, picks]) =>
    picks
      .map((pick, index) => ({ pick, path: `quickPicks.${reason}.${index}` }))
      .filter(({ pick }) => !(pick > 0 && pick <= 100))
      .map(({ pick, path }) => ({ path, message: `${pick} is not a percentage: give one above 0 and up to 100.` })),
  );
}

function rejectReasonProblems({ rejectReasons }: Policy): PolicyProblem[] {
  if (Object.keys(rejectReasons).length > 0) return [];
  const message = 'There is no reason to reject with, and rejecting needs one: list at least one, such as other.';
  return [{ path: 'rejectReasons', message }];
}

function reminderProblems({ reminders }: Policy): PolicyProblem[] {
  return Object.entries(reminders).flatMap(([deadline, leads]) =>
    repeated(leads).map((lead) => ({
      path: `reminders.${deadline}`,
      message: `${lead} seconds is listed twice: a reminder is sent once, list each lead time once.`,
    })),
  );
}

function calendarProblems(calendar: Calendar, from: string | undefined): PolicyProblem[] {
  const both = calendar.workingDays.filter((date) => calendar.extraHolidays.includes(date));
  const problems = [...new Set(both)].map((date) => ({
    path: 'calendar.workingDays',
    message: `${date} is a working day and a day off (extraHolidays, or the shop's holidays): take it out of one of them.`,
  }));
  const problem = calendarProblem(calendar, from);
  return problem ? [...problems, { path: 'calendar', message: problem }] : problems;
}

const repeated = <T>(list: readonly T[]): T[] => [
  ...new Set(list.filter((value, index) => list.indexOf(value) !== index)),
];
