/**
 * The same call, once (SPEC.md section 4). A `POST` with an `Idempotency-Key` claims the key before it runs:
 *
 * - nobody had it: run, under a command id of its own;
 * - it is done: answer what was answered then;
 * - it is running: `idempotency_in_progress`; after 60 seconds the claim has lapsed (its process died) and the next
 *   attempt runs again under the *same* command id, which tells the commands that the effect may have happened already;
 * - it was answered, or is running, with another body: `idempotency_mismatch`.
 *
 * 2xx and the domain's 409 and 422 are stored. What says nothing about the effect (4xx) frees the key. Where the effect
 * is uncertain (5xx: the storage may have committed and failed to say so) the claim is left as lapsed, so that the key
 * is free at once: the same body is the same command and keeps its id, another one is another command.
 */
import { createHash, randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import type { Clock } from '../application/ports/clock.ts';
import type { IdempotencyRecord, IdempotencyStore } from '../application/ports/idempotency.ts';
import { ProblemError } from './problems.ts';

const LAPSES_AFTER_MS = 60_000;
const KEPT_FOR_MS = 24 * 3_600_000;

/** An answer as bytes, as it is sent and stored. */
export interface Rendered {
  status: number;
  body: string;
  contentType: string;
  headers?: Record<string, string>;
  /** The request or the conversation it tells of, where the path does not say. */
  about?: string;
}
interface Attempt {
  /** Whose key it is: caller, method and path. */
  scope: string[];
  key: string;
  /** The parsed body. */
  body: unknown;
  /** The request or the conversation that the path names. */
  about?: string;
  /** Problems that are stored are rendered with this. */
  renderProblem(problem: ProblemError): Rendered;
}
/** `retried`: an earlier attempt under this command id may have been applied. */
type Command = (names: { commandId: string; retried: boolean }) => Promise<Rendered>;
/** Runs the command unless the key says otherwise. Rejects with a ProblemError, or what the command rejected with. */
export type Once = (attempt: Attempt, command: Command) => Promise<Rendered>;

/** The key of an `Idempotency-Key` header, bare or quoted: 1 to 255 printable characters. */
export function keyFrom(header: string | undefined): string | undefined {
  if (header === undefined) return undefined;
  const key = /^"(.*)"$/u.exec(header)?.[1] ?? header;
  if (/^[\x20-\x7e]{1,255}$/u.test(key)) return key;
  const message = 'must be 1 to 255 printable ASCII characters, bare or in double quotes';
  const errors = [{ path: 'Idempotency-Key', message }];
  throw new ProblemError('invalid_body', `The header Idempotency-Key ${message}.`, { errors });
}

export function createOnce(store: IdempotencyStore, wallClock: Clock, log: Logger): Once {
  const claim = (record: IdempotencyRecord) => {
    const now = wallClock.now();
    return store.claim(record, now - LAPSES_AFTER_MS, now - KEPT_FOR_MS);
  };
  /** The key is free and keeps its command id. */
  const leaveLapsed = (record: IdempotencyRecord): Promise<void> =>
    store.lapse(record.id, record.commandId, wallClock.now() - LAPSES_AFTER_MS - 1);
  /** The answer does not depend on this bookkeeping: without it the claim stands, lapses, and is taken up again. */
  const quietly = (doing: Promise<void>): Promise<void> =>
    doing.catch((err: unknown) => log.warn({ err }, 'an idempotency key could not be updated; it lapses by itself'));

  const run = async (
    record: IdempotencyRecord,
    retried: boolean,
    attempt: Attempt,
    command: Command,
  ): Promise<Rendered> => {
    const keep = async (rendered: Rendered): Promise<Rendered> => {
      const { status, body, contentType, about = attempt.about } = rendered;
      await quietly(store.complete(record.id, record.commandId, { status, body, contentType }, about));
      return rendered;
    };
    try {
      return await keep(await command({ commandId: record.commandId, retried }));
    } catch (error) {
      const status = error instanceof ProblemError ? error.status : 500;
      if (error instanceof ProblemError && (status === 409 || status === 422))
        return keep(attempt.renderProblem(error));
      await quietly(status < 500 ? store.release(record.id, record.commandId) : leaveLapsed(record));
      throw error;
    }
  };

  return async (attempt, command) => {
    const fresh: IdempotencyRecord = {
      id: hash(JSON.stringify([...attempt.scope, attempt.key])),
      bodyHash: hash(canonical(attempt.body)),
      commandId: `cmd_${randomUUID()}`,
      claimedAt: wallClock.now(),
      response: null,
    };
    const { outcome, record } = await claim(fresh);
    if (record.bodyHash !== fresh.bodyHash) throw mismatch(attempt.key);
    return outcome === 'existing' ? replay(record) : run(record, outcome === 'retaken', attempt, command);
  };
}

function replay(record: IdempotencyRecord): Rendered {
  if (record.response) return { ...record.response, headers: { 'Idempotent-Replayed': 'true' } };
  const detail = 'A call with this Idempotency-Key is still running. Try again in a moment with the same key.';
  throw new ProblemError('idempotency_in_progress', detail, {}, { 'Retry-After': '1' });
}

const mismatch = (key: string): ProblemError =>
  new ProblemError('idempotency_mismatch', `The Idempotency-Key ${key} was used with another body. Use a new key.`);

const hash = (text: string): string => createHash('sha256').update(text).digest('base64url');

/** JSON with sorted keys, so that the order in which a client writes its fields does not matter. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
