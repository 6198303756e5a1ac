/**
 * The small shapes everything else is made of. Each schema is what HTTP and Socket.IO validate with and what
 * `/openapi.json` is generated from; each type is what the pages and the domain import.
 */
import { z } from 'zod';
import { isOfOurTime, notOfOurTime } from './our-time.ts';
import { asWritten } from './written.ts';

/** An id given by the integrator or made by Parley: 1 to 128 printable characters without spaces. */
export const Id = z
  .string()
  .min(1)
  .max(128)
  .regex(/^[\x21-\x7e]+$/u, 'must be 1 to 128 printable ASCII characters without spaces')
  .meta({ example: 'shop-1' });

/** Ids of requests, as Parley makes them and an import may bring them: every card's button can carry one. */
export const CARRIED_REQUEST_ID = /^req_[\w-]{1,40}$/u;
export const CarriedRequestId = z
  .string()
  .regex(CARRIED_REQUEST_ID, 'must be an id of a request, such as req_01k: at most 40 letters, digits, - and _');

/** An instant in the form Parley writes: ISO 8601, UTC, milliseconds. Strings of this form sort by time. */
export type Instant = string;

/** An instant as Parley reads it: ISO 8601 with `Z` or an offset; it becomes UTC with milliseconds. */
export const InstantInput = z.iso
  .datetime({
    offset: true,
    // What follows reads the text as a time.
    abort: true,
    error: 'must be an ISO 8601 time with Z or an offset, such as 2026-11-22T09:30:00.000Z',
  })
  .refine(isOfOurTime, { error: ({ input }) => notOfOurTime(String(input)) })
  .transform((text) => new Date(text).toISOString())
  .meta({ type: 'string', format: 'date-time', example: '2026-11-22T09:30:00.000Z' });

export const InstantOut = z.string().meta({ format: 'date-time', example: '2026-11-22T09:30:00.000Z' });

/** A date without a time, `2026-05-04`. */
export const LocalDate = z.iso
  .date({ error: 'must be a date such as 2026-05-04', abort: true })
  .refine(isOfOurTime, { error: ({ input }) => notOfOurTime(String(input)) });

/** Zones that exist, remembered: the same few come again and again, and asking the runtime costs more than all else. */
const knownZones = new Set<string>();
const MOST_KNOWN_ZONES = 1_000;

const knownZone = (zone: string): boolean => {
  if (knownZones.has(zone)) return true;
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
  } catch {
    return false;
  }
  if (knownZones.size < MOST_KNOWN_ZONES) knownZones.add(zone);
  return true;
};

/** An IANA zone name. */
export const Zone = z
  .string()
  .max(64)
  .refine(knownZone, 'must be an IANA time zone such as Asia/Bangkok')
  .meta({ example: 'Asia/Bangkok' });

/** A BCP 47 language tag; a reader whose language has no catalogue reads English. */
export const Locale = z
  .string()
  .regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/u, 'must be a language tag such as th or en-GB')
  .max(35)
  .meta({ example: 'th' });

export const isWebUrl = (text: string): boolean => {
  // URL leaves out new lines and tabs, and whoever prints the link would not; signs of direction turn its letters around.
  if (/[\p{Cc}\p{Bidi_Control}]/u.test(text) || !URL.canParse(text)) return false;
  const url = new URL(text);
  return (url.protocol === 'http:' || url.protocol === 'https:') && url.username === '' && url.password === '';
};

/** A link from a person: http(s) only, without credentials, at most 2,000 characters. */
export const WebUrl = z
  .string()
  .max(2000)
  .refine(isWebUrl, 'must be an http(s) link')
  .meta({ format: 'uri', example: 'https://cdn.example/box.jpg' });

export const Market = z
  .string()
  .regex(/^[A-Z]{2}$/u, 'must be an ISO 3166 country code such as TH')
  .meta({ example: 'TH' });

export const CurrencyCode = z
  .string()
  .regex(/^[A-Z]{3}$/u, 'must be an ISO 4217 code such as THB')
  .meta({ example: 'THB' });

/**
 * A percentage: above 0, at most 100, at most two decimals. Those are no `multipleOf: 0.01` in the document, since
 * validators that divide floats refuse 33.33 for it.
 */
export const Percent = z
  .number()
  .min(0.01)
  .max(100)
  .refine((percent) => Number(percent.toFixed(2)) === percent, 'must have at most two decimals')
  .describe('At most two decimals.');

/** A whole number in a query, in digits: what JavaScript would also take for one (`1e1`, `0x10`, ` 5`) is refused. */
export const queryInt = (min: number, max = Number.MAX_SAFE_INTEGER) =>
  z.preprocess(
    (given) => (typeof given === 'string' && /^\d{1,16}$/u.test(given) ? Number(given) : given),
    z
      .int({
        error: ({ code, input }) =>
          code === 'invalid_type' && input !== undefined ? 'must be a whole number' : undefined,
      })
      .min(min)
      .max(max),
  );

/** How many entries a page of a list may have. */
export const pageLimit = queryInt(1, 100).default(50);

/** Money in the currency's minor units (ISO 4217). Never a float. */
export const Money = z
  .strictObject({ amount: z.int().min(0).max(1_000_000_000_000_000), currency: CurrencyCode })
  .meta({ id: 'Money', example: { amount: 25000, currency: 'THB' } });
export type Money = z.infer<typeof Money>;

/**
 * Words from a person, as they are kept (written.ts): what nobody would see is empty, and refused. Never HTML.
 */
export const words = (max: number) => z.string().overwrite(asWritten).min(1).max(max);

/** The same where nothing needs to be written. */
export const maybeWords = (max: number) => z.string().overwrite(asWritten).max(max);
