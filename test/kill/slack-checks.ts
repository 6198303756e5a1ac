/** What must hold of every story in the end, whatever was killed. Each check answers complaints; none means it holds. */
import { isDeepStrictEqual } from 'node:util';
import { happening } from '../../bots/slack/blocks/happenings.ts';
import { createModels } from '../../bots/slack/models.ts';
import { createStats } from '../../src/application/stats.ts';
import type { EventType } from '../../src/contract/event.ts';
import type { RecordedCall } from '../../stand-ins/slack/served/faults.ts';
import type { PostedMessage } from '../../stand-ins/slack/slack.ts';
import { buttonsOf, shown } from '../support/slack-scene.ts';
import { type Scene, TEAM } from './slack-scene.ts';
import { type Story, TRACKING } from './slack-story.ts';

const HISTORY: readonly [EventType, string][] = [
  ['request.opened', 'integrator'],
  ['offer.proposed', 'seller'],
  ['offer.rejected', 'buyer'],
  ['request.handed_back', 'platform'],
  ['request.approved', 'seller'],
  ['shipment.shipped', 'seller'],
  ['logistics.updated', 'integrator'],
  ['shipment.delivered', 'integrator'],
];

const keyOf = ({ metadata }: PostedMessage): string => String(metadata?.event_payload.key ?? '');
const isReply = ({ ts, thread_ts }: PostedMessage): boolean => thread_ts !== undefined && thread_ts !== ts;
/** The last event that a reply tells: `<request>/<parent>#<seq>`. */
const seqOf = (message: PostedMessage): number => Number(keyOf(message).split('#')[1]);

/** One message about the request, in its last state, and nothing to press. */
function checkParent(story: Story): string[] {
  const parents = story.posted().filter((message) => !isReply(message));
  const [parent] = parents;
  const complaints: string[] = [];
  if (!parent || parents.length > 1) return [`${parents.length} parents: ${parents.map(keyOf)}`];
  if (!keyOf(parent).startsWith(`${story.requestId}/`)) complaints.push(`the parent is about ${keyOf(parent)}`);
  if (buttonsOf(parent).length > 0) complaints.push(`the parent still has ${buttonsOf(parent)}`);
  for (const text of [TRACKING, 'At the door']) {
    if (!shown(parent).includes(text)) complaints.push(`the parent does not show "${text}"`);
  }
  return complaints;
}

/** Every event worth telling is told in the thread, once and in order. */
async function checkThread({ store }: Scene, story: Story): Promise<string[]> {
  const replies = story.posted().filter(isReply);
  const seqs = replies.map(seqOf);
  const complaints: string[] = [];
  if (seqs.some((seq, index) => !(seq > (seqs[index - 1] ?? 0)))) complaints.push(`the replies tell up to ${seqs}`);

  const clock = { now: () => Date.now() };
  const models = createModels({ store, stats: createStats(store, clock), clock });
  const [model, seller] = await Promise.all([models.byId(story.requestId), store.directory.seller(story.sellerId)]);
  if (!model || !seller) return ['the request is gone'];
  let from = 0;
  for (const event of model.history) {
    const told = happening(event, model, models.words(seller));
    if (!told) continue;
    const at = replies.flatMap((reply, index) => (shown(reply).includes(JSON.stringify(told.text)) ? [index] : []));
    if (at.length !== 1) complaints.push(`${event.type} is told ${at.length} times: "${told.text}"`);
    const [index = from] = at;
    if (index < from) complaints.push(`${event.type} is told too late`);
    from = index;
  }
  return complaints;
}

/** Every decision took effect once, by whom it was made. */
async function checkHistory({ store }: Scene, story: Story): Promise<string[]> {
  const events = await store.requests.events(story.requestId, 0, 100);
  const found = events.map(({ type, actor }) => `${type} by ${actor.kind}`).join(', ');
  const wanted = HISTORY.map(([type, by]) => `${type} by ${by}`).join(', ');
  const complaints = found === wanted ? [] : [`the history is [${found}]`];
  const person = `slack:${TEAM}/${story.user}`;
  const strangers = events.filter(({ actor }) => actor.kind === 'seller' && actor.userId !== person);
  return [...complaints, ...strangers.map(({ type, actor }) => `${type} was by ${actor.userId}`)];
}

async function checkOwed({ store }: Scene, story: Story): Promise<string[]> {
  const [alert, status] = await Promise.all([
    store.work.alert.get(story.requestId),
    store.work.alert.status(story.sellerId),
  ]);
  const complaints: string[] = [];
  if (alert?.dueAt !== null) complaints.push(`the alert is due at ${alert?.dueAt}`);
  if ((status?.code ?? 'ok') !== 'ok') complaints.push(`the alerts' status is ${status?.code}`);
  return complaints;
}

/** Long enough after the first that it is no double: the service heard no answer, and asked once more. */
const ASKED_AGAIN_AFTER_MS = 1_000;

/** Whether it asks again for the dialog that an unheard call had opened already. */
const isAskedAgain = (call: RecordedCall, calls: readonly RecordedCall[]): boolean =>
  call.error === 'exchanged_trigger_id' &&
  calls.some(
    ({ args, at, status }) =>
      args.trigger_id === call.args.trigger_id &&
      status !== undefined &&
      isDeepStrictEqual(args.view, call.args.view) &&
      call.at - at >= ASKED_AGAIN_AFTER_MS,
  );

/** What Slack refused: only reads too soon after one another, and dialogs too late after their press or asked for again. */
export const refusalsOf = ({ slack }: Scene): string[] =>
  slack.calls
    .filter(({ method, error }) => error !== undefined && !(error === 'ratelimited' && method.startsWith('conv')))
    .filter((call) => call.error !== 'expired_trigger_id' && !isAskedAgain(call, slack.calls))
    // A dialog that is to be changed may be closed by then, or have been changed by a choice that nobody heard of.
    .filter(({ method, error }) => !(method === 'views.update' && /^(?:not_found|hash_conflict)$/u.test(error ?? '')))
    .map(({ method, error }) => `${method}: ${error}`);

/** All complaints about a story, each with its name. */
export async function checkStory(scene: Scene, story: Story): Promise<string[]> {
  const found = await Promise.all([
    checkParent(story),
    checkThread(scene, story),
    checkHistory(scene, story),
    checkOwed(scene, story),
  ]);
  return [...story.missed.map((moment) => `${moment} never came`), ...found.flat()].map(
    (text) => `${story.name}: ${text}`,
  );
}
