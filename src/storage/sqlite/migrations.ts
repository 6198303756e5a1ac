/**
 * The tables, as numbered steps. `user_version` counts the steps a file has had; a step that was released is never
 * edited, a change is a new step in a file of its own.
 */
import type { Database } from 'better-sqlite3';
import { searchForm, searchWords } from '../../application/search-words.ts';
import type { Seller } from '../../contract/seller.ts';
import { figureChanges } from './figure-changes.ts';
import { NEGOTIATION } from './migrations/0001-negotiation.ts';
import { SLACK } from './migrations/0002-slack.ts';
import { WEBHOOKS } from './migrations/0003-webhooks.ts';
import { CHATWOOT } from './migrations/0004-chatwoot.ts';
import { MARKETPLACE } from './migrations/0005-marketplace.ts';
import { PROBE } from './migrations/0006-probe.ts';
import { SEARCH_FORM } from './migrations/0007-search-form.ts';
import { EXTERNAL_IDS } from './migrations/0008-external-ids.ts';
import { FINDING } from './migrations/0009-finding.ts';
import { WORK } from './migrations/0010-work.ts';
import { OPENINGS } from './migrations/0011-openings.ts';
import { TEXTS } from './migrations/0012-texts.ts';
import { ODDS } from './migrations/0013-odds.ts';
import { ATTACHMENTS } from './migrations/0014-attachments.ts';
import { NOTES } from './migrations/0015-notes.ts';
import { FIGURES } from './migrations/0016-figures.ts';
import { ANSWERS_ABOUT } from './migrations/0017-answers-about.ts';
import { OFFERS_IN_ORDER } from './migrations/0018-offers-in-order.ts';
import { LINK_MEMBERS } from './migrations/0019-link-members.ts';

/** In the order in which a file has them. */
export const STEPS: readonly string[] = [
  NEGOTIATION,
  SLACK,
  WEBHOOKS,
  CHATWOOT,
  MARKETPLACE,
  PROBE,
  SEARCH_FORM,
  EXTERNAL_IDS,
  FINDING,
  WORK,
  OPENINGS,
  TEXTS,
  ODDS,
  ATTACHMENTS,
  NOTES,
  FIGURES,
  ANSWERS_ABOUT,
  OFFERS_IN_ORDER,
  LINK_MEMBERS,
];

/** Tables of the first step: a file that lacks one is not Parley's. */
const FIRST_TABLES = ['request', 'event', 'conversation', 'message', 'seller', 'policy'];

/** How many steps a file has had. Throws an Error for one that a later version of Parley has changed. */
function stepsDone(db: Database, file: string): number {
  const done = Number(db.pragma('user_version', { simple: true }));
  if (done <= STEPS.length) return done;
  throw new Error(
    `The SQLite file ${file} is of version ${done}, but this Parley knows versions up to ${STEPS.length}: start the Parley that made it, or a later one.`,
  );
}

/** Throws an Error where the file is not a database that this version of Parley can use. */
export function requireParleyFile(db: Database, file: string): void {
  const count = db
    .prepare<[string], number>("SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = ?")
    .pluck();
  const isParleys = stepsDone(db, file) > 0 && FIRST_TABLES.every((name) => count.get(name) === 1);
  if (!isParleys) throw new Error(`${file} is a SQLite file, but not of Parley.`);
}

/** Whether the file has had every step. Throws an Error for one that a later version of Parley has changed. */
export const isUpToDate = (db: Database): boolean => stepsDone(db, db.name) === STEPS.length;

/** Gives the connection the functions that the tables' steps and triggers call. */
export function knowFunctions(db: Database): void {
  db.function('search_form', { deterministic: true }, (text) => searchForm(String(text)));
  db.function('search_words', { deterministic: true }, (state, seller) => {
    const shop: Seller | null = JSON.parse(String(seller));
    return JSON.stringify(searchWords(JSON.parse(String(state)), shop?.name));
  });
  db.function('figure_changes', { deterministic: true }, (sellerId, market, reason, before, after) =>
    figureChanges(String(sellerId), String(market), String(reason), before as string | null, String(after)),
  );
}

/**
 * Brings a file up to date, in one transaction that only one process can be in. Answers how many steps it took.
 * Throws an Error for a file that a later version of Parley has changed.
 */
export function migrate(db: Database): number {
  knowFunctions(db);
  const run = db.transaction(() => {
    const done = stepsDone(db, db.name);
    for (const step of STEPS.slice(done)) db.exec(step);
    db.pragma(`user_version = ${STEPS.length}`);
    return STEPS.length - done;
  });
  return run.immediate();
}
