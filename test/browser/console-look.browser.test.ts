/** The board for everyone: in every state axe finds nothing, light and dark, and everything fits, in every language. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chromiumPath, launch, withoutChromium } from '../support/browser.ts';
import { tooWide } from '../support/fits.ts';
import { judge } from '../support/looks.ts';
import { startThree } from '../support/three.ts';
import { consoleWalk, FORMS } from '../support/walks/console.ts';
import { LANGUAGES } from '../support/walks/walk.ts';

/** Names, places and figures' names end in an ellipsis where there is no room, and the row of tabs can be moved. */
const GIVES_WAY = /^(?:span\.(?:name|meta)?|div\.): /u;
const misfits = async (page: Page): Promise<string[]> => (await tooWide(page)).filter((one) => !GIVES_WAY.test(one));

/** Where axe judges a desk's page, with the list and a request side by side; else it judges the phone's. */
const ON_DESKS = new Set(['list', 'overview']);
/** The rest of the board is as it was when these are opened. */
const ACTIONS = new Set<string>(Object.values(FORMS).flat());

describe.skipIf(!chromiumPath())(`The agent board for everyone${withoutChromium}`, () => {
  let browser: Browser;

  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(async () => {
    await browser?.close();
  });

  it.each([...LANGUAGES, 'fil'])('reads well and fits in every state in %s', async (language) => {
    const three = await startThree(browser);
    const complaints: string[] = [];
    const seen: string[] = [];
    await consoleWalk.go(three, { language, reducedMotion: 'reduce' }, async (state, page) => {
      seen.push(state);
      const wanted = language === 'ar-XB' ? 'rtl' : 'ltr';
      const dir = await page.evaluate(() => document.documentElement.dir);
      if (dir !== wanted) complaints.push(`${state}: written ${dir}, not ${wanted}`);
      const windows = ON_DESKS.has(state)
        ? (['desk', 'phone', 'desk at 200 %'] as const)
        : (['phone', 'desk', 'desk at 200 %'] as const);
      const within = ACTIONS.has(state) ? ['parley-console', 'console-detail'] : undefined;
      complaints.push(...(await judge(page, state, { misfits, windows, axe: language === 'en', within })));
    });
    await three.close();
    expect(complaints).toEqual([]);
    expect(seen.length).toBeGreaterThanOrEqual(20);
  });
});
