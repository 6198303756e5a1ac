/** What an old release wrote is read in today's shape, and nothing of the numbering is seen. */
import { describe, expect, it } from 'vitest';
import type { RequestEvent } from '../../src/domain/request.ts';
import { EVENT_SCHEMA, eventFrom, eventText, type Upcasts } from '../../src/domain/stored-event.ts';
import { requestEvent, requestState } from '../support/builders.ts';

const event = requestEvent(requestState(), { type: 'request.cancelled', data: { text: 'found it' } });

const renamed = (from: string, to: string): Upcasts[number] => {
  return (older) => {
    const { [from]: value, ...data } = older.data;
    return { ...older, data: value === undefined ? data : { ...data, [to]: value } };
  };
};

describe('An event as text', () => {
  it('comes back as it was, and its text says which shapes it has', () => {
    expect(eventFrom(eventText(event))).toEqual(event);
    expect(JSON.parse(eventText(event)).schema).toBe(EVENT_SCHEMA);
  });

  it('of a release that wrote no number has the first shapes', () => {
    expect(eventFrom(JSON.stringify(event))).toEqual(event);
  });

  it.each([
    ['of the first shapes goes through every change since', undefined, { text: 'found it' }],
    ['of the second leaves out the first change', 2, { words: 'found it' }],
    ['of today is left alone', 3, { said: 'found it' }],
  ])('%s', (_what, schema, data) => {
    const upcasts: Upcasts = { 1: renamed('text', 'words'), 2: renamed('words', 'said') };
    const read = eventFrom(JSON.stringify({ ...event, data, schema }), upcasts, 3);
    expect(read).toEqual({ ...event, data: { said: 'found it' } });
  });

  it('of a number without a change of its own is passed on', () => {
    const read = eventFrom(JSON.stringify(event), { 2: renamed('text', 'said') }, 3);
    expect(read.data).toEqual({ said: 'found it' });
  });

  it('of a release that is only just being rolled out is read as it is', () => {
    const later: object = { ...event, data: { heard: 'found it' } };
    expect(eventFrom(JSON.stringify({ ...later, schema: EVENT_SCHEMA + 1 }))).toEqual(later as RequestEvent);
  });
});
