/** Manage Returns for everyone: every state in light and dark, on phones and desks, magnified, and in other scripts. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chromiumPath, launch, withoutChromium } from '../support/browser.ts';
import { cutChoices, tooWide } from '../support/fits.ts';
import { judge } from '../support/looks.ts';
import { startThree } from '../support/three.ts';
import { sellerWalk } from '../support/walks/seller.ts';
import { LANGUAGES } from '../support/walks/walk.ts';

/** Made-up words, half as long again, need more than the smallest window has, and more than a choice has room for. */
const windowsFor = (language: string) =>
  language === 'en-XA'
    ? (['phone', 'desk', 'desk at 200 %'] as const)
    : (['phone', 'desk', 'desk at 200 %', 'small phone'] as const);

describe.skipIf(!chromiumPath())(`Manage Returns for everyone${withoutChromium}`, () => {
  let browser: Browser;

  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(async () => {
    await browser?.close();
  });

  it.each(LANGUAGES)('reads well and fits in every state in %s', async (language) => {
    const three = await startThree(browser);
    const complaints: string[] = [];
    const seen: string[] = [];
    await sellerWalk.go(three, { language }, async (state, page) => {
      seen.push(state);
      const misfits = async () => [await tooWide(page), language === 'en-XA' ? [] : await cutChoices(page)].flat();
      const windows = windowsFor(language);
      complaints.push(...(await judge(page, state, { misfits, windows, axe: language === 'en' })));
      const [wanted, dir] = [
        language === 'ar-XB' ? 'rtl' : 'ltr',
        await page.evaluate(() => document.documentElement.dir),
      ];
      if (dir !== wanted) complaints.push(`${state}: written ${dir}, not ${wanted}`);
    });
    await three.close();
    expect(complaints).toEqual([]);
    expect(seen.length).toBeGreaterThanOrEqual(22);
  });

  it('is laid out from right to left where the words are', async () => {
    const three = await startThree(browser);
    const { page, context } = await three.shopPage({ language: 'ar-XB' });
    const xOf = async (selector: string) => (await page.locator(selector).boundingBox())?.x ?? Number.NaN;
    expect(await xOf('.side')).toBeGreaterThan(await xOf('.nothing'));
    await context.close();
    await three.close();
  });
});
