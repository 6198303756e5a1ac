/** What a shop's rules did since yesterday, from the requests that changed last. */
import { describe, expect, it } from 'vitest';
import { ruleLines } from '../../../bots/slack/blocks/rule-deeds.ts';
import { createRuleDeeds } from '../../../bots/slack/rule-deeds.ts';
import type { Store } from '../../../src/bot.ts';
import { halfBack } from '../../support/builders.ts';
import { request } from '../../support/story.ts';
import { modelOf, words } from './support.ts';

const RULE = halfBack();
const night = request({ rules: [RULE] });
const NOW = Date.parse(night.state.updatedAt) + 60_000;
const DAY = 86_400_000;

/** A shop with so many requests, each answered by its rule tonight; a later `index` changed earlier. */
function shopWith(count: number, changedAt: (index: number) => string = () => night.state.updatedAt) {
  let pages = 0;
  const requests = {
    async list({ limit, cursor = '0' }: { limit: number; cursor?: string }) {
      pages += 1;
      const from = Number(cursor);
      const to = Math.min(count, from + limit);
      const items = Array.from({ length: to - from }, (_, index) => ({
        ...night.state,
        id: `req_${from + index}`,
        updatedAt: changedAt(from + index),
      }));
      return { items, nextCursor: to < count ? String(to) : null };
    },
    events: async () => night.history,
  };
  const store = { requests } as unknown as Store;
  const deeds = createRuleDeeds({ store, clock: { now: () => NOW } });
  return { read: () => deeds('shop-1'), pages: () => pages };
}
const said = async (count: number) =>
  ruleLines({ deeds: await shopWith(count).read(), waiting: [], waitingTotal: 0 }, words)[0];

describe('What rules did since yesterday', () => {
  it('is all of it, however many requests changed in a night', async () => {
    const { items, atLeast } = await shopWith(230).read();
    expect(new Set(items.map(({ request: { id } }) => id)).size).toBe(230);
    expect(atLeast).toBe(false);
    expect(await said(230)).toBe('Since yesterday your rules answered 230 requests');
    expect(await said(1)).toBe('Since yesterday your rules answered 1 request');
  });

  it('is said to be the least there is where more changed than is looked at', async () => {
    const busy = shopWith(501);
    expect(await busy.read()).toMatchObject({ atLeast: true });
    expect(busy.pages()).toBe(5);
    expect(await said(501)).toBe('Since yesterday your rules answered at least 500 requests');
    expect(await said(500)).toBe('Since yesterday your rules answered 500 requests');
  });

  it('ends with what changed before yesterday, which is not read on', async () => {
    const old = new Date(NOW - DAY - 1).toISOString();
    const quiet = shopWith(5_000, (index) => (index < 7 ? night.state.updatedAt : old));
    expect(await quiet.read()).toMatchObject({ items: { length: 7 }, atLeast: false });
    expect(quiet.pages()).toBe(1);
  });
});

describe('What rules are about to do', () => {
  const waits = modelOf(request({ rules: [{ ...RULE, at: { beforeDeadline: 1_800 } }] }));
  const about = (waitingTotal: number) =>
    ruleLines({ deeds: { items: [], atLeast: false }, waiting: [waits], waitingTotal }, words)[0];

  it('is said to be the least there is where more waits than is shown', () => {
    expect(about(1)).toBe('Your rules are about to answer 1 request');
    expect(about(26)).toBe('Your rules are about to answer at least 1 request');
  });
});
