/**
 * The tables, as numbered steps. `user_version` counts the steps a file has had; a step that was released is never
 * edited, a change is a new step in a file of its own.
 */
import type { Database } from 'better-sqlite3';
import { NEGOTIATION } from './migrations/0001-negotiation.ts';
import { SLACK } from './migrations/0002-slack.ts';
import { WEBHOOKS } from './migrations/0003-webhooks.ts';
import { CHATWOOT } from './migrations/0004-chatwoot.ts';
import { MARKETPLACE } from './migrations/0005-marketplace.ts';

const STEPS: readonly string[] = [NEGOTIATION, SLACK, WEBHOOKS, CHATWOOT, MARKETPLACE];

/**
 * Brings a file up to date, in one transaction that only one process can be in. Answers how many steps it took.
 * Throws an Error for a file that a later version of Parley has changed.
 */
export function migrate(db: Database): number {
  const run = db.transaction(() => {
    const done = Number(db.pragma('user_version', { simple: true }));
    if (done > STEPS.length) {
      throw new Error(
        `The SQLite file ${db.name} is of version ${done}, but this Parley knows versions up to ${STEPS.length}: start the Parley that made it, or a later one.`,
      );
    }
    for (const step of STEPS.slice(done)) db.exec(step);
    db.pragma(`user_version = ${STEPS.length}`);
    return STEPS.length - done;
  });
  return run.immediate();
}
