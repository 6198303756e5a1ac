/**
 * `npm run screenshots`: takes the pictures of the README from the running demo, into docs/img/.
 *
 *   demo.png         the demo page at 1280 px: an alert in the seller's Slack, an offer that waits, the agent's list
 *   demo-page.png    the same with the seller's own page in place of their Slack
 *   demo-phone.png   the same page at 390 px: the buyer's tab, the confirmation open
 *   slack-alert.png  a request that waits for the shop, in its Slack channel
 *   slack-offer.png  the modal in which an offer is made
 *   slack-back.png   the offer was rejected: the hand-back is sent to the channel too, the message has live buttons
 *   slack-phone.png  the seller's Slack at 390 px, dark
 *   chat.png         the chat page of a Thai buyer at 390 px
 *   seller.png       Manage Returns at 1280 px, an offer being written, with the buyer's card as it will be
 *   console.png      the agents' board at 1280 px, a request open
 *
 * Builds first, starts the service in demo mode on a free port with a database of its own, and needs Chromium
 * (CHROMIUM_PATH, or on the PATH). Dates and times in the pictures are those of the day they are taken.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const root = fileURLToPath(new URL('..', import.meta.url));
const pictures = join(root, 'docs/img');

function findChromium() {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];
  const found = names.flatMap((name) => folders.map((folder) => join(folder, name))).find((path) => existsSync(path));
  const path = process.env.CHROMIUM_PATH ?? found;
  if (!path) throw new Error('there is no Chromium: install it, or set CHROMIUM_PATH');
  return path;
}

/** Starts the demo → `{ url, stop }`. */
async function startDemo(folder) {
  const { PARLEY_API_KEY: _, PARLEY_SECRET: __, ...env } = process.env;
  const server = spawn(process.execPath, [join(root, 'dist/src/main.js')], {
    env: { ...env, DEMO: '1', PORT: '0', LOG_LEVEL: 'info', DATABASE_URL: `sqlite:${join(folder, 'demo.db')}` },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const url = await new Promise((resolve, reject) => {
    server.stdout.on('data', (chunk) => {
      const found = /"url":"([^"]+)"/u.exec(chunk.toString());
      if (found) resolve(found[1]);
    });
    server.once('exit', (code) => reject(new Error(`the demo ended with ${code}`)));
  });
  return {
    url,
    stop: () =>
      new Promise((resolve) => {
        server.once('exit', resolve);
        server.kill('SIGTERM');
      }),
  };
}

const post = async (url, body, token) => {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...(token ? { Authorization: `Bearer ${token}` } : {}) },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${url} answered ${response.status}: ${await response.text()}`);
  return response.json();
};

async function take(browser, name, address, viewport, prepare, colorScheme = 'light') {
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
async function shoot(page, name) {
  await page.evaluate(() => document.fonts.ready);
  await page.waitForTimeout(600);
  const path = join(pictures, `${name}.png`);
  await page.screenshot({ path });
  console.log(`screenshots: ${path}`);
}

/** The seller's Slack through one request: the alert, the offer's modal, and the hand-back after the buyer rejected. */
async function takeSlackStory(browser, url, viewport) {
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
  await card.getByText('50% of the £64.00 asked for').waitFor();
  await card.getByRole('button', { name: 'Reject' }).click();
  await dialog.getByRole('button', { name: 'Reject the offer' }).click();
  await page.locator('demo-slack').getByText('replied to a thread:').last().waitFor();
  await shoot(page, 'slack-back');
  await context.close();
}

async function takeAll(browser, url) {
  const { requests } = await (await fetch(`${url}/demo/state`)).json();
  const thai = requests.find(({ conversationId }) => conversationId === 'demo-celadon');
  const tokens = await post(`${url}/demo/tokens`, { requestId: thai.id });
  const offer = { kind: 'partial_refund', percent: 50, note: 'ขออภัยค่ะ รับเงินคืนครึ่งหนึ่งและเก็บชุดถ้วยไว้ได้เลยนะคะ' };

  const wide = { width: 1280, height: 800 };
  const phone = { width: 390, height: 844 };
  const history = (page) => page.locator('demo-agent').getByText('Request opened').waitFor();
  const slack = (page) => page.locator('demo-slack slack-message[chosen]').waitFor();

  const card = (page) => page.locator('parley-offer-card').last().waitFor();
  await take(browser, 'demo', url, wide, async (page) => {
    await card(page);
    await history(page);
    await slack(page);
  });
  await take(browser, 'demo-page', `${url}/#page`, wide, history);
  await take(browser, 'demo-phone', url, phone, async (page) => {
    await page.getByRole('button', { name: 'Accept' }).click();
    await page.getByRole('dialog').waitFor();
  });
  const inSlack = async (page) => {
    await page.getByRole('tab', { name: 'Seller' }).click();
    await page.getByLabel('Request', { exact: true }).selectOption(thai.id);
    await slack(page);
  };
  await take(browser, 'slack-phone', url, phone, inSlack, 'dark');
  await post(`${url}/v1/requests/${thai.id}/offers`, offer, tokens.seller);
  const chat = `${url}/chat#token=${tokens.buyer}&conversation=${thai.conversationId}&locale=th`;
  await take(browser, 'chat', chat, phone, (page) =>
    page.locator('parley-offer-card button.primary').first().waitFor(),
  );
  await takeSlackStory(browser, url, wide);
  await takeDesks(browser, url, requests, wide);
}

/** A shop that writes an offer, and an agent who looks at another request. */
async function takeDesks(browser, url, requests, viewport) {
  const opened = await post(`${url}/demo/requests`, {});
  const { seller } = await post(`${url}/demo/tokens`, { requestId: opened.id });
  await take(browser, 'seller', `${url}/seller#token=${seller}&request=${opened.id}`, viewport, async (page) => {
    await page.locator('seller-answers [data-action="offer"]').click();
    await page.locator('seller-offer input[type=radio]').nth(1).check();
    await page.locator('seller-offer textarea').fill('So sorry! Keep the plates and take this back?');
    await page.locator('seller-offer parley-offer-card').scrollIntoViewIfNeeded();
  });
  const bowls = requests.find(({ conversationId }) => conversationId === 'demo-bowls');
  const { agent } = await post(`${url}/demo/tokens`, { requestId: bowls.id });
  await take(browser, 'console', `${url}/console#token=${agent}&open=${bowls.id}`, viewport, (page) =>
    page.locator('console-actions .buttons').first().waitFor(),
  );
}

const { status } = spawnSync(process.execPath, [join(root, 'scripts/build.mjs'), '--if-stale'], { stdio: 'inherit' });
if (status !== 0) process.exit(1);
const folder = mkdtempSync(join(tmpdir(), 'parley-screenshots-'));
mkdirSync(pictures, { recursive: true });
const demo = await startDemo(folder);
const browser = await chromium.launch({
  executablePath: findChromium(),
  args: [
    '--headless',
    '--no-sandbox',
    '--disable-gpu',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
});
try {
  await takeAll(browser, demo.url);
} finally {
  await browser.close();
  await demo.stop();
  rmSync(folder, { recursive: true, force: true });
}
