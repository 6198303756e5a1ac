/**
 * `npm run screenshots`: takes the pictures of the README from the running demo, into docs/img/.
 *
 *   demo.png        the demo page at 1280 px: an offer that waits for its answer, from all three sides
 *   demo-phone.png  the same page at 390 px: the buyer's tab, the confirmation open
 *   chat.png        the chat page of a Thai buyer at 390 px
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

async function take(browser, name, address, viewport, prepare) {
  const context = await browser.newContext({
    viewport,
    colorScheme: 'light',
    reducedMotion: 'reduce',
    locale: 'en-GB',
  });
  const page = await context.newPage();
  await page.goto(address);
  await page.locator('parley-offer-card').last().waitFor();
  await prepare(page);
  await page.waitForLoadState('networkidle');
  const path = join(pictures, `${name}.png`);
  await page.screenshot({ path });
  await context.close();
  console.log(`screenshots: ${path}`);
}

async function takeAll(browser, url) {
  const { requests } = await (await fetch(`${url}/demo/state`)).json();
  const thai = requests.find(({ conversationId }) => conversationId === 'demo-celadon');
  const tokens = await post(`${url}/demo/tokens`, { requestId: thai.id });
  const offer = { kind: 'partial_refund', percent: 50, note: 'ขออภัยค่ะ รับเงินคืนครึ่งหนึ่งและเก็บชุดถ้วยไว้ได้เลยนะคะ' };

  await take(browser, 'demo', url, { width: 1280, height: 800 }, (page) =>
    page.locator('demo-agent').getByText('Request opened').waitFor(),
  );
  await take(browser, 'demo-phone', url, { width: 390, height: 844 }, async (page) => {
    await page.getByRole('button', { name: 'Accept' }).click();
    await page.getByRole('dialog').waitFor();
  });
  await post(`${url}/v1/requests/${thai.id}/offers`, offer, tokens.seller);
  const chat = `${url}/chat#token=${tokens.buyer}&conversation=${thai.conversationId}&locale=th`;
  await take(browser, 'chat', chat, { width: 390, height: 844 }, (page) =>
    page.locator('parley-offer-card button.primary').first().waitFor(),
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
