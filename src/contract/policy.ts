/** The rules of a market (SPEC.md section 8), and a seller's overrides of them. */
import { z } from 'zod';
import { REASONS } from './choices.ts';
import { CurrencyCode, LocalDate, Market, Money, Percent, Zone } from './primitives.ts';

export const Reason = z.enum(REASONS);
export type Reason = z.infer<typeof Reason>;

const SOLUTIONS = ['approve', 'reject', 'refund_only', 'partial_refund'] as const;
export const Solution = z.enum(SOLUTIONS);
export type Solution = z.infer<typeof Solution>;

export const REJECT_REASONS = [
  'items_were_sent',
  'evidence_insufficient',
  'agreed_with_buyer',
  'outside_window',
  'other',
] as const;
export const RejectReason = z.enum(REJECT_REASONS);
export type RejectReason = z.infer<typeof RejectReason>;

export const DURATION_UNITS = ['working_day', 'calendar_day', 'hour', 'minute', 'second'] as const;
const span = { value: z.int().min(1).max(100_000), unit: z.enum(DURATION_UNITS) };
type Span = { value: number; unit: (typeof DURATION_UNITS)[number] };
const isOfDays = ({ unit }: Span): boolean => unit === 'working_day' || unit === 'calendar_day';
const isShort = (duration: Span): boolean => !isOfDays(duration) || duration.value <= 366;
const TOO_LONG = 'must be at most 366 days';

export const Duration = z
  .strictObject(span)
  .refine(isShort, TOO_LONG)
  .meta({ id: 'Duration', example: { value: 1, unit: 'working_day' } });
export type Duration = z.infer<typeof Duration>;

/** A duration that holds for claims from this value on. */
const Tier = z.strictObject({ claimFrom: Money.optional(), ...span }).refine(isShort, TOO_LONG);
/** One duration, or tiers by claim value. */
export const DurationByClaim = z
  .union([Duration, z.array(Tier).min(1).max(10)])
  .describe('Or tiers by claim value: the last one whose `claimFrom` is reached holds.')
  .meta({ id: 'DurationByClaim' });
export type DurationByClaim = z.infer<typeof DurationByClaim>;

const IsoWeekday = z.int().min(1).max(7);
export const Weekend = z.array(IsoWeekday).max(6, 'a week needs at least one working day');
const Dates = z.array(LocalDate).max(400);

/** The seller's working days. `holidays` is a region of date-holidays, such as `TH` or `US-CA`, or null for none. */
export const Calendar = z.strictObject({
  holidays: z
    .string()
    .regex(/^[A-Z]{2}(-[A-Za-z0-9]{1,6}){0,2}$/u, 'must be a region such as TH or US-CA')
    .nullable(),
  weekend: Weekend,
  extraHolidays: Dates,
  workingDays: Dates,
  zone: Zone.optional().describe(
    "The seller's zone in an effective policy; in a market's, where most of its people are.",
  ),
  knownUntil: LocalDate.optional().describe(
    'Read only: the last date for which everything is known that the region proclaims yearly. Absent where no holiday is proclaimed yearly.',
  ),
});
export type Calendar = z.infer<typeof Calendar>;

const MinorUnits = z.int().min(1);
const MaxAmount = MinorUnits.nullable().describe('In minor units; null is no limit.');
const bounds = { minPercent: Percent, maxPercent: Percent, minAmount: MinorUnits };
export const Limits = z.strictObject({ ...bounds, maxAmount: MaxAmount.default(null) });
const LeadTimes = z.array(z.int().min(1).max(31_536_000)).max(10);

const reasonMap = <T extends z.ZodType>(value: T) => z.partialRecord(Reason, value);

const KeepPersonalDays = z
  .int()
  .min(1)
  .max(3650)
  .nullable()
  .describe('How many days after a request closed what it holds of its buyer is erased; null: never.');

const shape = {
  respondBy: DurationByClaim,
  offerExpires: Duration,
  shipBy: DurationByClaim,
  counterWithin: Duration,
  refundConfirmWithin: Duration,
  afterHandBack: z.enum(['restart', 'resume']),
  maxOffers: z.int().min(0).max(20),
  maxRounds: z.int().min(1).max(20),
  limits: Limits,
  secondThoughts: z
    .boolean()
    .default(false)
    .describe('Whether the buyer may take the last offer after all while the seller has not answered yet.'),
  keepPersonalDays: KeepPersonalDays.default(null),
  quickPicks: reasonMap(z.array(Percent).max(10)),
  solutions: reasonMap(z.array(Solution).max(4)),
  rejectReasons: z.partialRecord(RejectReason, z.strictObject({ evidence: z.boolean() })),
  reminders: z.strictObject({
    respond_by: LeadTimes.optional(),
    offer_expires: LeadTimes.optional(),
    ship_by: LeadTimes.optional(),
  }),
  calendar: Calendar,
};

export const Policy = z.strictObject({ market: Market, currency: CurrencyCode, ...shape }).meta({ id: 'Policy' });
export type Policy = z.infer<typeof Policy>;

/** Any part of a policy except its market and currency: objects merge by key, arrays and durations replace. */
export const PolicyOverrides = z
  .strictObject({
    ...shape,
    limits: z.strictObject({ ...bounds, maxAmount: MaxAmount }).partial(),
    secondThoughts: z.boolean(),
    keepPersonalDays: KeepPersonalDays,
    calendar: Calendar.omit({ zone: true, knownUntil: true }).partial(),
  })
  .partial()
  .meta({ id: 'PolicyOverrides' });
export type PolicyOverrides = z.infer<typeof PolicyOverrides>;
