import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findings } from '../support/axe.ts';
import { chromiumPath, type Demo, launch, openPage, sides, startDemo, withoutChromium } from '../support/browser.ts';

/** What axe finds on the page as it stands, and whether it is wider than the window. */
async function flaws(page: Page): Promise<string[]> {
  const found = await findings(page);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  return wide > 0 ? [...found, `${wide} pixels too wide`] : found;
}

const slackOf = (page: Page) => {
  const slack = page.locator('demo-slack');
  return {
    slack,
    /** The message of the request the page shows. */
    parent: slack.locator('slack-message[chosen]'),
    broadcasts: slack.locator('slack-message').filter({ hasText: 'replied to a thread:' }),
    command: slack.getByRole('textbox', { name: /^Command in/ }),
  };
};

/** Chooses a request that the demo named so, and waits for its message in Slack. */
async function choose(page: Page, demo: Demo, name: string): Promise<void> {
  const { id, title } = await demo.request(name);
  await page.getByLabel('Request', { exact: true }).selectOption(id);
  await slackOf(page).parent.getByText(title).first().waitFor();
}

/**
 * Home is published anew when it is opened. A press on the copy that stood there before is told to look again, as a person
 * then does.
 */
async function openSettings(slack: Locator, dialog: Locator): Promise<void> {
  const language = dialog.getByLabel('Language');
  for (let tries = 0; tries < 5; tries += 1) {
    await slack
      .getByRole('button', { name: 'Settings' })
      .click({ timeout: 5_000 })
      .catch(() => {});
    if (
      await language.waitFor({ timeout: 4_000 }).then(
        () => true,
        () => false,
      )
    )
      return;
  }
  await language.waitFor({ timeout: 1_000 });
}

const focusedIn = (page: Page): Promise<string> =>
  page.evaluate(() => {
    let element = document.activeElement;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    return element === document.body || !element ? 'nothing' : `${element.localName} ${element.textContent?.trim()}`;
  });

const inView = (message: Locator): Promise<boolean> =>
  message.evaluate((element) => {
    const list = element.closest('.scroll')?.getBoundingClientRect();
    const box = element.getBoundingClientRect();
    return list !== undefined && box.top >= list.top - 1 && box.top < list.bottom;
  });

