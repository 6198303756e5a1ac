/**
 * The one path on which requests change: HTTP, live, the clock and Slack all end here.
 *
 * Load, decide, commit guarded by the version that was read; whoever loses the race loads and decides again. The same
 * write owes what must be told and says when to wake next, so a crash after it loses nothing.
 *
 * How this process left a request is remembered for a while and saves reading it. It is a guess: only a commit that takes
 * effect proves it. Whatever else would be answered by it (a refusal, that nothing changes) is decided again on what stands.
 */
import { createHash, randomBytes } from 'node:crypto';
import type { Policy } from '../contract/policy.ts';
import type { Instant } from '../contract/primitives.ts';
import type { Actor, RequestInput, RequestPatch } from '../contract/request.ts';
import { BUYER_REQUEST_DAYS, type BuyerRequests } from '../contract/rules.ts';
import type { StoredSeller } from '../contract/seller.ts';
import type { RequestCommand } from '../domain/command.ts';
import { decide } from '../domain/decide.ts';
import { decideOpen } from '../domain/decisions/open.ts';
import { effectivePolicy } from '../domain/policy.ts';
import { type Refusal, refuse } from '../domain/refusals.ts';
import { type RequestEvent, type RequestState, wakeAt } from '../domain/request.ts';
import { type CommittingParts, committing } from './committing.ts';
import { sameInput } from './input.ts';
import { LruCache } from './lru.ts';
import { policyOf } from './policies.ts';
import type { Clock } from './ports/clock.ts';
import type { Commit, LoadedRequest } from './ports/requests.ts';

/** `created`: this call made the request, or took effect on it; false where that had happened before (a repeat). */
export type Outcome = { ok: true; state: RequestState; created: boolean } | { ok: false; refusal: Refusal };

export interface Envelope {
  actor: Actor;
  /** When the command reached Parley; kept across retries (rule 6). */
  arrivedAt: Instant;
  /** Names the command across attempts (from its idempotency key), so that a crash never applies it twice. */
  commandId?: string;
  /** An earlier attempt under this `commandId` may have been applied: look before deciding. */
  retried?: boolean;
  /** An opening whose answer was due before now is refused, not opened: the platform would approve it at once. */
  refuseLapsed?: boolean;
  /** The version the caller believes in (`If-Match`); another one is `version_mismatch`. */
  ifVersion?: number;
}

export interface Commands {
  /** Opens a request; the same `externalId` with the same input answers the one that exists (`created: false`). */
  open(input: RequestInput, envelope: Envelope): Promise<Outcome>;
  /** Applies a command to a request. Who may see it is the desk's to check first. */
  execute(requestId: string, command: RequestCommand, envelope: Envelope): Promise<Outcome>;
}

export interface CommandParts extends CommittingParts {
  clock: Clock;
}

/** Losing this many races in a row means something is wrong, not that the request is busy. */
const MAX_ATTEMPTS = 200;
/** Requests whose last state is remembered; a few kilobytes each. */
const REMEMBERED = 2_000;
const DAY = 86_400_000;
/** A buyer's requests are counted so far: more makes no difference to anybody. */
const MOST_COUNTED = 1_000;
export const noRequest = (id: string): Refusal => refuse('not_found', `There is no request ${id}.`);

/** An unguessable request id; with a command id the same one at every attempt. */
function requestIdFor(commandId: string | undefined): string {
  const bytes = commandId ? createHash('sha256').update(`open:${commandId}`).digest() : randomBytes(15);
  return `req_${bytes.subarray(0, 15).toString('hex')}`;
}

