/**
 * A visit makes a return and Parley's request about it agree. It finds out what that takes by looking at both, so a
 * webhook told twice, late or never changes nothing but when it happens.
 *
 * 1. No request yet: one is opened, where the return is one that Parley negotiates.
 * 2. What the marketplace says is brought in, as commands of the buyer or of the marketplace.
 * 3. While the seller is to answer, what the marketplace permits is asked for and narrows what they may; while an offer of
 *    theirs waits, what it still lets stand, and the platform takes back an offer that it does not.
 * 4. What was decided here and is not known there is told.
 */
import type { Logger } from 'pino';
import type { Commands, Outcome } from '../../application/commands.ts';
import type { Clock } from '../../application/ports/clock.ts';
import type { RequestStore } from '../../application/ports/requests.ts';
import { Solution } from '../../contract/policy.ts';
import type { Actor } from '../../contract/request.ts';
import { CLOSED, pendingOffer, type RequestState } from '../../domain/request.ts';
import { type Answer, type Known, saidOf } from './answers.ts';
import { agrees, type Wanted, wantedOf } from './decisions.ts';
import { createFollowing } from './following.ts';
import { returnOf, subjectOf } from './names.ts';
import { type Notes, remember } from './notes.ts';
import { type Look, type Marketplace, MarketplaceError, type MarketReturn, type Stage, type Tries } from './port.ts';
import type { Reports } from './reports.ts';

export interface VisitParts {
  requests: Pick<RequestStore, 'findByExternalId'>;
  commands: Pick<Commands, 'open' | 'execute'>;
  /** Owes a visit to another return of the marketplace. */
  owe(marketplace: Marketplace, returnId: string): Promise<void>;
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
/** What is permitted is asked for when a return changes, and this often. */
const ASK_EVERY_MS = 6 * 60 * 60_000;
const URGENT_MS = 60 * 60_000;
/** While these last, the marketplace may have something to say. */
const UNDECIDED: ReadonlySet<RequestState['status']> = new Set(['awaiting_seller', 'negotiating', 'settling']);
/** An accepted offer is accepted, then its refund confirmed. */
const MOST_STEPS = 4;
/** A decision that is refused again and again is given up, and people decide. */
const MOST_REFUSALS = 5;

const WAITING: ReadonlySet<Stage> = new Set(['seller', 'buyer']);

/** What the notes know of the decision that stands, after this look. */
function knownOf({ notes }: Job, wanted: Wanted | null, seen: MarketReturn): Pick<Known, 'told' | 'wasAtBuyer'> {
  if (!wanted) return { told: false, wasAtBuyer: false };
  const { atBuyer } = notes;
  // An index that lags behind shows the return as it was before.
  const wasAtBuyer = atBuyer?.key === wanted.key && seen.changedAt >= atBuyer.changedAt;
  if (seen.stage === 'buyer') notes.atBuyer = { key: wanted.key, changedAt: seen.changedAt };
  return { told: notes.told.includes(wanted.key), wasAtBuyer };
}

/** Answers when to look again (business time); null for when there is more to do. Throws MarketplaceError. */
export function createVisit(parts: VisitParts): (job: Job) => Promise<number | null> {
  const { requests, commands, owe, reports, clock, log } = parts;
  const requestOf = createFollowing({ requests, commands, clock });

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
    notes.asked = { at: clock.now(), changedAt: look.seen.changedAt };
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
  async function hear(job: Job, before: RequestState, { seen, payable }: Look): Promise<RequestState> {
    let state = before;
    for (let step = 0; step < MOST_STEPS; step += 1) {
      const wanted = wantedOf(state, payable);
      if (wanted && agrees(seen, wanted)) remember(job.notes, wanted.key);
      const said = saidOf(state, seen, { ...knownOf(job, wanted, seen), payable });
      if (!said) return state;
      const trouble = 'code' in said ? said : said.trouble;
      if (trouble) reports.return(job, trouble.code, trouble.detail, state.id);
      if ('code' in said) return state;
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

  /** Asks what is permitted now, where it may have changed, and narrows what the seller may answer. */
  async function permit(job: Job, state: RequestState, look: Look): Promise<RequestState> {
    const { notes, marketplace } = job;
    const { changedAt, stage } = look.seen;
    const { facts, policy, status } = state;
    const offers = pendingOffer(state)?.by === 'seller';
    if (!WAITING.has(stage) || !(offers || (status === 'awaiting_seller' && stage === 'seller'))) return state;
    const { asked } = notes;
    if (asked?.changedAt === changedAt && clock.now() - asked.at < ASK_EVERY_MS) return state;
    const permitted = offers
      ? { ...facts.allowed, ...(await look.permitsMeanwhile()) }
      : await look.permits({ market: facts.market, offerExpires: policy.offerExpires });
    const solutions = permitted.solutions?.filter((solution) => !notes.refused.includes(solution));
    const allowed = { ...permitted, ...(solutions ? { solutions } : {}) };
    notes.asked = { at: clock.now(), changedAt };
    const name = `allowed/${state.version}`;
    const command = { type: 'UpdateRequest', patch: { allowed } } as const;
    const outcome = await execute(job, state, { name, by: 'marketplace', command }, changedAt);
    if (outcome.ok) return outcome.state;
    log.warn({ marketplace: marketplace.name, refusal: outcome.refusal }, 'what a marketplace permits was not taken');
    return state;
  }

  /** The marketplace permits no such offer: the platform withdraws it, and the seller is offered no other. */
  async function takeBack({ marketplace, returnId, notes }: Job, state: RequestState, key: string): Promise<void> {
    const kind = state.offers.at(-1)?.kind;
    if (kind) notes.refused.push(kind);
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

  const triesOf = ({ refusals, pictures }: Notes, { respondBy }: MarketReturn): Tries => ({
    refusals,
    pictures,
    isUrgent: respondBy !== null && respondBy - clock.now() < URGENT_MS,
  });

  async function tell(job: Job, state: RequestState, { key, decision }: Wanted, look: Look): Promise<void> {
    const { notes } = job;
    try {
      // An edited return is another one there, and its decisions have keys of their own.
      const own = look.seen.follows ? `${key}/${look.seen.id}` : key;
      await look.decide(decision, own, triesOf(notes, look.seen));
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
    const { followedBy = null } = look?.seen ?? {};
    if (followedBy !== null) {
      await owe(marketplace, followedBy);
      return null;
    }
    const known = look ? await requestOf(marketplace, look) : await requests.findByExternalId(returnId);
    // Whoever opened a request of their own under this id tells the marketplace themselves.
    if (known && returnOf(known, marketplace.name) === null) return null;
    if (!look) {
      if (known && !CLOSED.has(known.status))
        reports.return(job, 'return_gone', 'the shop has no such return', known.id);
      return null;
    }
    const before = known ?? (await open(job, look));
    if (!before) return null;
    const { seen } = look;
    const state = await permit(job, await hear(job, before, look), look);
    const later = clock.now() + LOOK_EVERY_MS;
    const wanted = wantedOf(state, look.payable);
    const isOwed = wanted !== null && WAITING.has(seen.stage) && !notes.told.includes(wanted.key);
    if (seen.disputed) {
      reports.return(job, 'arbitration', 'people of the marketplace decide it; nothing is told meanwhile', state.id);
      return isOwed || UNDECIDED.has(state.status) ? later : null;
    }
    if (isOwed) await tell(job, state, wanted, look);
    return UNDECIDED.has(state.status) ? later : null;
  };
}
