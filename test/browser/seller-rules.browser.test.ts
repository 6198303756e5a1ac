/** The rules of a shop in its settings: written as sentences, ordered by keyboard, tried before they are saved. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RuleList } from '../../src/contract/rules.ts';
import { chromiumPath, withoutChromium } from '../support/browser.ts';
import { type Desk, startDesk } from '../support/seller-desk.ts';

describe.skipIf(!chromiumPath())(`Rules in Manage Returns${withoutChromium}`, () => {
  let desk: Desk;

  beforeAll(async () => {
    desk = await startDesk();
  });
  afterAll(async () => {
    await desk?.close();
  });

  it('a rule is written, put before another by keyboard, switched off, tried and saved', async () => {
    const shop = await desk.shop();
    const { page, context } = await desk.signIn(shop);
    await page.getByRole('button', { name: 'Settings' }).click();
    await page.getByText('There are no rules yet.').waitFor();
    expect(await page.getByRole('button', { name: 'Save the rules' }).count(), 'there is nothing to save').toBe(0);
    const add = async (name: string, fill: () => Promise<unknown>) => {
      await page.getByRole('button', { name: 'Add a rule' }).click();
      await page.getByLabel('The rule is called').fill(name);
      await fill();
      await page.getByRole('button', { name: 'Keep this rule' }).click();
      await page.getByRole('heading', { name }).waitFor();
    };
    await add('Bowls', async () => {
      await page.getByLabel('missing items').check();
      await page.getByLabel('at most this much').fill('500');
    });
    await page
      .getByText(
        'When the reason is missing items and the claim is at most ฿500.00: 30 minutes before time is up, offer 50% of the claim.',
      )
      .waitFor();
    await add('Sends all', async () => {
      await page.getByLabel('do this').selectOption('approve');
      await page.getByLabel('then, at this moment').selectOption('opened');
    });
    await page.getByText('For every request: at once, approve and send the items.').waitFor();

    await page.getByRole('button', { name: 'Move Sends all up' }).focus();
    await page.keyboard.press('Enter');
    await page.getByText('Sends all: now place 1 of 2').waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByText('Sends all: now place 2 of 2').waitFor();
    await page.getByRole('switch', { name: 'Sends all is in use' }).click();

    await page.getByRole('button', { name: 'Try on the last 90 days' }).click();
    await page.getByText('What these rules would have done').waitFor();
    await page.getByText('Not enough offers were answered yet').waitFor();
    expect(await desk.call<RuleList>(`sellers/${shop}/rules`)).toEqual({ rules: [] });
    await page.getByRole('button', { name: 'Save the rules' }).click();
    await page.getByText('Requests that open from now on follow these rules.').waitFor();
    const { rules } = await desk.call<RuleList>(`sellers/${shop}/rules`);
    expect(rules).toMatchObject([
      { name: 'Bowls', enabled: true, when: { reasons: ['missing_items'], claimTo: { amount: 50_000 } } },
      { name: 'Sends all', enabled: false, at: 'opened', then: { kind: 'approve' } },
    ]);

    await page.getByRole('button', { name: 'Settings' }).click();
    const { id } = await desk.request(shop, 'Sea green bowl');
    await page.locator(`[data-id="${id}"] .open`).click();
    const standing = page.locator('rule-standing');
    await standing.getByText('Parley offers ฿125.00, rule Bowls.').waitFor();
    const silence = page.getByText('Without a decision in time, the platform approves it');
    expect(await silence.count()).toBe(0);
    await standing.getByRole('button', { name: 'Hold the rule' }).click();
    await standing.getByText('The rule Bowls is held: it does nothing on this request.').waitFor();
    await silence.waitFor();
    expect((await desk.read(id)).rule).toMatchObject({ status: 'held' });
    await context.close();
  });

  it('what cannot be used is said at its field, and the keyboard is there', async () => {
    const { page, context } = await desk.signIn(await desk.shop());
    await page.getByRole('button', { name: 'Settings' }).click();
    await page.getByRole('button', { name: 'Add a rule' }).click();
    await page.getByLabel('The rule is called').fill('Bowls');
    await page.getByLabel('namely, in percent').fill('150');
    await page.getByRole('button', { name: 'Keep this rule' }).click();
    await page.getByText('Enter a number from 0.01 to 100.').waitFor();
    const field = page.getByLabel('namely, in percent');
    expect(await field.getAttribute('aria-invalid')).toBe('true');
    expect(await field.evaluate((one) => (one.getRootNode() as ShadowRoot).activeElement === one)).toBe(true);
    await context.close();
  });
});
