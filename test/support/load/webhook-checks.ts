/** What must hold of what an endpoint got, whatever was killed. Each check answers complaints; none means it holds. */
import { isDeepStrictEqual } from 'node:util';
import type { EventType } from '../../../src/contract/event.ts';
import type { RequestEvent } from '../../../src/domain/request.ts';
import type { Received } from '../webhook-receiver.ts';

export interface Told {
  name: string;
  /** In the order of arrival, attempts and all. */
  received: readonly Received[];
  /** Null: all types. */
  wanted: EventType[] | null;
}
export type Histories = ReadonlyMap<string, RequestEvent[]>;

const requestOf = ({ body }: Received): string => body.data.event.requestId;

/** Everything that happened arrived, and nothing else; what arrived again was the same bytes under the same id. */
function checkContent({ received, wanted }: Told, histories: Histories): string[] {
  const complaints: string[] = [];
  const events = new Map<string, RequestEvent>();
  for (const event of [...histories.values()].flat()) {
    if (wanted === null || wanted.includes(event.type)) events.set(event.id, event);
  }
  const bytes = new Map<string, string>();
  for (const { raw, headers, body } of received) {
    const id = String(headers['webhook-id']);
    const event = events.get(id);
    if (!event || !isDeepStrictEqual(body.data.event, event)) complaints.push(`${id} was invented`);
    if (body.data.request.version !== event?.seq) complaints.push(`${id} shows version ${body.data.request.version}`);
    if ((bytes.get(id) ?? raw) !== raw) complaints.push(`${id} came with other bytes`);
    bytes.set(id, raw);
  }
  for (const id of events.keys()) if (!bytes.has(id)) complaints.push(`${id} never arrived`);
  return complaints;
}

/** Per request, what arrives is the event that follows the last one, or that one once more. */
function checkOrder({ received, wanted }: Told, histories: Histories): string[] {
  const complaints: string[] = [];
  for (const [id, history] of histories) {
    const owed = history.filter(({ type }) => wanted === null || wanted.includes(type)).map(({ seq }) => seq);
    let last = -1;
    for (const { body } of received.filter((one) => requestOf(one) === id)) {
      const index = owed.indexOf(body.data.event.seq);
      if (index !== last && index !== last + 1)
        complaints.push(`${id}: ${body.data.event.seq} came after ${owed[last]}`);
      last = index;
    }
  }
  return complaints;
}

/** All complaints about an endpoint, each with its name. */
export const checkTold = (told: Told, histories: Histories): string[] =>
  [...checkContent(told, histories), ...checkOrder(told, histories)].map((text) => `${told.name}: ${text}`);

/** How many of the events owed to it have arrived at least once. */
export function missing({ received, wanted }: Told, histories: Histories): number {
  const arrived = new Set(received.map(({ headers }) => headers['webhook-id']));
  const owed = [...histories.values()].flat().filter(({ type }) => wanted === null || wanted.includes(type));
  return owed.filter(({ id }) => !arrived.has(id)).length;
}
