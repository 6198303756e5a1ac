/**
 * Tells the demo's stories into an empty database, in the order in which they happened.
 *
 * Before anything is stored the demo's clock may be set back, so the stories are told at their own times and every
 * history reads as if it had been lived. A database that holds something is left with what it has: a seeding that was
 * cut short is completed at the present time, request by request.
 */
import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Actor } from '../contract/request.ts';
import type { Seller } from '../contract/seller.ts';
import type { RequestState } from '../domain/request.ts';
import { DEMO_AGENT, RULES, SELLERS, staffOf } from './cast.ts';
import { type DemoTools, externalIdOf, openDemoRequest, say } from './open.ts';
import { STORIES } from './stories.ts';
import type { Step, Story } from './story.ts';

export interface SeedTools extends DemoTools {
  log: Logger;
  /** The shop as the demo declares it, with its alerts. */
  seated?: (seller: Seller) => Seller;
}
type Doing = Extract<Step, { does: unknown }>['by'];

const HOUR = 3_600_000;

/** Declares the demo's sellers and makes those of its requests that are not there yet. */
export async function seedDemo(tools: SeedTools): Promise<void> {
  const { store, clock } = tools;
  const { seated = (seller) => seller } = tools;
  for (const [id, seller] of Object.entries(SELLERS)) {
    const { alerts, rules = RULES[id] } = (await store.directory.seller(id)) ?? {};
    const declared = seated({ id, ...seller, ...(alerts ? { alerts } : {}) });
    await store.directory.putSeller({ ...declared, ...(rules ? { rules } : {}) });
  }
  const present = clock.now();
  const { items } = await store.requests.list({ filter: {}, sort: '-updatedAt', limit: 1, now: present });
  const fresh = items.length === 0;
  const missing: Story[] = [];
  for (const story of STORIES) {
    if (!(await store.requests.findByExternalId(externalIdOf(story.name)))) missing.push(story);
  }
  if (missing.length > 0) await tell(tools, missing, present, fresh);
  if (fresh) clock.set(present);
}

/** Tells a story once more, under another name and at the present time. Answers where it has led to. */
export async function retell(tools: SeedTools, story: Story, name: string): Promise<RequestState> {
  const now = new Date(tools.clock.now()).toISOString();
  let state = await openDemoRequest(tools, story, name);
  await told(tools, state);
  for (const step of story.steps) state = await take(tools, story, state, step, () => now);
  return state;
}

interface Moment {
  hours: number;
  happen(): Promise<void>;
}

async function tell(tools: SeedTools, stories: Story[], present: number, fresh: boolean): Promise<void> {
  const at = (hours: number): number => present - hours * HOUR;
  const moments = stories.flatMap((story) => momentsOf(tools, story, at));
  for (const moment of moments.sort((a, b) => b.hours - a.hours)) {
    if (fresh) tools.clock.set(at(moment.hours));
    await moment.happen();
  }
}

function momentsOf(tools: SeedTools, story: Story, at: (hours: number) => number): Moment[] {
  let state: RequestState | undefined;
  const opening: Moment = {
    hours: story.hours,
    async happen() {
      state = await openDemoRequest(tools, story, story.name);
      await told(tools, state);
    },
  };
  const steps = story.steps.map((step) => ({
    hours: step.hours,
    async happen() {
      if (state) state = await take(tools, story, state, step, (hours) => new Date(at(hours)).toISOString());
    },
  }));
  return [opening, ...steps];
}

async function take(
  tools: SeedTools,
  story: Story,
  state: RequestState,
  step: Step,
  at: (hours: number) => string,
): Promise<RequestState> {
  const { commands, clock, log } = tools;
  if ('says' in step) {
    const author =
      step.by === 'buyer'
        ? { role: step.by, id: story.buyer.id, name: story.buyer.name }
        : { role: step.by, id: story.seller, name: SELLERS[story.seller]?.name ?? story.seller };
    await say(tools, state.facts.conversationId, author, step.says);
    return state;
  }
  const command = step.does({ offerId: state.offers.at(-1)?.id ?? '', at });
  const arrivedAt = new Date(clock.now()).toISOString();
  const outcome = await commands.execute(state.id, command, { actor: actorFor(step.by, story), arrivedAt });
  if (!outcome.ok) {
    log.warn({ story: story.name, command: command.type, detail: outcome.refusal.detail }, 'a demo step was refused');
    return state;
  }
  await told(tools, outcome.state);
  return outcome.state;
}

function actorFor(by: Doing, story: Story): Actor {
  if (by === 'buyer') return { kind: by, id: story.buyer.id };
  if (by === 'seller') return { kind: by, id: story.seller, userId: staffOf(story.seller) };
  return { kind: by, id: by === 'agent' ? DEMO_AGENT.id : by };
}

const TOLD_WITHIN_MS = 2_000;

/** Waits until the chat has heard of it, so that what is said next stands below it. */
async function told({ store }: SeedTools, { facts: { conversationId } }: RequestState): Promise<void> {
  const until = Date.now() + TOLD_WITHIN_MS;
  let change = await store.chat.lastChange(conversationId);
  for (let quiet = 0; quiet < 3 && Date.now() < until; ) {
    await pause(5);
    const next = await store.chat.lastChange(conversationId);
    quiet = next === change ? quiet + 1 : 0;
    change = next;
  }
}
