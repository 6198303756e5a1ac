/**
 * One request's messages brought up to date: the parent that shows how it stands, and its thread, which tells what
 * happened.
 *
 * In this order, so that whoever follows a notification finds the truth:
 * 1. what an earlier try left unsettled is found, or known not to be there;
 * 2. the parent is posted where there is none, moved where the alerts moved, else edited to the present version;
 * 3. what happened since the last telling becomes one reply, broadcast where the shop has something new to do;
 * 4. somebody else is told where that is due, and what was told them before is edited;
 * 5. so is a buyer's message that waits for a reply;
 * 6. what an erased request was told in is shown as it is left.
 * Edits reach nobody's phone and are made at once; posts and replies wait for the end of quiet hours.
 */
import type { WebClient } from '@slack/web-api';
import { CLOSED, type Clock, type Next, type Store } from '../../../src/bot.ts';
import { isDueReminder, isLastReminder, replyMessage } from '../blocks/happenings.ts';
import type { RequestModel } from '../blocks/model.ts';
import { movedMessage } from '../blocks/moved.ts';
import { requestMessage } from '../blocks/request.ts';
import type { Models } from '../models.ts';
import { createBuyerWaits } from './buyer-waits.ts';
import { createErasing } from './erasing.ts';
import { createEscalating } from './escalating.ts';
import { type Failure, failureOf } from './failures.ts';
import { createHolders } from './holders.ts';
import type { Job, Sender } from './job.ts';
import { createLeaving } from './leaving.ts';
import type { Attempt } from './notes.ts';
import type { Posted, Poster } from './poster.ts';
import { heldUntil } from './quiet.ts';
import { deadlineOf, keyOf, type Scene } from './scene.ts';

export interface VisitParts {
  store: Store;
  models: Models;
  clock: Clock;
  sender: Sender;
  poster: Poster;
  /** The client of a workspace; null where the app is not installed there. */
  clientOf(team: string): Promise<WebClient | null>;
  /** Where people of a workspace are known. */
  homesOf(team: string): Promise<string[]>;
  /** A part of a block id that no earlier rendering had. */
  nonce(): string;
  /** Told of what an operator should know and nobody has to repair. */
  report(job: Job, code: 'message_deleted', detail: string): Promise<void>;
  log(job: Job, message: string, failure: Failure): void;
}

const EVENTS_AT_ONCE = 50;

export type Visit = (job: Job) => Promise<Next>;

