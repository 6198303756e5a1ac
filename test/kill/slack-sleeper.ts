/**
 * A shop that sleeps while the process dies: its rule is to answer before the deadline, or somebody else is to be told of
 * it. Each death begins where the one before it ended, so one request comes past every moment.
 */
import type { Rule } from '../../src/contract/rules.ts';
import type { SlackAlerts } from '../../src/contract/seller.ts';
import { after, before, type RecordedCall } from '../../stand-ins/slack/served/faults.ts';
import type { PostedMessage } from '../../stand-ins/slack/slack.ts';
import { until } from '../support/load/until.ts';
import { input } from '../support/world.ts';
import { type Scene, TEAM } from './slack-scene.ts';

const MINUTE_MS = 60_000;
const RULE_LEAD_MS = 5 * MINUTE_MS;
/** How long a rule waits after the opening, which is to be told by then; longer where a machine is too busy for that. */
const SHORTEST_WAIT_MS = 2_000;

const RULE: Rule = {
  id: 'before-silence',
  name: 'Before silence',
  enabled: true,
  at: { beforeDeadline: RULE_LEAD_MS / 1_000 },
  when: {},
  then: { kind: 'partial_refund', percent: 50 },
};

/** A sleeping shop; its channel and its only person are called like it. */
interface Sleeper {
  id: string;
  channel: string;
  user: string;
}

/** How a request stands when all is over. */
export interface Morning {
  /** Type and actor of each event. */
  history: string[];
  cards: number;
  parents: PostedMessage[];
  replies: PostedMessage[];
  escalations: PostedMessage[];
}

async function asleep(
  { slack, store }: Scene,
  id: string,
  alerts: Partial<SlackAlerts>,
  rules: Rule[] = [],
): Promise<Sleeper> {
  const shop = { id, channel: `C${id.toUpperCase()}`, user: `U${id.toUpperCase()}` };
  slack.standIn.addUser(TEAM, { id: shop.user, name: id });
  slack.standIn.addChannel(TEAM, { id: shop.channel, name: id, members: [shop.user] });
  await store.directory.putSeller({
    id,
    name: 'The shop',
    market: 'TH',
    zone: 'Asia/Bangkok',
    rules,
    alerts: { slack: { channel: shop.channel, ...alerts } },
  });
  return shop;
}

/** Opens a request that the platform would approve so much later. */
async function open({ ask, reaper }: Scene, { id }: Sleeper, leftMs: number): Promise<string> {
  await reaper.up();
  const respondBy = new Date(Date.now() + leftMs).toISOString();
  const opened = await ask('POST', '/v1/requests', input({ sellerId: id, respondBy }));
  if (!opened) throw new Error('the opening was not answered, though nobody has been killed');
  return opened.id;
}

const keyOf = ({ metadata }: PostedMessage): string => String(metadata?.event_payload.key ?? '');

/** Everything that Slack shows of a request, oldest first. */
function posted({ slack }: Scene, { channel, user }: Sleeper, requestId: string): PostedMessage[] {
  const person = slack.standIn.person(TEAM, user);
  const shown = person.messages(channel).filter(({ thread_ts, ts }) => thread_ts === undefined || thread_ts === ts);
  const all = shown.flatMap(({ ts }) => person.thread(channel, ts));
  return all.filter((message) => keyOf(message).startsWith(`${requestId}/`));
}

/**
 * Opens a request that its shop's rule is to answer, and orders the process to die just before that. What was answered
 * before the order was given, on a machine so busy, is left alone.
 */
async function openToDie(scene: Scene, shop: Sleeper): Promise<string> {
  for (let waitMs = SHORTEST_WAIT_MS; ; waitMs *= 2) {
    const requestId = await open(scene, shop, RULE_LEAD_MS + waitMs);
    await until('the opening is told', () => {
      if (posted(scene, shop, requestId).length === 0) throw new Error('Slack shows nothing.');
    });
    await scene.reaper.order({ point: 'before a rule acts', nth: 1, requestId });
    const loaded = await scene.store.requests.load(requestId);
    if (loaded?.state.rule?.status === 'waiting') return requestId;
  }
}

/** Has the process killed at the next post that is meant: before it is made, or when it was made and nobody has heard. */
function killAtPost({ slack, reaper }: Scene, when: 'before' | 'after', isMeant: (call: RecordedCall) => boolean) {
  return new Promise<void>((over) => {
    const hook = async (): Promise<void> => {
      await reaper.kill(() => {});
      over();
      if (when === 'before') throw new Error('nobody is there to hear the answer, and nothing was done');
    };
    const fault = when === 'before' ? before(hook) : after(hook);
    slack.faults.next('chat.postMessage', fault, { of: isMeant });
  });
}

async function morning(scene: Scene, shop: Sleeper, requestId: string): Promise<Morning> {
  const { store } = scene;
  await until('everything is told', async () => {
    const [alert, loaded] = await Promise.all([store.work.alert.get(requestId), store.requests.load(requestId)]);
    const owed = { alert, told: loaded?.told, version: loaded?.state.version };
    const isOver = alert?.owed === owed.version && (alert?.dueAt === null || (alert?.dueAt ?? 0) > Date.now());
    if (!isOver || owed.told !== owed.version) throw new Error(JSON.stringify(owed));
  });
  const events = await store.requests.events(requestId, 0, 100);
  const messages = posted(scene, shop, requestId);
  const conversationId = (await store.requests.load(requestId))?.state.facts.conversationId ?? '';
  const { messages: chat } = await store.chat.messages({ conversationId, limit: 100 });
  const isEscalation = (message: PostedMessage): boolean => keyOf(message).includes('#escalation:');
  const isReply = ({ ts, thread_ts }: PostedMessage): boolean => thread_ts !== undefined && thread_ts !== ts;
  return {
    history: events.map(({ type, actor }) => `${type} by ${actor.userId ?? actor.kind}`),
    cards: chat.filter(({ body }) => body.kind === 'card').length,
    parents: messages.filter((message) => !isReply(message)),
    replies: messages.filter((message) => isReply(message) && !isEscalation(message)),
    escalations: messages.filter(isEscalation),
  };
}

/** The process dies before a rule acts, right after it acted, and when Slack has the alert and has not said so. */
export async function ruleActs(scene: Scene): Promise<Morning> {
  const { reaper } = scene;
  const shop = await asleep(scene, 'sleeper', {}, [RULE]);
  const requestId = await openToDie(scene, shop);
  reaper.orderNext({ point: 'after a rule acted', nth: 1, requestId });
  await reaper.died(() => {});
  let told: Promise<void> | undefined;
  await reaper.died(() => {
    told = killAtPost(scene, 'after', ({ args }) => args.channel === shop.channel);
  });
  await told;
  return morning(scene, shop, requestId);
}

/** The process dies before somebody else is told, and when Slack has told them and has not said so. */
export async function colleagueIsTold(scene: Scene): Promise<Morning> {
  const shop = await asleep(scene, 'escalating', { escalation: [{ leadSeconds: 3_600, mention: 'U900' }] });
  const isMeant = ({ args }: RecordedCall): boolean =>
    args.channel === shop.channel && String(JSON.stringify(args.metadata)).includes('#escalation:');
  const told = [killAtPost(scene, 'before', isMeant), killAtPost(scene, 'after', isMeant)];
  const requestId = await open(scene, shop, 50 * MINUTE_MS);
  await Promise.all(told);
  return morning(scene, shop, requestId);
}
