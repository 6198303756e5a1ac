/** The one path on which requests change: HTTP, live, the clock and Slack all end here. */
import type { Instant } from '../contract/primitives.ts';
import type { Actor, RequestInput } from '../contract/request.ts';
import type { RequestCommand } from '../domain/command.ts';
import type { Refusal } from '../domain/refusals.ts';
import type { RequestState } from '../domain/request.ts';

export type Outcome = { ok: true; state: RequestState; created: boolean } | { ok: false; refusal: Refusal };

export interface Envelope {
  actor: Actor;
  /** When the command reached Parley; kept across retries (rule 6). */
  arrivedAt: Instant;
  /** Names the command across attempts (from its idempotency key), so that a crash never applies it twice. */
  commandId?: string;
  /** The version the caller believes in (`If-Match`); another one is `version_mismatch`. */
  ifVersion?: number;
}

export interface Commands {
  /** Opens a request; the same `externalId` with the same input answers the one that exists (`created: false`). */
  open(input: RequestInput, envelope: Envelope): Promise<Outcome>;
  /** Applies a command to a request. Access (`canSeeRequest`) is the entry's to check first. */
  execute(requestId: string, command: RequestCommand, envelope: Envelope): Promise<Outcome>;
}
