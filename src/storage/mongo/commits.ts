/**
 * Commits, as one atomic write of one document each.
 *
 * Commits of different requests that are made at the same time travel together. The server then answers how many took
 * effect; where not all did, the events tell which: each carries the name of the commit that wrote it, and events are
 * never removed. That also answers rightly when a command has to be repeated because its outcome is unknown.
 */
import { randomUUID } from 'node:crypto';
import type { Commit, CommitResult } from '../../application/ports/requests.ts';
import { Batcher } from './batcher.ts';
import type { Collections } from './collections/collections.ts';
import { writeErrorsOf } from './errors.ts';
import { insertOf, updateOf } from './request-document.ts';

interface Named {
  commit: Commit;
  name: string;
}

const LANES = 2;

export function mongoCommits({ requests }: Pick<Collections, 'requests'>): (commit: Commit) => Promise<CommitResult> {
  /** The names of those commits that are in their request's history. */
  async function inEffect(commits: Named[]): Promise<Set<string>> {
    const ids = [...new Set(commits.map(({ commit }) => commit.state.id))];
    const options = { projection: { 'events.commit': 1 }, batchSize: ids.length };
    const found = await requests.find({ _id: { $in: ids } }, options).toArray();
    return new Set(found.flatMap(({ events }) => events.map(({ commit }) => commit)));
  }

  async function told(commits: Named[], otherwise: CommitResult): Promise<CommitResult[]> {
    const names = await inEffect(commits);
    return commits.map(({ name }) => (names.has(name) ? 'committed' : otherwise));
  }

  async function insert(commits: Named[]): Promise<CommitResult[]> {
    try {
      await requests.insertMany(
        commits.map(({ commit, name }) => insertOf(commit, name)),
        { ordered: false },
      );
      return commits.map(() => 'committed');
    } catch (error) {
      const refused = writeErrorsOf(error);
      if (refused.length === 0 || refused.some(({ code }) => code !== 11000)) throw error;
      return told(commits, 'taken');
    }
  }

  async function update(commits: Named[]): Promise<CommitResult[]> {
    const operations = commits.map(({ commit, name }) => ({ updateOne: updateOf(commit, name) }));
    const { matchedCount } = await requests.bulkWrite(operations, { ordered: false });
    return matchedCount === commits.length ? commits.map(() => 'committed') : told(commits, 'version_changed');
  }

  const inserts = new Batcher(LANES, insert);
  const updates = new Batcher(LANES, update);
  return (commit) => (commit.expectedVersion === 0 ? inserts : updates).add({ commit, name: randomUUID() });
}