export function createCommands({ clock, ...parts }: CommandParts): Commands {
  const { store } = parts;
  const left = new LruCache<LoadedRequest>(REMEMBERED);
  const commit = committing(parts);
  const now = (): Instant => new Date(clock.now()).toISOString();

  async function termsFor(
    input: RequestInput,
  ): Promise<{ seller: StoredSeller; policy: Policy } | { refusal: Refusal }> {
    const seller = await store.directory.seller(input.sellerId);
    if (!seller)
      return { refusal: refuse('unknown_seller', `There is no seller ${input.sellerId}; declare it first.`) };
    const base = await policyOf(store.directory, seller.market);
    if (!base) return { refusal: refuse('market_mismatch', `The market ${seller.market} has no policy.`) };
    return { seller, policy: effectivePolicy(base, seller) };
  }

  /** The request that this opening already made, or why the external id cannot be used for it. */
  async function openedBefore(input: RequestInput, { commandId, retried }: Envelope): Promise<Outcome | null> {
    if (!input.externalId) return null;
    const state = await store.requests.findByExternalId(input.externalId);
    if (!state) return null;
    const [opening] = await store.requests.events(state.id, 0, 1);
    if (opening?.type === 'request.opened' && sameInput(opening, input)) {
      // It may stand under an id that a rival proposed.
      const created = !!retried && !!commandId && (await store.requests.wasApplied(state.id, commandId));
      return { ok: true, state, created };
    }
    return { ok: false, refusal: namesAnother(input.externalId, '; its body differs') };
  }

  async function open(input: RequestInput, envelope: Envelope): Promise<Outcome> {
    const { commandId } = envelope;
    const proposedId = requestIdFor(commandId);
    // Under its id, but by whom: a rival may have completed what an earlier attempt had only named.
    if (envelope.retried && commandId && (await store.requests.wasApplied(proposedId, commandId))) {
      return alreadyApplied(proposedId);
    }
    const before = await openedBefore(input, envelope);
    if (before) return before;
    const terms = await termsFor(input);
    if ('refusal' in terms) return { ok: false, refusal: terms.refusal };
    const context = { actor: envelope.actor, arrivedAt: envelope.arrivedAt, at: now() };
    const { policy, seller } = terms;
    const { rules } = seller;
    const buyerRequests = await askedBefore(input, envelope.arrivedAt);
    const decideAs = (requestId: string) =>
      decideOpen({ type: 'OpenRequest', requestId, input, policy, rules, buyerRequests }, context);
    const proposal = decideAs(proposedId);
    if (!('state' in proposal)) return { ok: false, refusal: proposal.refusal };
    const dueAt = dueAtOpening(proposal.events);
    if (envelope.refuseLapsed && dueAt <= context.at) return { ok: false, refusal: lapsed(dueAt) };
    const refusal = await claimConversation(input);
    if (refusal) return { ok: false, refusal };

    // A name is given last: between it and the request lies nothing but a crash.
    const { externalId } = input;
    const requestId = externalId ? await store.requests.idForExternal(externalId, proposedId) : proposedId;
    const decision = requestId === proposedId ? proposal : decideAs(requestId);
    if (!('state' in decision)) return { ok: false, refusal: decision.refusal };
    const { state, events } = decision;
    const isOpened = await committed(
      {
        state,
        events,
        expectedVersion: 0,
        wakeAt: wakeAt(state),
        shopName: terms.seller.name,
        ...(commandId ? { commandId } : {}),
      },
      null,
    );
    if (isOpened) return { ok: true, state, created: true };
    return (await openedBefore(input, envelope)) ?? (await alreadyApplied(requestId));
  }

  async function askedBefore(
    { sellerId, buyerId, openedAt }: RequestInput,
    arrivedAt: Instant,
  ): Promise<BuyerRequests> {
    const to = openedAt ?? arrivedAt;
    const from = new Date(Date.parse(to) - BUYER_REQUEST_DAYS * DAY).toISOString();
    const count = await store.requests.openedBetween({ sellerId, buyerId, from, to }, MOST_COUNTED);
    return { days: BUYER_REQUEST_DAYS, count };
  }

  async function claimConversation(input: RequestInput): Promise<Refusal | null> {
    const { conversationId: id, buyerId, sellerId } = input;
    const owner = await store.chat.claim({ id, buyerId, sellerId });
    if (owner.buyerId === buyerId && owner.sellerId === sellerId) return null;
    return refuse('conversation_taken', `Conversation ${id} belongs to another buyer and seller.`);
  }

  /** Gives the request this external id beside those it had; why not, where it is another's. */
  async function claimName(externalId: string, { id, facts }: RequestState): Promise<Refusal | null> {
    // What an earlier version opened meanwhile may have its name in its own record alone.
    if (facts.externalId) await store.requests.idForExternal(facts.externalId, id);
    const holder = await store.requests.findByExternalId(externalId);
    const holderId = holder?.id ?? (await store.requests.idForExternal(externalId, id));
    return holderId === id ? null : namesAnother(externalId);
  }

  async function alreadyApplied(requestId: string): Promise<Outcome> {
    const applied = await store.requests.load(requestId);
    if (!applied) throw new Error(`request ${requestId} was taken and is not there`);
    return { ok: true, state: applied.state, created: true };
  }

  /** The request as it stands; as this process left it, where that may be guessed. */
  async function find(id: string, mayGuess: boolean): Promise<{ loaded: LoadedRequest | null; guessed: boolean }> {
    const guess = mayGuess ? left.get(id) : undefined;
    left.delete(id);
    return guess ? { loaded: guess, guessed: true } : { loaded: await store.requests.load(id), guessed: false };
  }

  /** One attempt: an outcome, or undefined where somebody else committed first, or a guess has to be looked up. */
  async function attempt(
    id: string,
    command: RequestCommand,
    envelope: Envelope,
    mayGuess: boolean,
  ): Promise<Outcome | undefined> {
    const { actor, arrivedAt, commandId, ifVersion, retried } = envelope;
    const { loaded, guessed } = await find(id, mayGuess && !retried);
    if (!loaded) return { ok: false, refusal: noRequest(id) };
    // After loading: an earlier attempt that lands later than this look changes the version that was read.
    if (retried && commandId && (await store.requests.wasApplied(id, commandId))) return alreadyApplied(id);
    const decision = decide(loaded.state, command, { actor, arrivedAt, at: now() });
    const done: Outcome = decision.refusal
      ? { ok: false, refusal: decision.refusal }
      : { ok: true, state: decision.state, created: decision.events.length > 0 };
    const isAsExpected = ifVersion === undefined || ifVersion === loaded.state.version;
    const name = newNameIn(decision.events);
    // A name is claimed before the commit, so not on a guess either.
    if (guessed && (decision.events.length === 0 || !isAsExpected || name !== undefined)) return undefined;
    if (decision.events.length === 0) return done;
    if (!isAsExpected) return versionMismatch(loaded.state, ifVersion);
    const taken = name === undefined ? null : await claimName(name, loaded.state);
    if (taken) return { ok: false, refusal: taken };
    const change: Commit = {
      state: decision.state,
      events: decision.events,
      expectedVersion: loaded.state.version,
      wakeAt: wakeAt(decision.state),
      ...(commandId && !decision.refusal ? { commandId } : {}),
    };
    return (await committed(change, loaded)) ? done : undefined;
  }

  async function committed(change: Commit, loaded: LoadedRequest | null): Promise<boolean> {
    const { state } = change;
    const isCommitted = (await commit(change, loaded)) === 'committed';
    // Who told it then, and up to where, is a guess too, which the relay checks.
    if (isCommitted) left.set(state.id, { told: 0, lease: null, ...loaded, state });
    return isCommitted;
  }

  async function execute(requestId: string, command: RequestCommand, envelope: Envelope): Promise<Outcome> {
    for (let attempts = 0; attempts < MAX_ATTEMPTS; attempts += 1) {
      const outcome = await attempt(requestId, command, envelope, attempts === 0);
      if (outcome) return outcome;
    }
    throw new Error(`request ${requestId} changed ${MAX_ATTEMPTS} times while ${command.type} was tried`);
  }

  return { open, execute };
}

const namesAnother = (externalId: string, why = ''): Refusal =>
  refuse('external_id_mismatch', `externalId ${externalId} names another request${why}.`);

/** The external id that these events give their request. */
function newNameIn(events: readonly RequestEvent[]): string | undefined {
  const updated = events.find(({ type }) => type === 'request.updated');
  return (updated?.data as RequestPatch | undefined)?.externalId;
}

/** When the seller's answer is due by the opening itself, whatever a rule does with it at once. */
function dueAtOpening([opened]: readonly RequestEvent[]): Instant {
  if (opened?.type !== 'request.opened') throw new Error('An opening begins with request.opened.');
  return opened.data.deadline.at;
}

const lapsed = (dueAt: Instant): Refusal =>
  refuse(
    'deadline_passed',
    `The seller's answer was due at ${dueAt}: opened now, the platform would approve the request at once. Give a respondBy that is still to come.`,
  );

function versionMismatch(state: RequestState, expected: number): Outcome {
  const detail = `The request is at version ${state.version}, not ${expected}; read it again before you answer.`;
  return { ok: false, refusal: refuse('version_mismatch', detail, { requestStatus: state.status }) };
}
