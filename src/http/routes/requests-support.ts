/** What all routes on requests share: who may see which request, and how an outcome is answered. */
import { z } from 'zod';
import { type Caller, personOf } from '../../application/access.ts';
import { noRequest } from '../../application/commands.ts';
import { type Asked, createDesk, envelopeOf } from '../../application/desk.ts';
import { isAttachmentId } from '../../contract/attachment-id.ts';
import { Id } from '../../contract/primitives.ts';
import { type RequestInput, RequestView } from '../../contract/request.ts';
import type { RequestCommand } from '../../domain/command.ts';
import type { Refusal } from '../../domain/refusals.ts';
import type { RequestState } from '../../domain/request.ts';
import { nameTheActor } from '../auth.ts';
import type { HttpParts } from '../parts.ts';
import { granted, type ProblemError, refused } from '../problems.ts';
import type { Answer, Call } from '../route.ts';

export const RequestParams = z.object({ id: Id });
export const OfferParams = z.object({ id: Id, offerId: Id });
export const theRequest = { description: 'The request.', schema: RequestView };

export type RequestDesk = ReturnType<typeof createRequestDesk>;

/** The desk in HTTP's words: what is refused is thrown as a problem, what is served has a status. */
export function createRequestDesk({ store, commands, views, photos }: HttpParts) {
  const desk = createDesk({ store, commands, show: views.one });

  /** The request as it stands; throws `not_found` where there is none, or none that the caller may see. */
  async function find(id: string, caller: Caller): Promise<RequestState> {
    const state = await desk.find(id, caller);
    if (!state) throw refused(noRequest(id));
    return state;
  }

  async function answer(status: number, state: RequestState, caller: Caller): Promise<Answer> {
    return { status, body: await desk.show(state, caller) };
  }

  /** Opens a request; answers 201 where this call made it and 200 where it was there. */
  async function open(input: RequestInput, call: Call): Promise<Answer> {
    const outcome = await commands.open(input, envelopeOf(call));
    if (!outcome.ok) throw refused(outcome.refusal);
    return answer(outcome.created ? 201 : 200, outcome.state, call.caller);
  }

  /** Puts a command to a request; answers `status` where it took effect and 200 where it had before. */
  async function command(id: string, what: RequestCommand, call: Asked, status = 200): Promise<Answer> {
    const served = await desk.serve(id, what, call);
    if (!served.ok) throw refusedTo(call.caller, served.refusal);
    return { status: served.created ? status : 200, body: served.view };
  }

  /** Evidence that is a photo of the request's chat is shown to whoever sees that chat; throws where one is not the caller's to use. */
  async function usePhotos(id: string, evidence: readonly string[], caller: Caller): Promise<void> {
    const ids = evidence.filter(isAttachmentId);
    if (ids.length === 0) return;
    const { facts } = await find(id, caller);
    granted(await photos.use(caller, facts.conversationId, [...new Set(ids)]));
  }

  return { find, answer, open, command, usePhotos };
}

/** What is not for the integrator to do may be for somebody it acts for. */
const refusedTo = (caller: Caller, refusal: Refusal): ProblemError =>
  refusal.code === 'forbidden' && !personOf(caller)
    ? nameTheActor(refusal.detail.replace(/\.$/u, ''))
    : refused(refusal);
