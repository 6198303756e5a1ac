/**
 * Events as text, the way both storages keep them. History is never edited, so what an old release wrote stays as it was
 * written: each text carries the number of the shapes it has, and reading brings it up to those of today.
 *
 * To change a shape of `contract/event.ts`: raise EVENT_SCHEMA, and say in UPCASTS how an event of the number before
 * becomes one of the new number. A text of a higher number than ours, from a release that is just being rolled out
 * beside this one, is read as it is.
 */
import type { RequestEvent } from './request.ts';

/** An event of some earlier shape: everything but its data is as it always was. */
type StoredShape = Omit<RequestEvent, 'type' | 'data'> & { type: string; data: Record<string, unknown> };
/** From a schema number to how its events become those of the next. */
export type Upcasts = Readonly<Record<number, (event: StoredShape) => StoredShape>>;

export const EVENT_SCHEMA = 1;
const UPCASTS: Upcasts = {};

/** Texts from before they were numbered have the first shapes. */
const FIRST = 1;

export const eventText = (event: RequestEvent): string => JSON.stringify({ ...event, schema: EVENT_SCHEMA });

/** The event that a text tells, in today's shape. */
export function eventFrom(text: string, upcasts = UPCASTS, current = EVENT_SCHEMA): RequestEvent {
  const { schema = FIRST, ...stored }: StoredShape & { schema?: number } = JSON.parse(text);
  let event: StoredShape = stored;
  for (let number = schema; number < current; number += 1) event = upcasts[number]?.(event) ?? event;
  return event as RequestEvent;
}