export function createRequestVisit(parts: VisitParts): Visit {
  const { store, models, clock, sender, poster, nonce } = parts;
  const leaving = createLeaving(parts);
  const escalating = createEscalating(parts);
  const buyerWaits = createBuyerWaits(parts);
  const erasing = createErasing(parts);
  const calledIn = createHolders(parts);
  const parent = ({ model, words }: Scene) => requestMessage(model, words, nonce());

  /** What was found is where the attempt had put it. */
  function adopt(job: Job, found: Awaited<ReturnType<Sender['settle']>>): void {
    if (!found) return;
    const { attempt, posted } = found;
    const { notes } = job;
    escalating.adopt(job, attempt, posted);
    buyerWaits.adopt(job, attempt, posted);
    if (isReply(attempt)) erasing.note(job, { ...posted, key: attempt.key, after: notes.told, to: attempt.to });
    notes.told = Math.max(notes.told, attempt.to);
    if (attempt.threadTs === null) Object.assign(notes, { ...posted, shown: attempt.to });
  }

  function quietUntil({ alerts, seller }: Job, { request }: RequestModel): number | null {
    const deadline = request.waitingOn === 'seller' && request.deadline ? Date.parse(request.deadline.at) : null;
    return heldUntil(alerts.quiet, clock.now(), seller.zone, deadline);
  }

  /** Whether the parent stands where the alerts go. */
  const isInPlace = ({ notes, alerts, team, record }: Job): boolean =>
    notes.target === alerts.channel && (record.lane === '' || record.lane === team);

  async function edit(scene: Scene): Promise<void> {
    const { job, state } = scene;
    const { notes } = job;
    if (notes.shown >= state.version && notes.told < state.version) return;
    const at = { channel: notes.channel ?? '', ts: notes.ts ?? '' };
    try {
      await poster.update(job.client, at, parent(scene), keyOf(job), state.id);
      job.reached = true;
    } catch (error) {
      const failure = failureOf(error);
      if (failure?.kind === 'message_gone') return forget(scene);
      if (failure?.kind !== 'not_editable') throw error;
      parts.log(job, 'the message may not be edited', failure);
      job.unedited = error;
      if (state.erased) return;
    }
    notes.shown = state.version;
  }

  /** Somebody deleted the parent: a request that still matters gets another one. */
  async function forget({ job, state }: Scene): Promise<void> {
    const { notes } = job;
    Object.assign(notes, { ts: null, channel: null, shown: 0 });
    if (CLOSED.has(state.status)) Object.assign(notes, { told: state.version });
    await parts.report(job, 'message_deleted', `The message about order ${state.facts.orderId} was deleted in Slack.`);
  }

  /** Posts the parent; false where that has to wait or is not worth it any more. */
  async function post(scene: Scene): Promise<boolean> {
    const { job, state } = scene;
    const { notes, alerts } = job;
    if (CLOSED.has(state.status) && notes.told > 0) return true;
    if (scene.quietUntil !== null) return false;
    notes.generation += 1;
    notes.target = alerts.channel;
    const mention = isNear(scene) ? mentionFor(scene, []) : undefined;
    const told = mention ? state.version : toldByParent(scene);
    const message = requestMessage(scene.model, scene.words, nonce(), mention ? { mention } : {});
    const post = { threadTs: null, broadcast: false, message, key: keyOf(job), requestId: state.id };
    const posted: Posted = await sender.send(job, post, told);
    Object.assign(notes, { ...posted, shown: state.version, told });
    if (mention) notes.mentioned = deadlineOf(scene);
    return true;
  }

  /** A new parent tells everything so far, but whom a reminder is for hears it by name, in a reply. */
  function toldByParent({ job, model, state }: Scene): number {
    const reminder =
      (job.alerts.mention ?? model.request.assignees?.shop)
        ? model.history.findLast((event) => isLastReminder(event, model))
        : undefined;
    return reminder && reminder.seq > job.notes.told ? reminder.seq - 1 : state.version;
  }

  async function tellThread(scene: Scene): Promise<Next> {
    const { job, state, quietUntil } = scene;
    const { notes } = job;
    while (notes.ts !== null && notes.told < state.version) {
      const events = await store.requests.events(state.id, notes.told, EVENTS_AT_ONCE);
      const last = events.at(-1)?.seq;
      if (last === undefined) break;
      const mention = mentionFor(scene, events);
      const reminds = events.some((event) => isDueReminder(event, scene.model));
      const called = { ...(mention ? { mention } : {}), reminds };
      const reply = replyMessage(events, scene.model, scene.words, nonce(), called);
      if (reply && quietUntil !== null) return quietUntil;
      if (reply) {
        const { broadcast, ...message } = reply;
        const key = `${keyOf(job)}#${last}`;
        const channel = notes.channel ?? undefined;
        const post = { channel, threadTs: notes.ts, broadcast, message, key, requestId: state.id };
        const posted = await sender.send(job, post, last);
        erasing.note(job, { ...posted, key, after: notes.told, to: last });
        if (mention && broadcast) notes.mentioned = deadlineOf(scene);
      }
      notes.told = last;
    }
    notes.told = Math.max(notes.told, notes.ts === null ? state.version : 0);
    return null;
  }

  /** One person, once for each deadline, when its last reminder comes. */
  function mentionFor(scene: Scene, events: RequestModel['history']): string | undefined {
    const { job, model } = scene;
    if (!job.alerts.mention || job.notes.mentioned === deadlineOf(scene)) return undefined;
    return isNear(scene) || events.some((event) => isLastReminder(event, model)) ? job.alerts.mention : undefined;
  }

  /** Whether a deadline of the shop is nearer than its last reminder, so that none comes any more. */
  function isNear({ model: { request }, state }: Scene): boolean {
    const { deadline, waitingOn } = request;
    if (!deadline || deadline.overdue || waitingOn !== 'seller' || deadline.kind === 'refund_by') return false;
    const leads = state.policy.reminders[deadline.kind] ?? [];
    return leads.length > 0 && Date.parse(deadline.at) - clock.now() <= Math.min(...leads) * 1_000;
  }

  /** Everything but what was left behind. Answers when to look again. */
  async function bringUpToDate(scene: Scene): Promise<Next> {
    const { job } = scene;
    if (job.notes.ts !== null) await edit(scene);
    await escalating.edit(scene);
    // A lost reply is looked for after the edit: Slack may make the look wait, and the parent is true meanwhile.
    if (job.notes.attempt) adopt(job, await sender.settle(job));
    if (job.notes.ts === null && !(await post(scene))) return scene.quietUntil;
    const waits = await tellThread(scene);
    await escalating.edit(scene);
    await buyerWaits.edit(scene);
    await erasing.erase(scene);
    return waits ?? soonest(await escalating.tell(scene), await buyerWaits.tell(scene));
  }

  return async (job) => {
    const loaded = await store.requests.load(job.record.subject);
    if (!loaded) return null;
    if (job.notes.attempt?.threadTs === null) adopt(job, await sender.settle(job));
    const { state } = loaded;
    if (job.notes.generation === 0) await buyerWaits.passTo(state);
    const [read, called, waiting] = await Promise.all([
      models.request(state),
      calledIn(job.team, state),
      models.waiting(state.facts.conversationId),
    ]);
    const model = { ...read, called };
    const words = models.words(job.seller);
    if (!isInPlace(job)) leaving.leave(job, keyOf(job));
    const again = await leaving.tidy(job, () => movedMessage(words, nonce()));
    const next = await bringUpToDate({ job, state, model, words, waiting, quietUntil: quietUntil(job, model) });
    return soonest(next, again);
  };
}

/** Whether it told what happened, and nothing else. */
const isReply = ({ threadTs, escalates, waits }: Attempt): boolean =>
  threadTs !== null && escalates === undefined && waits === undefined;

const soonest = (a: Next, b: Next): Next => (a === null || b === null ? (a ?? b) : Math.min(a, b));
