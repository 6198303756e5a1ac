/**
 * `npm run screenshots`: takes the pictures of the README from the running demo, into docs/img/.
 *
 *   demo.png         the demo page at 1280 px: an alert in the seller's Slack, an offer that waits, the agents' board
 *   demo-page.png    the same with the seller's own page in place of their Slack
 *   demo-phone.png   the same page at 390 px: the buyer's tab, the confirmation open
 *   slack-alert.png  a request that waits for the shop, in its Slack channel
 *   slack-offer.png  the modal in which an offer is made
 *   slack-back.png   the offer was rejected: the hand-back is sent to the channel too
 *   slack-phone.png  the seller's Slack at 390 px, dark
 *   chat.png         the chat page of a Thai buyer at 390 px
 *   seller.png       Manage Returns at 1280 px, an offer being written, with the buyer's card as it will be
 *   console.png      the agents' board at 1280 px, a request open
 *
 * Starts the service in demo mode on a free port with a database of its own, and needs Chromium (CHROMIUM_PATH, or
 * on the PATH). Dates and times in the pictures are those of the day they are taken.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, Page, ViewportSize } from 'playwright-core';
import type { DemoRequest, DemoState, DemoTokens } from '../src/contract/demo.ts';
import { launch, startDemo } from '../test/support/browser.ts';

const pictures = fileURLToPath(new URL('../docs/img', import.meta.url));

const post = async <T>(url: string, body: object, token?: string): Promise<T> => {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...(token ? { Authorization: `Bearer ${token}` } : {}) },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${url} answered ${response.status}: ${await response.text()}`);
  return (await response.json()) as T;
};

async function take(
  browser: Browser,
  name: string,
  address: string,
  viewport: ViewportSize,
  prepare: (page: Page) => Promise<unknown>,
  colorScheme: 'light' | 'dark' = 'light',
): Promise<void> {
  const context = await browser.newContext({
    viewport,
    colorScheme,
    reducedMotion: 'reduce',
    locale: 'en-GB',
  });
  const page = await context.newPage();
  await page.goto(address);
  await prepare(page);
  await shoot(page, name);
  await context.close();
}

/** The demo page keeps a line to the service open, so the network is never idle: fonts and a moment to scroll it is. */
async function shoot(page: Page, name: string): Promise<void> {
  await page.evaluate(() => document.fonts.ready);
  await page.waitForTimeout(600);
  const path = join(pictures, `${name}.png`);
  await page.screenshot({ path });
  console.log(`screenshots: ${path}`);
}

/** The seller's Slack through one request: the alert, the offer's modal, and the hand-back after the buyer rejected. */
async function takeSlackStory(browser: Browser, url: string, viewport: ViewportSize): Promise<void> {
  const context = await browser.newContext({ viewport, reducedMotion: 'reduce', locale: 'en-GB' });
  const page = await context.newPage();
  await page.goto(url);
  const parent = page.locator('demo-slack slack-message[chosen]');
  const dialog = page.getByRole('dialog');
  await page.getByRole('button', { name: 'New request' }).click();
  await parent
    .getByText(/Dinner plate/)
    .first()
    .waitFor();
  await shoot(page, 'slack-alert');
  await parent.getByRole('button', { name: 'Offer money instead' }).click();
  await dialog.getByRole('radio', { name: /^50%/ }).check();
  await shoot(page, 'slack-offer');
  await dialog.locator('button[type="submit"]').click();
  const card = page.locator('parley-offer-card').last();
  await card.getByText('50% of the £32.00 you asked for').waitFor();
  await card.getByRole('button', { name: 'Reject' }).click();
  await dialog.getByRole('button', { name: 'Reject the offer' }).click();
  await page.locator('demo-slack').getByText('replied to a thread:').last().waitFor();
  await shoot(page, 'slack-back');
  await context.close();
}

async function takeAll(browser: Browser, url: string): Promise<void> {
  const { requests } = (await (await fetch(`${url}/demo/state`)).json()) as DemoState;
  const named = (name: string): DemoRequest => {
    const found = requests.find(({ conversationId }) => conversationId === `demo-${name}`);
    if (!found) throw new Error(`the demo has no request ${name}`);
    return found;
  };
  const thai = named('celadon');
  const tokens = await post<DemoTokens>(`${url}/demo/tokens`, { requestId: thai.id });
  const offer = { kind: 'partial_refund', percent: 50, note: 'ขออภัยค่ะ รับเงินคืนครึ่งหนึ่งและเก็บชุดถ้วยไว้ได้เลยนะคะ' };

  const wide = { width: 1280, height: 800 };
  const phone = { width: 390, height: 844 };
  const board = (page: Page) =>
    page.frameLocator('iframe[title="Agent board"]').locator('request-answers .buttons').first().waitFor();
  const slack = (page: Page) => page.locator('demo-slack slack-message[chosen]').waitFor();

  const card = (page: Page) => page.locator('parley-offer-card').last().waitFor();
  await take(browser, 'demo', url, wide, async (page) => {
    await card(page);
    await board(page);
    await slack(page);
  });
  await take(browser, 'demo-page', `${url}/#page`, wide, async (page) => {
    await card(page);
    await board(page);
  });
  await take(browser, 'demo-phone', url, phone, async (page: Page) => {
    await page.getByRole('button', { name: 'Accept' }).click();
    await page.getByRole('dialog').waitFor();
  });
  const inSlack = async (page: Page) => {
    await page.getByRole('tab', { name: 'Seller' }).click();
    await page.getByLabel('Request', { exact: true }).selectOption(thai.id);
    await slack(page);
  };
  await take(browser, 'slack-phone', url, phone, inSlack, 'dark');
  await post(`${url}/v1/requests/${thai.id}/offers`, offer, tokens.seller);
  const chat = `${url}/chat#token=${tokens.buyer}&conversation=${thai.conversationId}&locale=th`;
  await take(browser, 'chat', chat, phone, (page: Page) =>
    page.locator('parley-offer-card button.primary').first().waitFor(),
  );
  await takeSlackStory(browser, url, wide);
  await takeDesks(browser, url, named('bowls'), wide);
}

/** A shop that writes an offer, and an agent who looks at another request. */
async function takeDesks(browser: Browser, url: string, bowls: DemoRequest, viewport: ViewportSize): Promise<void> {
  const opened = await post<DemoRequest>(`${url}/demo/requests`, {});
  const { seller } = await post<DemoTokens>(`${url}/demo/tokens`, { requestId: opened.id });
  await take(browser, 'seller', `${url}/seller#token=${seller}&request=${opened.id}`, viewport, async (page: Page) => {
    await page.locator('request-answers [data-action="offer"]').click();
    await page.locator('answer-offer input[type=radio]').nth(1).check();
    await page.locator('answer-offer textarea').fill('So sorry! Keep the plates and take this back?');
    await page.locator('answer-offer parley-offer-card').scrollIntoViewIfNeeded();
  });
  const { agent } = await post<DemoTokens>(`${url}/demo/tokens`, { requestId: bowls.id });
  await take(browser, 'console', `${url}/console#token=${agent}&open=${bowls.id}`, viewport, (page: Page) =>
    page.locator('request-answers .buttons').first().waitFor(),
  );
}

mkdirSync(pictures, { recursive: true });
const [demo, browser] = await Promise.all([startDemo(), launch()]);
try {
  await takeAll(browser, demo.url);
} finally {
  await browser.close();
  await demo.stop();
}
