/** What all routes on requests share: who may see which request, and how an outcome is answered. */
import { z } from 'zod';
import { actorOf, type Caller, canSeeConversation, canSeeRequest, personOf } from '../../application/access.ts';
import type { Outcome } from '../../application/commands.ts';
import { LruCache } from '../../application/lru.ts';
import type { Conversation } from '../../application/transcript.ts';
import { Id } from '../../contract/primitives.ts';
import { RequestView } from '../../contract/request.ts';
import type { RequestCommand } from '../../domain/command.ts';
import type { RequestState } from '../../domain/request.ts';
import { nameTheActor } from '../auth.ts';
import type { HttpParts } from '../parts.ts';
import { ProblemError, refused } from '../problems.ts';
import type { Answer, Call } from '../route.ts';

export const RequestParams = z.object({ id: Id });
export const OfferParams = z.object({ id: Id, offerId: Id });
export const theRequest = { description: 'The request.', schema: RequestView };

const REMEMBERED = 10_000;

export type RequestDesk = ReturnType<typeof createRequestDesk>;

/** The entry's dealings with requests: looks them up for a caller and puts commands to them. */
export function createRequestDesk({ store, commands, views }: HttpParts) {
  /**
   * Whose conversation each request belongs to, of those seen lately. That never changes, and the request is for the
   * same eyes, so a command needs no reading of its own to know whether its caller may see the request.
   */
  const seen = new LruCache<Conversation>(REMEMBERED);
  const remember = ({ id, facts }: RequestState): void =>
    seen.set(id, { id: facts.conversationId, buyerId: facts.buyerId, sellerId: facts.sellerId });

  const missing = (id: string) => new ProblemError('not_found', `There is no request ${id}.`);

  /** The request as it stands; throws `not_found` where there is none, or none that the caller may see. */
  async function find(id: string, caller: Caller): Promise<RequestState> {
    const loaded = await store.requests.load(id);
    if (!loaded) throw missing(id);
    remember(loaded.state);
    if (!canSeeRequest(caller, loaded.state)) throw missing(id);
    return loaded.state;
  }

  async function requireVisible(id: string, caller: Caller): Promise<void> {
    if (!personOf(caller)) return;
    const known = seen.get(id);
    if (!known) await find(id, caller);
    else if (!canSeeConversation(caller, known)) throw missing(id);
  }

  async function answer(status: number, state: RequestState, caller: Caller): Promise<Answer> {
    return { status, body: await views.one(state, caller) };
  }

  /** What the outcome means to the caller; throws the problem of a refusal. */
  async function answerOutcome(outcome: Outcome, caller: Caller, status: number): Promise<Answer> {
    if (!outcome.ok) throw refused(outcome.refusal);
    remember(outcome.state);
    return answer(outcome.created ? status : 200, outcome.state, caller);
  }

  const envelope = ({ caller, arrivedAt, commandId, retried, ifVersion }: Call) => ({
    actor: actorOf(caller),
    arrivedAt,
    commandId,
    retried,
    ifVersion,
  });

  /** Puts a command to a request; answers `status` where it took effect and 200 where it had before. */
  async function command(id: string, what: RequestCommand, call: Call, status = 200): Promise<Answer> {
    await requireVisible(id, call.caller);
    return answerOutcome(await commands.execute(id, what, envelope(call)), call.caller, status);
  }

  /** An integrator that answers where a buyer has to must say which buyer it acts for. */
  async function requireBuyerNamed(id: string, offerId: string, caller: Caller): Promise<void> {
    if (personOf(caller)) return;
    const state = await find(id, caller);
    const offer = state.offers.find((each) => each.id === offerId);
    if (offer?.by === 'seller') throw nameTheActor("A seller's offer is answered by its buyer");
  }

  return { find, answer, answerOutcome, envelope, command, requireBuyerNamed };
}
