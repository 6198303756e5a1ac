/** Whether a history is one: gapless, in order of time, all of one request, and giving the request that is stated. */
import { plainView } from '../application/queries.ts';
import { derivedId } from '../domain/draft.ts';
import { replay } from '../domain/evolve.ts';
import { type Refusal, refuse } from '../domain/refusals.ts';
import type { RequestEvent, RequestState } from '../domain/request.ts';
import { isSameJson } from '../domain/same-json.ts';

const invalid = (path: string, message: string): Refusal =>
  refuse('invalid_body', `${path} ${message}.`, { errors: [{ path, message }] });

/** JSON's view of a value: absent and undefined members are the same. */
const plain = (value: object): Record<string, unknown> => JSON.parse(JSON.stringify(value));

/** The state that the events give (rule 16), or what is wrong with them. Their shapes are checked before. */
export function checkHistory(
  stated: { id: string },
  events: readonly RequestEvent[],
): { state: RequestState } | { refusal: Refusal } {
  const wrong = events.map((event, index) => misplaced(event, index, stated.id, events[index - 1])).find(Boolean);
  if (wrong) return { refusal: wrong };
  const state = replay(events);
  const other = state.offers.findIndex(({ id }, index) => id !== derivedId('ofr', state.id, index + 1));
  if (other >= 0) {
    return { refusal: invalid(`request.offers[${other}].id`, `must be ${derivedId('ofr', state.id, other + 1)}`) };
  }
  const view = plainView(state);
  if (JSON.stringify(view) === JSON.stringify(stated)) return { state };
  const given = plain(view);
  const differing = [...new Set([...Object.keys(given), ...Object.keys(stated)])].find(
    (key) => !isSameJson(given[key], (stated as Record<string, unknown>)[key]),
  );
  if (differing) return { refusal: invalid(`request.${differing}`, 'is not what the events give') };
  return { state };
}

function misplaced(
  event: RequestEvent,
  index: number,
  requestId: string,
  before: RequestEvent | undefined,
): Refusal | undefined {
  const at = `events[${index}]`;
  if (event.seq !== index + 1) return invalid(`${at}.seq`, `must be ${index + 1}: a history has no gaps`);
  if (event.requestId !== requestId) return invalid(`${at}.requestId`, `must be ${requestId}`);
  const id = derivedId('evt', requestId, event.seq);
  if (event.id !== id) return invalid(`${at}.id`, `must be ${id}`);
  if ((event.type === 'request.opened') !== (index === 0)) {
    return invalid(`${at}.type`, 'must be request.opened for the first event, and for no other');
  }
  if (before && event.at < before.at) return invalid(`${at}.at`, `must not be before ${before.at}`);
  return undefined;
}
