/** The settings of Manage Returns: alerts, the link to Slack, and the working days that deadlines run by. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chromiumPath, withoutChromium } from '../support/browser.ts';
import { tooWide } from '../support/fits.ts';
import { type Desk, parts, startDesk } from '../support/seller-desk.ts';
import { API_KEY } from '../support/service.ts';

describe.skipIf(!chromiumPath())(`Settings of Manage Returns${withoutChromium}`, () => {
  let desk: Desk;

  beforeAll(async () => {
    desk = await startDesk();
  });
  afterAll(async () => {
    await desk?.close();
  });

  /** A shop whose alerts go to a channel, off on days of its own. */
  async function alerted(): Promise<string> {
    const id = await desk.shop();
    const slack = { channel: 'C123', quiet: { from: '22:00', to: '07:00' } };
    const calendar = { extraHolidays: [desk.at(40 * 86_400_000).slice(0, 10)] };
    const response = await fetch(`${desk.service.url}/v1/sellers/${id}`, {
      method: 'PATCH',
      headers: { Authorization: `Bearer ${API_KEY}`, 'Content-Type': 'application/json' },
      body: JSON.stringify({ alerts: { slack }, policy: { calendar } }),
    });
    expect(response.status).toBe(200);
    return id;
  }

  it('keeps what the shop sets of its alerts and the channel that it does not, shows the working days, and leads back', async () => {
    const shop = await alerted();
    const { page, context } = await desk.signIn(shop);
    await page.getByRole('button', { name: 'Settings' }).click();
    await page.getByRole('heading', { name: 'Settings · Siam Ceramics' }).waitFor();
    await page.locator('.todo').getByText('Slack is not connected yet.').waitFor();
    await page.getByLabel('Quiet until').selectOption('22:00');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('Quiet hours need a beginning and an end that differ.').waitFor();
    expect(await page.getByLabel('Quiet until').getAttribute('aria-invalid')).toBe('true');
    await page.getByLabel('Quiet until').selectOption('06:30');
    await page.getByLabel('Daily digest at').selectOption('09:00');
    await page.getByLabel('Language of the alerts').selectOption('th');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('Saved.').waitFor();
    const stored = await desk.call<{ alerts: { slack: object } }>(`sellers/${shop}`);
    expect(stored.alerts.slack).toMatchObject({
      channel: 'C123',
      quiet: { from: '22:00', to: '06:30' },
      digestAt: '09:00',
      locale: 'th',
    });
    for (const words of ['Bangkok (GMT+7)', 'Saturday, Sunday', 'Those of Thailand', '1 day, counting working days']) {
      await page.locator('dd').getByText(words).waitFor();
    }
    await page.getByRole('button', { name: 'Back' }).click();
    await parts(page).tab('Awaiting action').waitFor();
    await context.close();
  });

  it('says at its field what is wrong with a step of the escalation, and keeps what is right', async () => {
    const shop = await alerted();
    const { page, context } = await desk.signIn(shop);
    await page.getByRole('button', { name: 'Settings' }).click();
    const step = (number: number) => page.getByRole('group', { name: `Step ${number}` });
    const before = (number: number) => step(number).getByLabel('How long before');
    const who = (number: number) => step(number).getByLabel('Slack member or group to mention');
    // One that is empty stands for all, and more are shown as they are wanted.
    await step(1).waitFor();
    expect(await page.getByRole('group', { name: /^Step/u }).count()).toBe(1);
    const add = page.getByRole('button', { name: 'Add a step' });
    for (const number of [2, 3]) {
      await add.click();
      await before(number).waitFor();
      expect(await before(number).evaluate((field) => field.matches(':focus'))).toBe(true);
    }
    expect(await add.count()).toBe(0);
    await before(1).selectOption('3600');
    await before(3).selectOption('900');
    await who(1).fill('S0614TZR7');
    await who(3).fill('#returns');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('This cannot be used here.').waitFor();
    expect(await who(3).getAttribute('aria-invalid')).toBe('true');
    await who(3).fill('U024BE7LH');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('Saved.').waitFor();
    const stored = await desk.call<{ alerts: { slack: object } }>(`sellers/${shop}`);
    expect(stored.alerts.slack).toMatchObject({
      escalation: [
        { leadSeconds: 3_600, mention: 'S0614TZR7' },
        { leadSeconds: 900, mention: 'U024BE7LH' },
      ],
    });
    await context.close();
  });

  it('writes every time as the page does, whatever the device does', async () => {
    const shop = await alerted();
    for (const [locale, time] of [
      ['en', '10:00 PM'],
      ['th', '22:00'],
    ] as const) {
      const { page, context } = await desk.signIn(shop, { locale: 'en-US', fragment: { locale } });
      await page.locator('more-menu > button[aria-pressed]').click();
      const chosen = page.locator('#from option:checked');
      await chosen.waitFor({ state: 'attached' });
      expect(await chosen.textContent()).toContain(time);
      expect(await page.locator('#quiet-hint').innerText()).toContain(time);
      await context.close();
    }
  });

  it('copies what is typed in Slack', async () => {
    const { page, context } = await desk.signIn(await alerted());
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.getByRole('button', { name: 'Settings' }).click();
    await page.locator('code').getByText('/parley channel').waitFor();
    await page.getByRole('button', { name: 'Copy /parley channel' }).click();
    await page.locator('copy-command').getByRole('status').getByText('Copied').waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('/parley channel');
    await context.close();
  });

  it('offers whom it knows in Slack, and says where an id is found', async () => {
    const shop = await alerted();
    const { id } = await desk.request(shop, 'Cup A');
    await desk.call(`requests/${id}/assign`, { to: { id: 'slack:T1/U024BE7LH', name: 'Mali' } }, `seller:${shop}`);
    const { page, context } = await desk.signIn(shop);
    await parts(page).row('Cup A').waitFor();
    await page.getByRole('button', { name: 'Settings' }).click();
    await page.getByText('“Copy member ID”').waitFor();
    await page.getByText('“Copy group ID”').waitFor();
    const offered = (label: string) =>
      page
        .getByLabel(label)
        .evaluate((field) =>
          [...((field as HTMLInputElement).list?.options ?? [])].map(({ value, label: name }) => [value, name]),
        );
    expect(await offered('Slack user to mention')).toEqual([['U024BE7LH', 'Mali']]);
    expect(await offered('Slack member or group to mention')).toEqual([['U024BE7LH', 'Mali']]);
    await context.close();
  });

  it('opens from the menu of a phone, and the keyboard is in it', async () => {
    const shop = await desk.shop();
    const { page, context, complaints } = await desk.signIn(shop, { viewport: { width: 390, height: 844 } });
    await page.getByRole('button', { name: 'Settings' }).waitFor({ state: 'hidden' });
    await page.getByRole('button', { name: 'More', exact: true }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('dialog', { name: 'More' }).waitFor();
    await page.getByRole('button', { name: 'Settings' }).focus();
    await page.keyboard.press('Enter');
    const title = page.getByRole('heading', { name: 'Settings · Siam Ceramics' });
    await title.waitFor();
    await page.getByRole('dialog', { name: 'More' }).waitFor({ state: 'hidden' });
    expect(await title.evaluate((one) => one.matches(':focus'))).toBe(true);
    expect(await tooWide(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('makes a code that links a person in Slack', async () => {
    const shop = await desk.shop();
    const { page, context } = await desk.signIn(shop);
    await page.getByRole('button', { name: 'Settings' }).click();
    await page.getByText('Slack is not connected yet.').waitFor();
    await page.getByRole('button', { name: 'Make a code' }).click();
    await page.getByText(/\/parley link [A-Z0-9]{4}-[A-Z0-9]{4}/u).waitFor();
    await page.getByText(/Good once, until \d\d:\d\d/u).waitFor();
    await context.close();
  });
});