describe.skipIf(!chromiumPath())(`The seller’s Slack beside the buyer’s phone${withoutChromium}`, () => {
  let demo: Demo;
  let browser: Browser;

  beforeAll(async () => {
    [demo, browser] = await Promise.all([startDemo(), launch()]);
  });
  afterAll(async () => {
    await browser?.close();
    await demo?.stop();
  });

  it('tells the whole story: alert, offer, rejection, hand-back, approval and shipment, without leaving Slack', async () => {
    const { page, context, complaints } = await openPage(browser, demo.url);
    const { slack, parent, broadcasts } = slackOf(page);
    const { card, agent } = sides(page);
    const dialog = page.getByRole('dialog');
    await page.getByRole('button', { name: 'New request' }).click();
    await parent.getByText(/^Decide by .* · £64.00 · damaged items/).waitFor();
    expect(await inView(parent)).toBe(true);

    await parent.getByRole('button', { name: 'Offer money instead' }).click();
    await dialog.getByRole('radio', { name: '50% · £32.00 back' }).check();
    await dialog.getByLabel(/^Note to the buyer/).fill('Sorry! Half back at once?');
    await dialog.getByRole('button', { name: 'Send the offer' }).click();
    await dialog.waitFor({ state: 'hidden' });
    await card.getByText('50% of the £64.00 asked for').waitFor();
    await card.getByText('Sorry! Half back at once?').waitFor();
    await parent.getByRole('button', { name: 'Withdraw the offer' }).waitFor();
    expect(await parent.getByRole('button', { name: 'Approve' }).count()).toBe(0);

    await card.getByRole('button', { name: 'Reject' }).click();
    await dialog.getByRole('button', { name: 'Reject the offer' }).click();
    await broadcasts.getByText('The buyer rejected the offer of £32.00.').waitFor();
    await parent.getByRole('button', { name: 'Reject' }).waitFor();
    expect(await parent.getByRole('button', { name: 'Offer money instead' }).count()).toBe(0);
    await parent.getByRole('button', { name: /replies/ }).click();
    await slack.getByText('Also sent to the channel').waitFor();
    expect(await flaws(page)).toEqual([]);
    await slack.getByRole('button', { name: 'Close thread' }).click();

    await parent.getByRole('button', { name: 'Approve' }).click();
    await dialog.getByText(/Your shop sends 1 item at its own cost/).waitFor();
    await dialog.getByRole('button', { name: 'Go back' }).click();
    await dialog.waitFor({ state: 'hidden' });
    expect(await parent.getByRole('button', { name: 'Approve' }).count()).toBe(1);
    await parent.getByRole('button', { name: 'Approve' }).click();
    await dialog.getByRole('button', { name: 'Approve' }).click();

    await parent.getByRole('button', { name: 'Mark as shipped' }).click();
    await dialog.getByLabel('Carrier').fill('Royal Mail');
    await dialog.getByLabel('Tracking number').fill('RM123456789GB');
    await dialog.locator('button[type="submit"]').click();
    await parent.getByText(/^Shipped · £64.00/).waitFor();
    expect(await parent.locator('.actions button').count()).toBe(0);
    await agent.getByText('Willow & Clay shipped with Royal Mail').waitFor();
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('what is wrong stands at its field and has the keyboard; Escape closes and gives it back to the message', async () => {
    const { page, context } = await openPage(browser, demo.url);
    await choose(page, demo, 'celadon');
    const { parent } = slackOf(page);
    const dialog = page.getByRole('dialog');
    await parent.getByRole('button', { name: 'Offer money instead' }).click();
    await dialog.getByRole('radio', { name: 'Another amount' }).check();
    await dialog.getByLabel(/^Another amount, in THB/).fill('900000');
    await dialog.getByRole('button', { name: 'Send the offer' }).click();
    const wrong = dialog.getByRole('textbox', { name: /^Another amount, in THB/ });
    await dialog.getByRole('alert').waitFor();
    expect(await wrong.getAttribute('aria-invalid')).toBe('true');
    expect(await wrong.inputValue()).toBe('900000');
    await expect.poll(() => wrong.evaluate((input) => input.matches(':focus'))).toBe(true);

    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
    await expect.poll(() => focusedIn(page)).toMatch(/Offer money instead/);
    await parent.getByRole('button', { name: 'Offer money instead' }).click();
    await dialog.waitFor();
    expect(await dialog.getByRole('alert').count()).toBe(0);
    await context.close();
  });

  it('a modal opens where it was asked for, and not on another page of the same shop', async () => {
    const [here, there] = await Promise.all([openPage(browser, demo.url), openPage(browser, demo.url)]);
    for (const { page } of [here, there]) await choose(page, demo, 'celadon');
    await slackOf(here.page).parent.getByRole('button', { name: 'Reject' }).click();
    await here.page.getByRole('dialog', { name: 'Reject the request' }).waitFor();
    await slackOf(there.page).command.fill('/parley help');
    await slackOf(there.page).command.press('Enter');
    await slackOf(there.page).slack.getByText('Only visible to you').waitFor();
    expect(await there.page.getByRole('dialog').count()).toBe(0);
    await Promise.all([here.context.close(), there.context.close()]);
  });

  it('takes /parley commands and nothing else, answers to this person alone, and shows Home', async () => {
    const { page, context } = await openPage(browser, demo.url);
    await choose(page, demo, 'bowls');
    const { slack, command } = slackOf(page);
    await command.fill('hello');
    await command.press('Enter');
    await slack.getByText('Only Parley listens here: try /parley help.').waitFor();
    await command.fill('/parley list');
    await command.press('Enter');
    const answer = slack.locator('slack-message').filter({ hasText: 'Only visible to you' });
    await answer.waitFor();
    await expect.poll(() => inView(answer)).toBe(true);
    await answer.getByRole('button', { name: 'Dismiss' }).click();
    await answer.waitFor({ state: 'hidden' });

    await slack.getByRole('tab', { name: 'App Home' }).click();
    await slack.getByRole('heading', { name: 'Willow & Clay' }).waitFor();
    await slack.getByRole('button', { name: 'Settings' }).click();
    const settings = page.getByRole('dialog', { name: 'Settings' });
    await settings.getByLabel(/^Quiet from/).fill('22:00');
    await settings.getByLabel(/^Quiet until/).fill('07:00');
    await settings.getByRole('button', { name: 'Save' }).click();
    await settings.waitFor({ state: 'hidden' });
    await slack.getByText(/22:00.*07:00/).waitFor();
    await context.close();
  });

  it.each([
    [1280, 'light'],
    [1280, 'dark'],
    [390, 'light'],
    [390, 'dark'],
  ] as const)('axe finds nothing at %i pixels in %s: channel, modal, question, Home', async (width, colorScheme) => {
    const viewport = { width, height: 844 };
    const { page, context } = await openPage(browser, demo.url, { viewport, colorScheme, reducedMotion: 'reduce' });
    if (width < 1000) await page.getByRole('tab', { name: 'Seller' }).click();
    await choose(page, demo, 'teapot');
    const { slack, parent, command } = slackOf(page);
    const dialog = page.getByRole('dialog');
    await command.fill('/parley help');
    await command.press('Enter');
    await slack.getByText('Only visible to you').first().waitFor();
    expect(await flaws(page)).toEqual([]);

    await parent.getByRole('button', { name: 'Reject' }).click();
    await dialog.locator('button[type="submit"]').click();
    await dialog.getByRole('alert').first().waitFor();
    expect(await flaws(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });

    await parent.getByRole('button', { name: 'Approve' }).click();
    await dialog.waitFor();
    expect(await flaws(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });

    await slack.getByRole('tab', { name: 'App Home' }).click();
    await openSettings(slack, dialog);
    expect(await flaws(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
    expect(await flaws(page)).toEqual([]);
    await context.close();
  });
});
