/**
 * Requests that an earlier version wrote keep nothing of what they add to the figures of days: they get it when the storage
 * is opened, from their state and their history.
 */
import { eventFrom } from '../../domain/stored-event.ts';
import type { StoreOptions } from '../options.ts';
import type { Collections } from './collections/collections.ts';
import { INDEX, type RequestDocument } from './collections/requests.ts';
import { reach } from './reach.ts';
import { answerDays, countedOf } from './request-document.ts';

const AT_ONCE = 200;
/** An absent field compares as null. */
const UNCOUNTED = { 'counted.day': null };

/** Only where nobody wrote it meanwhile: a commit knows better. */
function write({ _id, state, events }: Pick<RequestDocument, '_id' | 'state' | 'events'>) {
  const days = answerDays(events.map(({ event }) => eventFrom(event)));
  return {
    updateOne: {
      filter: { _id, ...UNCOUNTED },
      update: { $set: { counted: countedOf(JSON.parse(state)), ...days } },
    },
  };
}

export async function addMissingFigures(
  { requests }: Pick<Collections, 'requests'>,
  log: StoreOptions['log'],
): Promise<void> {
  const options = { projection: { state: 1, events: 1 }, hint: INDEX.counted, limit: AT_ONCE, batchSize: AT_ONCE };
  for (let made = 0; ; ) {
    const stale = await reach(() => requests.find(UNCOUNTED, options).toArray());
    if (stale.length === 0) {
      if (made > 0) log('figures were counted', { requests: made });
      return;
    }
    await reach(() => requests.bulkWrite(stale.map(write), { ordered: false }));
    made += stale.length;
  }
}
