import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findings } from '../support/axe.ts';
import {
  chromiumPath,
  type Demo,
  launch,
  type Opened,
  openPage,
  sharedPage,
  sides,
  startDemo,
  withoutChromium,
} from '../support/browser.ts';
import { eventually } from '../support/eventually.ts';
import { sideways } from '../support/fits.ts';
import { judge, resize } from '../support/looks.ts';
import { WINDOWS } from '../support/walks/walk.ts';

/** What axe finds on the page as it stands, and whether it is wider than the window. */
const flaws = async (page: Page): Promise<string[]> => [...(await findings(page)), ...(await sideways(page))];

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

const comesIntoView = (message: Locator): Promise<void> =>
  eventually('the message comes into view', async () => expect(await inView(message)).toBe(true));

describe.skipIf(!chromiumPath())(`The seller’s Slack beside the buyer’s phone${withoutChromium}`, () => {
  let demo: Demo;
  let browser: Browser;
  const open = (): Promise<Opened> => openPage(browser, demo.url);
  const atDesk = sharedPage(open);

  beforeAll(async () => {
    [demo, browser] = await Promise.all([startDemo(), launch()]);
  });
  afterAll(async () => {
    await browser?.close();
    await demo?.stop();
  });

  it('tells the whole story: alert, offer, rejection, hand-back, approval and shipment, without leaving Slack', async () => {
    const { page, complaints } = await atDesk();
    const { slack, parent, broadcasts } = slackOf(page);
    const { card, agent } = sides(page);
    const dialog = page.getByRole('dialog');
    await page.getByRole('button', { name: 'New request' }).click();
    await parent.getByText(/^Decide by .* · £32.00 · damaged items/).waitFor();
    await comesIntoView(parent);

    await parent.getByRole('button', { name: 'Offer money instead' }).click();
    await dialog.getByRole('radio', { name: '50% · £16.00 back' }).check();
    await dialog.getByLabel(/^Note to the buyer/).fill('Sorry! Half back at once?');
    await dialog.getByRole('button', { name: 'Send the offer' }).click();
    await dialog.waitFor({ state: 'hidden' });
    await card.getByText('50% of the £32.00 you asked for').waitFor();
    await card.getByText('Sorry! Half back at once?').waitFor();
    await parent.getByRole('button', { name: 'Withdraw the offer' }).waitFor();
    expect(await parent.getByRole('button', { name: 'Approve' }).count()).toBe(0);

    await card.getByRole('button', { name: 'Reject' }).click();
    await dialog.getByRole('button', { name: 'Reject the offer' }).click();
    await broadcasts.getByText('Emma Clarke rejected the offer of £16.00.').waitFor();
    await parent.getByRole('button', { name: 'Reject' }).waitFor();
    expect(await parent.getByRole('button', { name: 'Offer money instead' }).count()).toBe(0);
    await parent.getByRole('button', { name: /replies/ }).click();
    await slack.getByText('Also sent to the channel').waitFor();
    expect(await flaws(page)).toEqual([]);
    await slack.getByRole('button', { name: 'Close thread' }).click();

    await parent.getByRole('button', { name: 'Approve' }).click();
    await dialog.getByText(/Your shop sends 2 items at its own cost/).waitFor();
    await dialog.getByRole('button', { name: 'Go back' }).click();
    await dialog.waitFor({ state: 'hidden' });
    expect(await parent.getByRole('button', { name: 'Approve' }).count()).toBe(1);
    await parent.getByRole('button', { name: 'Approve' }).click();
    await dialog.getByRole('button', { name: 'Approve' }).click();

    await parent.getByRole('button', { name: 'Mark as shipped' }).click();
    await dialog.getByLabel('Carrier').fill('Royal Mail');
    await dialog.getByLabel('Tracking number').fill('RM123456789GB');
    await dialog.locator('button[type="submit"]').click();
    await parent.getByText(/^Shipped · £32.00/).waitFor();
    expect(await parent.locator('.actions button').count()).toBe(0);
    await agent.locator('console-detail').getByText('Royal Mail, RM123456789GB').waitFor();
    expect(complaints).toEqual([]);
  });

  it('what is wrong stands at its field and has the keyboard; Escape closes and gives it back to the message', async () => {
    const { page } = await atDesk();
    await choose(page, demo, 'owl-vase');
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
    await eventually('what is wrong has the keyboard', async () =>
      expect(await wrong.evaluate((input) => input.matches(':focus'))).toBe(true),
    );

    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
    await eventually('the button that asked has the keyboard', async () =>
      expect(await focusedIn(page)).toMatch(/Offer money instead/),
    );
    await parent.getByRole('button', { name: 'Offer money instead' }).click();
    await dialog.waitFor();
    expect(await dialog.getByRole('alert').count()).toBe(0);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
  });

  it('a modal opens where it was asked for, and not on another page of the same shop', async () => {
    const [here, there] = await Promise.all([atDesk(), open()]);
    for (const { page } of [here, there]) await choose(page, demo, 'owl-vase');
    await slackOf(here.page).parent.getByRole('button', { name: 'Reject' }).click();
    await here.page.getByRole('dialog', { name: 'Reject the request' }).waitFor();
    await slackOf(there.page).command.fill('/parley help');
    await slackOf(there.page).command.press('Enter');
    await slackOf(there.page).slack.getByText('Only visible to you').waitFor();
    expect(await there.page.getByRole('dialog').count()).toBe(0);
    await there.context.close();
    await here.page.keyboard.press('Escape');
    await here.page.getByRole('dialog').waitFor({ state: 'hidden' });
  });

  it('takes /parley commands and nothing else, answers to this person alone, and shows Home', async () => {
    const { page } = await atDesk();
    await choose(page, demo, 'bowls');
    const { slack, command } = slackOf(page);
    await command.fill('hello');
    await command.press('Enter');
    await slack.getByText('Only Parley listens here: try /parley help.').waitFor();
    await command.fill('/parley list');
    await command.press('Enter');
    const answer = slack.locator('slack-message').filter({ hasText: 'Only visible to you' });
    await answer.waitFor();
    await comesIntoView(answer);
    await answer.getByRole('button', { name: 'Dismiss' }).click();
    await answer.waitFor({ state: 'hidden' });

    await slack.getByRole('tab', { name: 'App Home' }).click();
    await slack.getByRole('heading', { name: 'Your shop' }).waitFor();
    await slack.getByText('Willow & Clay', { exact: false }).last().waitFor();
    await slack.getByRole('button', { name: 'Settings' }).click();
    const settings = page.getByRole('dialog', { name: 'Settings' });
    await settings.getByLabel(/^Quiet from/).fill('22:00');
    await settings.getByLabel(/^Quiet until/).fill('07:00');
    await settings.getByRole('button', { name: 'Save' }).click();
    await settings.waitFor({ state: 'hidden' });
    await slack.getByText(/22:00.*07:00/).waitFor();
  });

  it('axe finds nothing on a desk and on a phone, light and dark: channel, modal, question, Home', async () => {
    const { page, context } = await openPage(browser, demo.url, { reducedMotion: 'reduce' });
    // What a phone shows of the three is chosen there.
    await resize(page, WINDOWS.phone);
    await page.getByRole('tab', { name: 'Seller' }).click();
    await choose(page, demo, 'owl-vase');
    const { slack, parent, command } = slackOf(page);
    const dialog = page.getByRole('dialog');
    const complaints: string[] = [];
    const look = async (state: string): Promise<void> => {
      complaints.push(...(await judge(page, state, { misfits: sideways, windows: ['phone', 'desk'], axe: true })));
      await resize(page, WINDOWS.desk);
      complaints.push(...(await findings(page)).map((one) => `${state}, desk: ${one}`));
      await resize(page, WINDOWS.phone);
    };
    await command.fill('/parley help');
    await command.press('Enter');
    await slack.getByText('Only visible to you').first().waitFor();
    await look('channel');

    await parent.getByRole('button', { name: 'Reject' }).click();
    await dialog.locator('button[type="submit"]').click();
    await dialog.getByRole('alert').first().waitFor();
    await look('rejecting');
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });

    await parent.getByRole('button', { name: 'Approve' }).click();
    await dialog.waitFor();
    await look('approving');
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });

    await slack.getByRole('tab', { name: 'App Home' }).click();
    await slack.getByRole('button', { name: 'Settings' }).click();
    await dialog.getByLabel('Language').waitFor();
    await look('settings');
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
    await look('Home');
    expect(complaints).toEqual([]);
    await context.close();
  });
});
