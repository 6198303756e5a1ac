/**
 * The real server is killed with SIGKILL around everything it does with Slack: before and after every call to it, around
 * every press and every dialog, right after every commit. Afterwards each request has one message that shows how it
 * stands, a thread that tells each happening once and in order, and a history with each decision once.
 *
 * Stories that nobody kills tell which calls there are; then each moment has a story of its own, in which it must come.
 */
import { isDeepStrictEqual } from 'node:util';
import { afterEach, describe, expect, it } from 'vitest';
import { type Database, databases } from '../support/load/databases.ts';
import { shown } from '../support/slack-scene.ts';
import { checkStory, refusalsOf } from './slack-checks.ts';
import { around, type Call, INTERACTIONS, type Moment, nameOf, TWICE } from './slack-moments.ts';
import type { Reaper } from './slack-reaper.ts';
import { type Scene, startScene } from './slack-scene.ts';
import { colleagueIsTold, ruleActs } from './slack-sleeper.ts';
import { Story } from './slack-story.ts';
import { whileItMoves } from './slack-watch.ts';

const UNDISTURBED = 3;
const AT_ONCE = 30;
/** A workspace's lane has four places: one is left for the stories before, which go on. */
const HELD_AT_ONCE = 3;

/** PARLEY_KILL_MOMENTS: a part of their names (`submit ship: before`) leaves only those; for looking into one. */
const WANTED = process.env.PARLEY_KILL_MOMENTS ?? '';
const isWanted = (plan: readonly Moment[]): boolean => plan.map(nameOf).join(', then ').includes(WANTED);

/** Several times what it takes beside two endless loops on two cores. */
const LIMIT_MS = 1_500_000;

let scene: Scene | undefined;
let database: Database | undefined;

afterEach(async () => {
  await scene?.close();
  await database?.remove();
  scene = database = undefined;
});

/** Where everybody is who is not at the end of their story. */
const whereabouts = (stories: readonly Story[]): string =>
  stories.flatMap((story) => story.whereabouts ?? []).join('\n') || 'everybody is at the end';

/** Begins a story for each plan, some at a time, up to where the process is to die. */
async function beginAll(playground: Scene, plans: (readonly Moment[])[], from: number): Promise<Story[]> {
  const stories = plans.map((plan, index) => new Story(playground, from + index, plan));
  const left = [...stories];
  const begin = async (): Promise<void> => {
    for (let next = left.shift(); next; next = left.shift()) await next.begin();
  };
  const beginning = Promise.all(Array.from({ length: AT_ONCE }, begin));
  await whileItMoves(beginning, () => whereabouts(stories));
  return stories;
}

/** Stories that share a kill: those who can stand at their moments, and the one whose moment is over at once. */
interface Group {
  standing: readonly Story[];
  last?: Story;
}

/** Plays each to its end; the last comes to its moment when the others stand at theirs. */
function play({ standing, last }: Group): Promise<void>[] {
  const playing = standing.map((story) => story.finish());
  const then = Promise.all(standing.map((story) => story.hasCome)).then(() => last?.finish());
  return [...playing, then];
}

/**
 * Plays stories to their ends, a group after another. A group comes to its moments, of one kill, and nobody else has the
 * process killed meanwhile. Those before play the rest of theirs while it dies again and again, and afterwards.
 */
async function killAll(groups: readonly Group[]): Promise<void> {
  const finishing: Promise<void>[] = [];
  const failing: unknown[] = [];
  for (const group of groups) {
    const playing = play(group);
    finishing.push(...playing.map((each) => each.catch((error) => void failing.push(error))));
    const died = Promise.all(membersOf(group).map((story) => story.hasDied));
    // Who plays to the end without having come to its moment rejects, though others of the group may stand for ever.
    await Promise.race([died, Promise.all(playing).catch(() => {})]);
    if (failing.length > 0) break;
  }
  if (failing.length === 0) await Promise.all(finishing);
  expect(failing).toEqual([]);
}

const membersOf = ({ standing, last }: Group): Story[] => [...standing, ...(last ? [last] : [])];
const alone = (story: Story): Group => ({ standing: [], last: story });

/** Has them share a kill. */
function agreed(reaper: Reaper, group: Group): Group {
  const members = membersOf(group);
  const together = reaper.together(members.length);
  for (const story of members) story.agree(together);
  return group;
}

/** Deals those who can be held to groups, each of which has one who cannot, as long as there are any. */
function dealt(held: readonly Story[], brief: readonly Story[]): Group[] {
  const count = Math.max(brief.length, Math.ceil(held.length / HELD_AT_ONCE));
  return Array.from({ length: count }, (_, nth) => ({
    standing: held.filter((_story, index) => index % count === nth),
    last: brief[nth],
  }));
}

const killEach = (scene: Scene, stories: readonly Story[]): Promise<Story[]> =>
  whileItMoves(killInTurn(scene, stories), () => `${scene.reaper.kills} kills\n${whereabouts(stories)}`);

/**
 * Those who can stand still die together, those who can be held a few at once, who dies twice alone; last, those who need
 * a process that takes orders. Answers those who were held too long: on a machine that busy, each needs a kill of its own.
 */
