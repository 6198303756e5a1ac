/**
 * The browser of the tests, the gallery and the screenshots: started without what would call
 * home. vitest starts one for the whole leg (`setup` below, as its global setup) and every file connects to it: what a
 * file opens is its own, and is closed when it disconnects.
 */
import { type Browser, type BrowserServer, chromium } from 'playwright-core';
import { findChromium } from '../../scripts/test/programs.mjs';

const ARGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const found = findChromium();

/** Where Chromium is; undefined where there is none. */
export const chromiumPath = (): string | undefined => found.path;

/** What the title of a suite says where there is no browser to run it in. */
export const withoutChromium = found.path ? '' : ` (skipped: ${found.why})`;

/** A browser of the caller's own: a connection to the leg's Chromium where there is one, else a Chromium. */
export const launch = (): Promise<Browser> =>
  process.env.PARLEY_TEST_BROWSER
    ? chromium.connect(process.env.PARLEY_TEST_BROWSER)
    : chromium.launch({ executablePath: chromiumPath(), args: ARGS });

let server: BrowserServer | undefined;

/** vitest's global setup and teardown. */
export async function setup(): Promise<void> {
  if (!chromiumPath()) return;
  server = await chromium.launchServer({ executablePath: chromiumPath(), args: ARGS });
  process.env.PARLEY_TEST_BROWSER = server.wsEndpoint();
}
export async function teardown(): Promise<void> {
  await server?.close();
}
