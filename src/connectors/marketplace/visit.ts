/**
 * A visit makes a return and Parley's request about it agree. It finds out what that takes by looking at both, so a
 * webhook told twice, late or never changes nothing but when it happens.
 *
 * 1. No request yet: one is opened, where the return is one that Parley negotiates.
 * 2. What the marketplace says is brought in, as commands of the buyer or of the marketplace.
 * 3. What was decided here and is not known there is told.
 */
import type { Logger } from 'pino';
import type { Commands, Outcome } from '../../application/commands.ts';
import type { Clock, RequestStore } from '../../application/ports.ts';
import { Solution } from '../../contract/policy.ts';
import type { Actor } from '../../contract/request.ts';
import { CLOSED, type RequestState } from '../../domain/request.ts';
import { type Answer, saidOf } from './answers.ts';
import { agrees, type Wanted, wantedOf } from './decisions.ts';
import { returnOf, subjectOf } from './names.ts';
import { type Notes, remember } from './notes.ts';
import { type Look, type Marketplace, MarketplaceError } from './port.ts';
import type { Reports } from './reports.ts';

export interface VisitParts {
  requests: Pick<RequestStore, 'findByExternalId'>;
  commands: Pick<Commands, 'open' | 'execute'>;
  reports: Reports;
  clock: Clock;
  log: Logger;
}

/** A return under work, with its notes, which the visit changes. */
export interface Job {
  marketplace: Marketplace;
  returnId: string;
  notes: Notes;
}

/** Webhooks get lost: what is open is looked at this often. */
const LOOK_EVERY_MS = 10 * 60_000;
/** While these last, the marketplace may have something to say. */
const UNDECIDED: ReadonlySet<RequestState['status']> = new Set(['awaiting_seller', 'negotiating', 'settling']);
/** An accepted offer is accepted, then its refund confirmed. */
const MOST_STEPS = 4;
/** A decision that is refused again and again is given up, and people decide. */
const MOST_REFUSALS = 5;

/** Answers when to look again (business time); null for when there is more to do. Throws MarketplaceError. */
export function createVisit(parts: VisitParts): (job: Job) => Promise<number | null> {
  const { requests, commands, reports, clock, log } = parts;

  async function open({ marketplace, returnId, notes }: Job, look: Look): Promise<RequestState | null> {
    if (look.seen.stage !== 'seller') return null;
    const opening = await look.opening();
    if ('ignored' in opening) {
      log.info(
        { marketplace: marketplace.name, returnId, why: opening.ignored },
        'a return is left to the marketplace',
      );
      return null;
    }
    const outcome = await commands.open(opening.input, {
      actor: { kind: 'integrator', id: marketplace.name },
      arrivedAt: new Date(clock.now()).toISOString(),
      commandId: subjectOf(marketplace.name, { kind: 'return', id: returnId }),
      retried: true,
      refuseLapsed: true,
    });
    if (outcome.ok) return outcome.state;
    const { code, detail } = outcome.refusal;
    reports.return({ marketplace, returnId, notes }, 'not_opened', `${code}: ${detail}`);
    return null;
  }

  function execute(job: Job, state: RequestState, { name, command, by }: Answer, changedAt: number): Promise<Outcome> {
    const actor: Actor =
      by === 'buyer' ? { kind: 'buyer', id: state.facts.buyerId } : { kind: 'integrator', id: job.marketplace.name };
    // The buyer answered when the return changed, however late it is heard of.
    const at = by === 'buyer' ? Math.max(Date.parse(state.updatedAt), Math.min(changedAt, clock.now())) : clock.now();
    return commands.execute(state.id, command, {
      actor,
      arrivedAt: new Date(at).toISOString(),
      commandId: `${subjectOf(job.marketplace.name, { kind: 'return', id: job.returnId })}/${name}`,
      retried: true,
    });
  }

  /** Brings in what the return says, step by step. Answers the request as it stands then. */
  async function hear(job: Job, before: RequestState, { seen }: Look): Promise<RequestState> {
    let state = before;
    for (let step = 0; step < MOST_STEPS; step += 1) {
      const wanted = wantedOf(state);
      if (wanted && agrees(seen, wanted)) remember(job.notes, wanted.key);
      const said = saidOf(state, seen, wanted !== null && job.notes.told.includes(wanted.key));
      if (!said) return state;
      if ('code' in said) {
        reports.return(job, said.code, said.detail, state.id);
        return state;
      }
      const outcome = await execute(job, state, said, seen.changedAt);
      if (!outcome.ok) {
        const { code, detail } = outcome.refusal;
        reports.return(job, 'decided_elsewhere', `it is ${seen.stage} there, and here: ${code}: ${detail}`, state.id);
        return (await requests.findByExternalId(job.returnId)) ?? state;
      }
      if (outcome.state.version === state.version) return outcome.state;
      state = outcome.state;
    }
    return state;
  }

  /** The marketplace permits no such offer: the platform withdraws it, and the seller is offered no other. */
  async function takeBack({ marketplace, returnId }: Job, state: RequestState, key: string): Promise<void> {
    const kind = state.offers.at(-1)?.kind;
    const { allowed } = state.facts;
    const solutions = (allowed?.solutions ?? Solution.options).filter((solution) => solution !== kind);
    await commands.execute(
      state.id,
      { type: 'UpdateRequest', patch: { allowed: { ...allowed, solutions } } },
      {
        actor: { kind: 'integrator', id: marketplace.name },
        arrivedAt: new Date(clock.now()).toISOString(),
        commandId: `${subjectOf(marketplace.name, { kind: 'return', id: returnId })}/${key}/not-permitted`,
        retried: true,
      },
    );
  }

  async function tell(job: Job, state: RequestState, { key, decision }: Wanted, look: Look): Promise<void> {
    const { notes } = job;
    try {
      await look.decide(decision, key);
      remember(notes, key);
      notes.refusals = 0;
    } catch (error) {
      if (!(error instanceof MarketplaceError)) throw error;
      const { failure } = error;
      const { kind, detail } = failure;
      if (kind !== 'refused' && kind !== 'decided') throw error;
      notes.refusals += 1;
      const isForGood = kind === 'refused' && failure.forGood === true;
      if (notes.refusals < MOST_REFUSALS && !isForGood) throw error;
      // The buyer may answer yet, and free the return: it is tried again, and people know.
      if (kind === 'decided') {
        reports.return(job, 'decided_elsewhere', `${decision.kind}: ${detail}`, state.id);
        throw error;
      }
      notes.refusals = 0;
      remember(notes, key);
      reports.return(job, 'refused', `${decision.kind}: ${detail}`, state.id);
      if (decision.kind === 'offer' && isForGood) await takeBack(job, state, key);
    }
  }

  return async (job) => {
    const { marketplace, returnId, notes } = job;
    const look = await marketplace.look(returnId);
    const known = await requests.findByExternalId(returnId);
    // Whoever opened a request of their own under this id tells the marketplace themselves.
    if (known && returnOf(known, marketplace.name) === null) return null;
    if (!look) {
      if (known && !CLOSED.has(known.status))
        reports.return(job, 'return_gone', 'the shop has no such return', known.id);
      return null;
    }
    const before = known ?? (await open(job, look));
    if (!before) return null;
    const state = await hear(job, before, look);
    const wanted = wantedOf(state);
    const waits = look.seen.stage === 'seller' || look.seen.stage === 'buyer';
    if (wanted && waits && !notes.told.includes(wanted.key)) await tell(job, state, wanted, look);
    return UNDECIDED.has(state.status) ? clock.now() + LOOK_EVERY_MS : null;
  };
}
