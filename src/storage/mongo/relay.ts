/**
 * What the relay and the sweep ask: which requests are due, which are owed, and whose turn it is to tell them. Every
 * query runs over a partial index that holds only the requests it is about.
 */
import type { Lease } from '../../application/lease.ts';
import type { Owed, RequestStore, Told } from '../../application/ports/requests.ts';
import { eventFrom } from '../../domain/stored-event.ts';
import type { Collections } from './collections/collections.ts';
import { INDEX } from './collections/requests.ts';
import { reach } from './reach.ts';

const ID = { _id: 1 } as const;
type Within = NonNullable<Parameters<RequestStore['nextWake']>[0]>;

/** The queries whose plans matter. `$gt: 0` is the partial index's own condition. */
export const dueFind = (now: number, limit: number) => ({
  filter: { wakeAt: { $gt: 0, $lte: now } },
  options: { projection: ID, sort: { wakeAt: 1, _id: 1 }, hint: INDEX.wake, limit, batchSize: limit } as const,
});
export const owedFind = (now: number, limit: number) => ({
  filter: { owed: true, leaseUntil: { $lte: now } },
  options: { projection: ID, sort: { leaseUntil: 1, _id: 1 }, hint: INDEX.owed, limit, batchSize: limit } as const,
});
export const nextWakeFind = ({ after = 0, upTo = Number.MAX_SAFE_INTEGER }: Within = {}) => ({
  filter: { wakeAt: { $gt: after, $lte: upTo } },
  options: { projection: { wakeAt: 1 }, sort: { wakeAt: 1, _id: 1 }, hint: INDEX.wake, limit: 1 } as const,
});

type Relay = Pick<RequestStore, 'due' | 'rest' | 'nextWake' | 'owed' | 'lease' | 'ack'>;

/** First the mark moves, then what is owed follows from it, and a lease that nothing needs is freed. */
function ackUpdate({ seq, owner }: Told) {
  const isFreed = { $and: [{ $not: ['$owed'] }, { $eq: ['$leaseOwner', { $literal: owner }] }] };
  return [
    { $set: { told: { $max: ['$told', seq] } } },
    { $set: { owed: { $lt: ['$told', '$version'] } } },
    {
      $set: {
        leaseUntil: { $cond: [isFreed, 0, '$leaseUntil'] },
        leaseOwner: { $cond: [isFreed, null, '$leaseOwner'] },
      },
    },
  ];
}

export function mongoRelay({ requests }: Collections): Relay {
  async function lease(id: string, { owner, until }: Lease, now: number): Promise<Owed | null> {
    const found = await requests.findOneAndUpdate(
      { _id: id, owed: true, $or: [{ leaseUntil: { $lte: now } }, { leaseOwner: owner }] },
      { $set: { leaseOwner: owner, leaseUntil: until } },
      { projection: { state: 1, told: 1, 'events.seq': 1, 'events.event': 1 }, returnDocument: 'after' },
    );
    if (!found) return null;
    const events = found.events.filter(({ seq }) => seq > found.told).map(({ event }) => eventFrom(event));
    return { state: JSON.parse(found.state), events };
  }

  async function ackOne(one: Told): Promise<string[]> {
    const options = { projection: { owed: 1, leaseOwner: 1 }, returnDocument: 'after' } as const;
    const found = await requests.findOneAndUpdate({ _id: one.id }, ackUpdate(one), options);
    return found?.owed && found.leaseOwner === one.owner ? [one.id] : [];
  }

  /** Whoever commits after this write finds the lease as it left it, so looking a moment later misses nothing. */
  async function ackMany(told: Told[]): Promise<string[]> {
    const operations = told.map((one) => ({ updateOne: { filter: { _id: one.id }, update: ackUpdate(one) } }));
    await requests.bulkWrite(operations, { ordered: false });
    const owners = [...new Set(told.map(({ owner }) => owner))];
    const left = { _id: { $in: told.map(({ id }) => id) }, owed: true, leaseOwner: { $in: owners } };
    return (await requests.find(left, { projection: ID, batchSize: told.length }).toArray()).map(({ _id }) => _id);
  }

  async function ack(told: Told[]): Promise<string[]> {
    const [only, ...others] = told;
    if (!only) return [];
    return others.length === 0 ? ackOne(only) : ackMany(told);
  }

  async function ids({ filter, options }: ReturnType<typeof dueFind> | ReturnType<typeof owedFind>): Promise<string[]> {
    return (await requests.find(filter, options).toArray()).map(({ _id }) => _id);
  }

  async function nextWake(within?: Within): Promise<number | null> {
    const { filter, options } = nextWakeFind(within);
    const [next] = await requests.find(filter, options).toArray();
    return next?.wakeAt ?? null;
  }

  async function rest(id: string, version: number): Promise<void> {
    await requests.updateOne({ _id: id, version }, { $unset: { wakeAt: true } });
  }

  return {
    due: (now, limit) => reach(() => ids(dueFind(now, limit))),
    rest: (id, version) => reach(() => rest(id, version)),
    nextWake: (within) => reach(() => nextWake(within)),
    owed: (now, limit) => reach(() => ids(owedFind(now, limit))),
    lease: (id, taken, now) => reach(() => lease(id, taken, now)),
    ack: (told) => reach(() => ack(told)),
  };
}
