/** The head of the board on a phone: its search is there at once, all else has a word, and what is used seldom lies under “More”. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findings } from '../support/axe.ts';
import { chromiumPath, launch, withoutChromium } from '../support/browser.ts';
import { type Desk, fragment, PHONE, rowsOf, startDesk } from '../support/console-scene.ts';
import { misfits } from '../support/fits.ts';

describe.skipIf(!chromiumPath())(`The head of the board on a phone${withoutChromium}`, () => {
  let desk: Desk;
  let browser: Browser;

  beforeAll(async () => {
    [desk, browser] = await Promise.all([startDesk(), launch()]);
    await desk.open();
  });
  afterAll(async () => {
    await browser?.close();
    await desk?.close();
  });

  const more = (page: Page) => page.getByRole('button', { name: 'More', exact: true });
  const menu = (page: Page) => page.getByRole('dialog', { name: 'More' });
  /** What lies in it stands in the page around it, and is shown there. */
  const items = (page: Page) => page.locator('more-menu').getByRole('button');
  const item = (page: Page, name: string) => items(page).filter({ hasText: name });

  it('is one line, with a menu that keyboard and fingers use, and below it the search and the filters in words', async () => {
    const { page, context, complaints } = await desk.visit(browser, '', { ...PHONE, timezoneId: 'America/New_York' });
    await rowsOf(page).first().waitFor();
    const title = await page.getByRole('heading', { level: 1 }).boundingBox();
    const times = await page.locator('header .times').boundingBox();
    expect(times?.y ?? 0, 'whose times they are stands below what it is').toBeGreaterThan(title?.y ?? 0);
    expect(times?.x).toBe(title?.x);
    expect(await page.locator('.folds button:visible').allInnerTexts()).toEqual(['More']);
    expect(await page.locator('console-filters button:visible').allInnerTexts()).toEqual(['Filters']);
    await page.getByRole('searchbox').fill('no such order');
    await page.getByText('No request matches').waitFor();
    await page.getByRole('searchbox').fill('');
    await rowsOf(page).first().waitFor();

    await more(page).focus();
    await page.keyboard.press('Enter');
    await menu(page).waitFor();
    expect(
      (await items(page).allInnerTexts())
        .map((words) => words.trim())
        .filter((words) => words !== 'More')
        .sort(),
    ).toEqual(['Charts over time', 'Close', 'Download CSV', 'Saved views', 'Summary']);
    const heights = await items(page).evaluateAll((all) => all.map((one) => one.getBoundingClientRect().height));
    expect(Math.min(...heights)).toBeGreaterThanOrEqual(44);
    expect(await findings(page)).toEqual([]);
    expect(await misfits(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await menu(page).waitFor({ state: 'hidden' });
    expect(await more(page).evaluate((button) => button.matches(':focus'))).toBe(true);
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('does from the menu what the buttons of a desk do', async () => {
    const { page, context, complaints } = await desk.visit(browser, '&sort=state', {
      ...PHONE,
      forcedColors: 'active',
    });
    await more(page).click();
    await item(page, 'Summary').click();
    await page.getByText('Timeouts').waitFor();
    expect(fragment(page).get('numbers')).toBe('shown');
    await menu(page).waitFor({ state: 'hidden' });

    await more(page).click();
    const [file] = await Promise.all([page.waitForEvent('download'), item(page, 'Download CSV').click()]);
    expect(file.suggestedFilename()).toMatch(/^parley-requests-/u);

    await item(page, 'Saved views').click();
    await page.getByLabel('Name of what is shown now').fill('By state');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'By state', exact: true }).click();
    await menu(page).waitFor({ state: 'hidden' });
    expect(fragment(page).get('sort')).toBe('state');

    await more(page).click();
    await item(page, 'Charts over time').click();
    await page.getByRole('dialog', { name: 'Charts over time' }).waitFor();
    await menu(page).waitFor({ state: 'hidden' });
    expect(complaints).toEqual([]);
    await context.close();
  });
});
