/** What a shop decided once, on the agents' board: the rule that waits, held by one press, and an offer that may still be taken. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Rule } from '../../src/contract/rules.ts';
import { chromiumPath, launch, type Opened, withoutChromium } from '../support/browser.ts';
import { type Desk, detailOf, openIn, startDesk } from '../support/console-scene.ts';
import { buyer, shop } from '../support/world.ts';

const rule = (changes: Partial<Rule>): Rule => ({
  id: 'bowls',
  name: 'Bowls',
  enabled: true,
  at: { beforeDeadline: 1_800 },
  when: { reasons: ['missing_items'] },
  then: { kind: 'partial_refund', percent: 50 },
  ...changes,
});
const RULES = [rule({}), rule({ id: 'damaged', name: 'Damaged', at: 'opened', when: { reasons: ['damaged'] } })];

describe.skipIf(!chromiumPath())(`A shop's rules on the agent board${withoutChromium}`, () => {
  let desk: Desk;
  let browser: Browser;
  let board: Opened;

  beforeAll(async () => {
    [desk, browser] = await Promise.all([startDesk(), launch()]);
    const asleep = shop({ id: 'shop-night', name: 'Night Owl', policy: { secondThoughts: true } });
    await desk.service.store.directory.putSeller({ ...asleep, rules: RULES });
    board = await desk.visit(browser);
  });
  afterAll(async () => {
    await browser?.close();
    await desk?.close();
  });
  const open = (conversationId: string, reason: 'missing_items' | 'damaged') =>
    desk.open({ sellerId: 'shop-night', conversationId, reason });

  it('rule 17: an agent sees which rule waits and what it will do, and holds it with one press', async () => {
    const state = await open('conv-night-1', 'missing_items');
    await openIn(board.page, state);
    const standing = detailOf(board.page).locator('rule-standing');
    await standing.getByText('Parley offers ฿125.00, rule Bowls.').waitFor();
    await standing.getByRole('button', { name: 'Hold the rule' }).click();
    await standing.getByText('The rule Bowls is held: it does nothing on this request.').waitFor();
    expect((await desk.read(state)).rule?.status).toBe('held');
  });

  it('rule 18: an agent sees that the buyer may still take what they had let go', async () => {
    const state = await open('conv-night-2', 'damaged');
    const [offer] = (await desk.read(state)).offers;
    await desk.act(state, buyer, { type: 'RejectOffer', offerId: offer?.id ?? '' });
    await openIn(board.page, state);
    await detailOf(board.page).locator('rule-standing').getByText('The buyer may still take ฿125.00.').waitFor();
    expect(board.complaints).toEqual([]);
  });
});
