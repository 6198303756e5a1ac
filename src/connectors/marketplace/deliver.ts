/** What the engine needs to know of a marketplace: what a visit there is, what its errors mean, and who hears of them. */
import type { Clock } from '../../application/ports/clock.ts';
import { BACK_OFF, type Policy } from '../../application/work/back-off.ts';
import type { Lane } from '../../application/work/lanes.ts';
import type { WorkStore } from '../../application/work/ports.ts';
import type { Connector, Job, Next } from '../../application/work/visits.ts';
import { laneOf, subjectOf, type Task, taskOf } from './names.ts';
import { type Notes, readNotes } from './notes.ts';
import { type Failure, type Marketplace, MarketplaceError } from './port.ts';
import type { Reports } from './reports.ts';
import type { Sweep } from './sweep.ts';
import type { Job as ReturnJob } from './visit.ts';

export interface DeliverParts {
  work: WorkStore;
  marketplaces: readonly Marketplace[];
  visit(job: ReturnJob): Promise<Next>;
  sweep: Sweep;
  reports: Reports;
  clock: Clock;
}

const SECOND = 1_000;
const slowly = { holds: 'record', wait: { first: 5 * SECOND, most: 3_600 * SECOND } } as const;
const POLICY: Policy<Failure> = {
  ...BACK_OFF,
  /** The upkeep renews it meanwhile. */
  token: { holds: 'record', wait: { first: 2 * SECOND, most: 2 * SECOND } },
  decided: slowly,
  refused: slowly,
  unexpected: slowly,
};

/** What keeps the way in open does not wait for it. Those of a marketplace that is not configured any more are kept. */
export const lanesOf = ({ name }: Marketplace): Lane[] => [
  { name: laneOf(name, { kind: 'sweep' }) },
  { name: laneOf(name, { kind: 'upkeep' }), system: name, waits: false },
];

export function createDelivery(parts: DeliverParts): Connector<unknown, undefined, Failure> {
  const { work, marketplaces, visit, sweep, reports, clock } = parts;
  const byName = new Map(marketplaces.map((one) => [one.name, one]));

  function siteOf({ record }: Job): { marketplace: Marketplace; task: Task } {
    const named = taskOf(record.subject);
    const marketplace = byName.get(named?.marketplace ?? '');
    if (!named || !marketplace) throw new Error(`nothing is known of ${record.subject}`);
    return { marketplace, task: named.task };
  }

  /** Does what is due; answers what to note, and when to look again. */
  async function attend(job: Job): Promise<{ notes: unknown; dueAt: Next }> {
    const { marketplace, task } = siteOf(job);
    const { notes } = job;
    switch (task.kind) {
      case 'return':
        return { notes, dueAt: await visit({ marketplace, returnId: task.id, notes: notes as Notes }) };
      case 'sweep':
        return sweep(marketplace, notes);
      case 'upkeep':
        return marketplace.upkeep?.run(notes) ?? { notes, dueAt: null };
    }
  }

  async function visited(job: Job): Promise<Next> {
    try {
      const { notes, dueAt } = await attend(job);
      job.notes = notes;
      job.reached = true;
      return dueAt;
    } catch (error) {
      if (error instanceof MarketplaceError && error.failure.kind === 'token') {
        const subject = subjectOf(siteOf(job).marketplace.name, { kind: 'upkeep' });
        await work.wake({ subjects: [subject] }, clock.now());
      }
      throw error;
    }
  }

  return {
    notesOf: ({ subject, notes }) => (taskOf(subject)?.task.kind === 'return' ? readNotes(notes) : notes),
    visit: visited,
    failureOf: (error) => (error instanceof MarketplaceError ? error.failure : null),
    policy: POLICY,
    async report(job, failure) {
      const { marketplace, task } = siteOf(job);
      if (failure) await reports.account(marketplace, failure.code ?? 'unreachable', failure.detail);
      else if (task.kind !== 'upkeep') await reports.account(marketplace, 'ok', '');
    },
  };
}
