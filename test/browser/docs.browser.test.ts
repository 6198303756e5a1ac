/** `/docs` in a browser: the first call is copied with a press, routes are found by words, and it reads like the other pages. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { curlOf, FIRST_CALLS } from '../../src/http/docs/guide.ts';
import { findings } from '../support/axe.ts';
import { chromiumPath, launch, openPage, withoutChromium } from '../support/browser.ts';
import { eventually } from '../support/eventually.ts';
import { tooWide } from '../support/fits.ts';
import { type Service, startService } from '../support/service.ts';

describe.skipIf(!chromiumPath())(`The reference of the API${withoutChromium}`, () => {
  let service: Service;
  let browser: Browser;

  beforeAll(async () => {
    [service, browser] = await Promise.all([startService(), launch()]);
  });
  afterAll(async () => {
    await browser?.close();
    await service?.close();
  });

  const routes = (page: Page) => page.locator('nav .group li:visible');

  it('hands over its first call, and finds a route by its words', async () => {
    const { page, context, complaints } = await openPage(browser, `${service.url}/docs`, {
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    const [first] = FIRST_CALLS;
    if (!first) throw new Error('there is no first call');
    const call = page.locator('.copyable').filter({ hasText: curlOf(first).split('\n')[0] });
    await call.getByRole('button', { name: 'Copy' }).click();
    await call.getByRole('button', { name: 'Copied' }).waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(curlOf(first));

    const where = page.locator('.copyable').filter({ hasText: 'export PARLEY=' });
    await where.getByRole('button', { name: 'Copy' }).click();
    await where.getByRole('button', { name: 'Copied' }).waitFor();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied, 'the address under which it stands open').toBe(
      `export PARLEY=${service.url}\nexport PARLEY_API_KEY=…`,
    );
    expect(await page.locator('main').innerText()).toContain(`The service is reached at ${service.url}. With`);

    const all = await routes(page).count();
    await page.keyboard.press('/');
    await page.keyboard.type('offer post');
    await eventually('fewer routes are shown', async () => expect(await routes(page).count()).toBeLessThan(all));
    await routes(page).filter({ hasText: '/v1/requests/:id/offer' }).or(routes(page)).first().click();
    await page.getByRole('heading', { level: 1 }).waitFor();
    expect(new URL(page.url()).pathname).toMatch(/^\/docs\/\w+/u);
    await page.getByLabel('Filter the routes').fill('no such route');
    await page.getByText('No route has these words.').waitFor();
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('marks the part that is shown among the routes, in sight, and shows calls without their being pushed sideways', async () => {
    const { page, context } = await openPage(browser, `${service.url}/docs/webhooks`);
    const part = page.locator('nav [aria-current="page"]');
    expect(await part.innerText()).toMatch(/^webhooks$/iu);
    await eventually('the part is in sight', async () => {
      const box = await part.boundingBox();
      expect(box?.y ?? 0).toBeGreaterThan(0);
      expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThan(page.viewportSize()?.height ?? 0);
    });
    await page.goto(`${service.url}/docs`);
    const wide = await page
      .locator('#first-call pre')
      .evaluateAll((all) => all.filter((one) => one.scrollWidth > one.clientWidth).map((one) => one.textContent));
    expect(wide).toEqual([]);
    await context.close();
  });

  it.each(['/docs', '/docs/live', '/docs/requests'])(
    '%s fits on a phone and axe finds nothing, light and dark',
    async (path) => {
      const { page, context } = await openPage(browser, `${service.url}${path}`);
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        expect(await findings(page), colorScheme).toEqual([]);
      }
      await page.setViewportSize({ width: 390, height: 844 });
      // Code that is longer than a phone is wide is moved in its own place.
      expect((await tooWide(page)).filter((one) => !one.startsWith('pre.'))).toEqual([]);
      await context.close();
    },
  );
});
