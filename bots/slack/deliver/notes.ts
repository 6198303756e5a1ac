/** What was done about one alert so far, as its record keeps it. */
import { z } from 'zod';

/** Steps of an escalation that a message tells, and the deadline they lead up to. */
const Steps = z.object({ deadline: z.string(), steps: z.array(z.string()) });
export type Steps = z.infer<typeof Steps>;

/**
 * A message that was sent and whose fate is not known: the answer was lost, or the process died. `at` is when it was
 * sent, in wall time; `cursor` continues a search that one page did not end.
 */
const Attempt = z.object({
  key: z.string(),
  channel: z.string(),
  threadTs: z.string().nullable(),
  /** The last event the message tells. */
  to: z.number(),
  at: z.number(),
  cursor: z.string().optional(),
  escalates: Steps.optional(),
  /** The number of the buyer's message that it tells. */
  waits: z.number().optional(),
});
export type Attempt = z.infer<typeof Attempt>;

/** A parent where alerts no longer go, which may still have its buttons. */
const LeftBehind = z.object({ team: z.string(), channel: z.string(), ts: z.string(), key: z.string() });
export type LeftBehind = z.infer<typeof LeftBehind>;

/** A message that told somebody else of a duty, as long as that stands. */
const Escalation = z.object({
  /** The deadline it is about. */
  deadline: z.string(),
  /** Whom it calls by name. */
  mentions: z.array(z.string()),
  channel: z.string(),
  ts: z.string(),
  key: z.string(),
  /** The version of the request that it shows. */
  shown: z.number(),
});
export type Escalation = z.infer<typeof Escalation>;

/** The message that told of a buyer who waits for a reply. */
const Waits = z.object({
  /** The number of the buyer's message that it told: what was told since the last reply is not told again. */
  seq: z.number(),
  channel: z.string(),
  ts: z.string(),
  key: z.string(),
  /** The number of the message that it shows; 0 once nothing waits. */
  shows: z.number(),
});

/** A reply in the thread that told events. */
const Said = z.object({
  channel: z.string(),
  ts: z.string(),
  key: z.string(),
  /** It tells the events behind this one, up to and with `to`. */
  after: z.number(),
  to: z.number(),
});
export type Said = z.infer<typeof Said>;

const Notes = z.object({
  /** The channel as the seller's alerts name it; another one by now means the alerts were moved. */
  target: z.string().nullable().default(null),
  /** Where the parent message stands: for a person, the id of the direct message. */
  channel: z.string().nullable().default(null),
  ts: z.string().nullable().default(null),
  /** Which parent it is: another one is posted where the first was deleted or the alerts moved. */
  generation: z.number().default(0),
  /** The version of the request that the parent shows. */
  shown: z.number().default(0),
  /** The last event that was told, by the parent or in its thread. */
  told: z.number().default(0),
  attempt: Attempt.nullable().default(null),
  left: z.array(LeftBehind).default([]),
  /** The deadline for which somebody was mentioned. */
  mentioned: z.string().nullable().default(null),
  /** What was escalated of the deadline that runs. */
  escalated: Steps.default({ deadline: '', steps: [] }),
  escalations: z.array(Escalation).default([]),
  waits: Waits.nullable().default(null),
  said: z.array(Said).default([]),
});
export type Notes = z.infer<typeof Notes>;

/** The notes of a record; fresh ones where there are none, or none that this version can read. */
export function readNotes(stored: unknown): Notes {
  const result = Notes.safeParse(stored ?? {});
  return result.success ? result.data : Notes.parse({});
}