async function killInTurn({ reaper }: Scene, stories: readonly Story[]): Promise<Story[]> {
  const once = stories.filter((story) => story.planned.length === 1 && !story.diesByItself);
  const patient = once.filter((story) => story.isPatient);
  const held = once.filter((story) => story.canBeHeld);
  const brief = once.filter((story) => !patient.includes(story) && !held.includes(story));
  const groups = [{ standing: patient }, ...dealt(held, brief)].filter((group) => membersOf(group).length > 0);
  const twice = stories.filter((story) => story.planned.length > 1);
  await killAll([...groups.map((group) => agreed(reaper, group)), ...twice.map(alone)]);
  await reaper.beMortal();
  await killAll(stories.filter((story) => story.diesByItself).map(alone));
  return held.filter((story) => story.cameTooLate);
}

/** The calls that all of these stories made: one may make another one more, where the service looked twice. */
function callsOf([first, ...others]: Story[]): Call[] {
  const isIn =
    (call: Call) =>
    ({ calls }: Story): boolean =>
      calls.some((other) => isDeepStrictEqual(other, call));
  return first?.calls.filter((call) => others.every(isIn(call))) ?? [];
}

/** How a person is told what took too long, or could not be opened any more: no part of a story that goes well. */
const WORDS_OF_DELAY = ['views.update', 'chat.postEphemeral', 'response_url'];

/** The methods that the service called and at which it is not killed in any plan. */
const forgotten = ({ slack }: Scene, plans: Moment[][]): string[] => {
  const planned = new Set([...plans.flat().map(({ what }) => what), ...WORDS_OF_DELAY]);
  return [...new Set(slack.calls.map(({ method }) => method))].filter((method) => !planned.has(method));
};

describe.each(databases())('Killed around Slack, on $name', ({ create }) => {
  it(
    'tells every alert once and in order, and decides nothing twice',
    async () => {
      database = await create();
      scene = await startScene(database.url);
      const startedAt = performance.now();
      const none: Moment[][] = Array.from({ length: UNDISTURBED }, () => []);
      const undisturbed = await beginAll(scene, none, 1);
      const moments = [...around(callsOf(undisturbed)), ...INTERACTIONS];
      const plans = [...moments.map((moment) => [moment]), ...TWICE].filter(isWanted);
      if (!WANTED) expect(forgotten(scene, plans), 'calls at which nobody dies').toEqual([]);
      const killed = await beginAll(scene, plans, 1 + UNDISTURBED);
      const late = await killEach(scene, killed);
      const again = await beginAll(
        scene,
        late.map(({ planned }) => planned),
        1 + UNDISTURBED + killed.length,
      );
      await whileItMoves(killAll(again.map(alone)), () => whereabouts(again));

      const { slack, reaper, store } = scene;
      const retries = killed.reduce((sum, story) => sum + story.retries, 0);
      const looks = slack.calls.filter(({ method }) => /\.(history|replies)$/u.test(method)).length;
      console.log(
        `${plans.flat().length} moments, ${reaper.kills} kills (${late.length} again alone), ${retries} things done again by people, ` +
          `${slack.calls.length} calls to Slack (${looks} looks) in ${Math.round((performance.now() - startedAt) / 1_000)} s`,
      );
      const complaints = await Promise.all(
        [...undisturbed, ...killed, ...again].map((story) => checkStory(playground(), story)),
      );
      expect(complaints.flat()).toEqual([]);
      expect(refusalsOf(scene)).toEqual([]);
      const inAnHour = Date.now() + 3_600_000;
      const owed = await store.work.alert.take(
        null,
        Number.MAX_SAFE_INTEGER,
        { owner: 'test', until: inAnHour },
        inAnHour,
        10,
      );
      expect(owed, 'something is still owed').toEqual([]);
    },
    LIMIT_MS,
  );
});

describe.each(databases())('Killed while a shop sleeps, on $name', ({ create }) => {
  it(
    'its rule acts once before the deadline, and whoever is to be told of one is told once',
    async () => {
      database = await create();
      scene = await startScene(database.url, { mortal: true });
      const startedAt = performance.now();
      const { slack, reaper } = scene;
      const seen = () => `${reaper.kills} kills, ${slack.calls.length} calls to Slack`;
      const acted = await whileItMoves(ruleActs(scene), seen);
      expect(acted.history).toEqual(['request.opened by integrator', 'offer.proposed by rule:before-silence']);
      expect(acted).toMatchObject({ cards: 1, parents: { length: 1 }, replies: { length: 1 } });
      expect(acted.replies.map(shown).join()).toMatch(/฿125\.00/u);

      const told = await whileItMoves(colleagueIsTold(scene), seen);
      expect(told.history).toEqual(['request.opened by integrator']);
      expect(told).toMatchObject({ cards: 0, parents: { length: 1 }, replies: [], escalations: { length: 1 } });
      expect(refusalsOf(scene)).toEqual([]);
      expect(reaper.kills).toBe(5);
      console.log(`${reaper.kills} kills in ${Math.round((performance.now() - startedAt) / 1_000)} s`);
    },
    LIMIT_MS,
  );
});

const playground = (): Scene => {
  if (!scene) throw new Error('there is no scene');
  return scene;
};
