/** A history is taken only where it is one that Parley wrote, whole and unchanged. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainView } from '../../../src/application/queries.ts';
import { type EntryOf, lineOf, parseEntry } from '../../../src/cli/format.ts';
import { checkHistory } from '../../../src/cli/history.ts';
import type { RequestEvent, RequestState } from '../../../src/domain/request.ts';
import { live, openings, steps } from '../../support/arbitrary.ts';
import { accept, buyer, integrator, offer, refund, request, seller } from '../../support/story.ts';

interface Exported {
  kind: 'request';
  request: Record<string, unknown>;
  events: RequestEvent[];
}
/** As a file brings it. */
const written = (state: RequestState, events: readonly RequestEvent[]): Exported =>
  JSON.parse(lineOf({ kind: 'request', request: plainView(state), events }));

function read(json: unknown) {
  const parsed = parseEntry('request', json);
  if ('invalid' in parsed) return parsed;
  const value = parsed.entry.value as EntryOf<'request'>;
  return checkHistory(value.request, value.events as RequestEvent[]);
}

const settled = request()
  .after('Mon 10:00', seller, offer(12_500))
  .after('Mon 11:00', buyer, accept())
  .after('Mon 12:00', integrator, refund('confirmed', { reference: 'tx-1' }));

describe('A history', () => {
  it('of any life that the rules allow is taken, and gives the request it was written from', () => {
    fc.assert(
      fc.property(openings, steps, (opening, life) => {
        let history: readonly RequestEvent[] = [];
        const end = live(opening, life, (moment) => {
          history = moment.history;
        });
        if (history.length === 0) return;
        const checked = read(written(end, history));
        expect(checked).toEqual({ state: JSON.parse(JSON.stringify(end)) });
      }),
      { numRuns: 150 },
    );
  });

  const tampered: [string, (line: Exported) => void, RegExp][] = [
    ['with a gap', ({ events }) => void events.splice(1, 1), /events\[1\]\.seq must be 2: a history has no gaps/],
    ['without its opening', ({ events }) => void events.shift(), /events\[0\]\.seq must be 1/],
    ['of which the end is missing', ({ events }) => void events.pop(), /request\.status is not what the events give/],
    ['with a status of its own', ({ request }) => Object.assign(request, { status: 'shipped' }), /request\.status/],
    [
      'with money of its own',
      ({ request }) => Object.assign(request, { paid: { amount: 1, currency: 'THB' } }),
      /paid/,
    ],
    ['with a field of its own', ({ request }) => Object.assign(request, { vip: true }), /request\.vip/],
    ['of another request', ({ events }) => Object.assign(events[1] ?? {}, { requestId: 'req_2' }), /requestId must be/],
    [
      'with the id of another event',
      ({ events }) => Object.assign(events[1] ?? {}, { id: 'evt_1-9' }),
      /must be evt_1-2/,
    ],
    [
      'that goes back in time',
      ({ events }) => Object.assign(events[2] ?? {}, { at: '2026-11-23T01:00:00.000Z' }),
      /events\[2\]\.at must not be before/,
    ],
    [
      'that opens twice',
      ({ events }) => Object.assign(events[1] ?? {}, { type: 'request.opened', data: events[0]?.data }),
      /must be request\.opened for the first event, and for no other/,
    ],
    [
      'with an unknown event',
      ({ events }) => Object.assign(events[1] ?? {}, { type: 'offer.lost' }),
      /events\[1\]\.type/,
    ],
    [
      'with an unknown field in an event',
      ({ events }) => Object.assign(events[1]?.data ?? {}, { discount: 1 }),
      /events\[1\]\.data\.discount is not a known field/,
    ],
    [
      'with a deadline of another form',
      ({ events }) => Object.assign(events[1]?.data ?? {}, { dueAt: '2026-11-24T03:00:00Z' }),
      /events\[1\]\.data\.dueAt must be UTC with milliseconds/,
    ],
    [
      'with an amount that is not whole',
      ({ events }) => Object.assign(events[0]?.data ?? {}, { claimValue: { amount: 0.5, currency: 'THB' } }),
      /events\[0\]\.data\.claimValue\.amount/,
    ],
    ['without events', ({ events }) => void events.splice(0), /events must have at least 1 entry/],
  ];

  it.each(tampered)('%s is refused', (_, tamper, sentence) => {
    const line = written(settled.state, settled.history);
    tamper(line);
    expect(refusalOf(line)).toMatch(sentence);
  });

  it('that is spelt otherwise than an export spells it is refused, since its texts are compared', () => {
    const line = written(settled.state, settled.history);
    Object.assign(line.events[0]?.data ?? {}, { respondBy: '2026-11-24T09:30:00+07:00' });
    expect(refusalOf(line)).toMatch(/respondBy must be UTC with milliseconds/);
  });
});

function refusalOf(line: Exported): string | undefined {
  const checked = read(line);
  if ('invalid' in checked) return checked.invalid.detail;
  return 'refusal' in checked ? checked.refusal.detail : undefined;
}
