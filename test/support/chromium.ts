/**
 * The browser of the tests, the gallery and the screenshots: Debian's or any other Chromium, found on the PATH, started
 * without what would call home. vitest starts one for the whole leg (`setup` below, as its global setup) and every file
 * connects to it: what a file opens is its own, and is closed when it disconnects.
 */
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type Browser, type BrowserServer, chromium } from 'playwright-core';

/** The shell without a window first: it opens a page for less than half of the work. */
const NAMES = [
  'chromium-headless-shell',
  'chrome-headless-shell',
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
];
const ARGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Where Chromium is: `CHROMIUM_PATH`, or a browser on the PATH under one of its usual names. */
export function chromiumPath(): string | undefined {
  if (process.env.CHROMIUM_PATH) return process.env.CHROMIUM_PATH;
  const folders = (process.env.PATH ?? '').split(delimiter);
  return NAMES.flatMap((name) => folders.map((folder) => join(folder, name))).find((path) => existsSync(path));
}

/** What the title of a suite says where there is no browser to run it in. */
export const withoutChromium = chromiumPath() ? '' : ' (skipped: no Chromium; install it or set CHROMIUM_PATH)';

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
