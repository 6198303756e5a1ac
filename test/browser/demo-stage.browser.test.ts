/** The demo's first screen: what to try, in the visitor's language, and all that it takes in sight. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chromiumPath, type Demo, launch, openPage, startDemo, withoutChromium } from '../support/browser.ts';
import { eventually } from '../support/eventually.ts';

const PHONE = { width: 390, height: 844 };
const DESK = { width: 1280, height: 800 };

describe.skipIf(!chromiumPath())(`The demo’s first screen${withoutChromium}`, () => {
  let demo: Demo;
  let browser: Browser;

  beforeAll(async () => {
    [demo, browser] = await Promise.all([startDemo(), launch()]);
  });
  afterAll(async () => {
    await browser?.close();
    await demo?.stop();
  });

  /** Whether an element ends above what the buyer writes in. */
  const isWhole = async (page: Page, words: string | RegExp): Promise<boolean> => {
    const seen = await page.locator('parley-chat').getByText(words).last().boundingBox();
    const below = await page.locator('parley-chat').getByRole('textbox').boundingBox();
    return seen !== null && below !== null && seen.y + seen.height <= below.y;
  };

  it.each([
    ['a desk', DESK, /Emma Clarke has an offer to answer: press Accept or Reject as the buyer/u],
    ['a phone', PHONE, 'Press Accept or Reject as the buyer.'],
  ])('on %s says what to try, and both answers are in sight with what they mean', async (_, viewport, words) => {
    const { page, context, complaints } = await openPage(browser, demo.url, { viewport, reducedMotion: 'reduce' });
    await page.getByRole('status').getByText(words).waitFor();
    await page.locator('parley-offer-card').last().getByRole('button', { name: 'Reject' }).waitFor();
    await page.evaluate(() => document.fonts.ready);
    await eventually('what rejecting means is in sight', async () =>
      expect(await isWhole(page, 'the shop decides again about sending the items')).toBe(true),
    );
    expect(complaints).toEqual([]);
    await context.close();
  });

  it.each([
    ['a desk', DESK],
    ['a phone', PHONE],
  ])('speaks Thai to a Thai visitor on %s: the stage, and the three pages on it', async (_, viewport) => {
    const { page, context, complaints } = await openPage(browser, demo.url, { viewport, locale: 'th-TH' });
    const stage = page.locator('parley-demo');
    await stage.getByRole('button', { name: 'คำขอใหม่' }).waitFor();
    await page
      .frameLocator('demo-frame iframe[title="กระดานเจ้าหน้าที่"]')
      .locator('parley-console')
      .waitFor({ state: 'attached' });
    await page.locator('parley-chat').getByText('ได้รับของแล้วค่ะ').first().waitFor({ state: 'attached' });
    const words = await stage.evaluate((element) => {
      const root = element.shadowRoot as ShadowRoot;
      const parts = [...root.querySelectorAll('header, .tabs, .head')].filter((part) => part.checkVisibility());
      return parts.map((part) => (part as HTMLElement).innerText).join('\n');
    });
    // Names of shops, of Slack and of Parley, markets and UTC are what they are.
    const left = words
      .replaceAll(/Parley|Slack|UTC|Siam Ceramics|Night Owl Pottery|[A-Z]{2} · .*/gu, '')
      .match(/[a-z]{3,}/giu);
    expect(left).toBeNull();
    expect(complaints).toEqual([]);
    await context.close();
  });
});
