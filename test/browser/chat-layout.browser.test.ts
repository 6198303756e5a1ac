import { existsSync } from 'node:fs';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findings } from '../support/axe.ts';
import { chromiumPath, launch, withoutChromium } from '../support/browser.ts';
import { HOUR } from '../support/builders.ts';
import { type ChatScene, pagesDir, startChatScene } from '../support/chat-scene.ts';

const LOCALES = ['th', 'en-XA', 'ar-XB'] as const;
const PHONE = { width: 390, height: 844 };
const DESKTOP = { width: 1280, height: 800 };

type Ask = 'accept' | 'reject' | 'counter';
const ASKS: readonly Ask[] = ['accept', 'reject', 'counter'];

const waitingCard = (page: Page) => page.locator('parley-offer-card').last();

async function ask(page: Page, which: Ask): Promise<void> {
  await waitingCard(page).locator('.actions button').nth(ASKS.indexOf(which)).click();
  await page.getByRole('dialog').waitFor();
}
async function stopAsking(page: Page): Promise<void> {
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
}
/** Names an amount that nobody can read, so that the question says what it wants. */
async function nameNonsense(page: Page): Promise<void> {
  await page.getByRole('dialog').locator('input').fill('much');
  await page.getByRole('dialog').locator('button[type="submit"]').click();
  await page.getByRole('dialog').locator('.problem').waitFor();
}
const confirm = (page: Page) => page.getByRole('dialog').locator('button[type="submit"]').click();

/**
 * What does not fit: a page or box that scrolls sideways, words wider than what holds them, controls out of the window's
 * sides or over one another.
 */
function misfits(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    const deep = (root: ParentNode): HTMLElement[] =>
      [...root.querySelectorAll<HTMLElement>('*')].flatMap((element) => [
        element,
        ...(element.shadowRoot ? deep(element.shadowRoot) : []),
      ]);
    const isDrawn = (element: HTMLElement): boolean =>
      element.checkVisibility({ visibilityProperty: true }) &&
      !element.closest('.heard') &&
      element.localName !== 'style';
    const nameOf = ({ localName, className, textContent }: HTMLElement): string =>
      `${localName}.${className} “${(textContent ?? '').trim().slice(0, 40)}”`;
    const [wide, window_] = [document.documentElement.scrollWidth, document.documentElement.clientWidth];
    if (wide > window_) found.push(`the page needs ${wide} of ${window_} px`);

    const drawn = deep(document.body).filter(isDrawn);
    for (const element of drawn) {
      const isInline = getComputedStyle(element).display.startsWith('inline') && element.localName !== 'button';
      if (isInline || element.closest('svg')) continue;
      const over = element.scrollWidth - element.clientWidth;
      if (over > 1) found.push(`${nameOf(element)} is ${over} px too wide`);
    }
    const dialog = drawn.find((element) => element.matches('dialog[open]'));
    const controls = drawn.filter((element) => element.matches('button, input, textarea, a'));
    const reachable = controls.filter((element) => !dialog || dialog.contains(element));
    const boxes = reachable.map((element) => ({ element, box: element.getBoundingClientRect() }));
    for (const { element, box } of boxes) {
      if (box.left < 0 || box.right > window_) found.push(`${nameOf(element)} leaves the window`);
      for (const other of boxes) {
        if (other.element === element || element.contains(other.element) || other.element.contains(element)) continue;
        const [width, height] = [
          Math.min(box.right, other.box.right) - Math.max(box.left, other.box.left),
          Math.min(box.bottom, other.box.bottom) - Math.max(box.top, other.box.top),
        ];
        const scrolls = element.closest('form') !== other.element.closest('form');
        if (width > 1 && height > 1 && !scrolls) found.push(`${nameOf(element)} lies over ${nameOf(other.element)}`);
      }
    }
    return found;
  });
}

/** Leads the chat through the questions of its waiting card; `look` sees each of them. */
async function throughQuestions(page: Page, look: (state: string) => Promise<void>): Promise<void> {
  await look('waiting');
  await ask(page, 'accept');
  await look('confirming');
  await stopAsking(page);
  await ask(page, 'reject');
  await look('rejecting');
  await stopAsking(page);
  await ask(page, 'counter');
  await look('countering');
  await nameNonsense(page);
  await look('countering with nonsense');
  await stopAsking(page);
}

describe.skipIf(!chromiumPath() || !existsSync(pagesDir))(`The chat in every shape${withoutChromium}`, () => {
  let scene: ChatScene;
  let browser: Browser;
  /** Accepted, rejected, expired, withdrawn, waiting: nobody answers in this one. */
  let conversationId: string;

  beforeAll(async () => {
    [scene, browser] = await Promise.all([startChatScene(), launch()]);
    ({ conversationId } = await scene.everyCard());
    await scene.write(conversationId, ['x'.repeat(300), 'ได้รับของแล้วครับแต่ว่าขาดไปหนึ่งชิ้นช่วยตรวจสอบให้หน่อยนะครับ 🙏']);
    await scene.write(conversationId, [`See ${'https://pictures.example/a'}${'b'.repeat(200)}.jpg`], 'buyer');
  });
  afterAll(async () => {
    await browser?.close();
    await scene?.close();
  });

  const visit = (locale: string, options: BrowserContextOptions) =>
    scene.visit(browser, conversationId, locale, options);

  const shapes = LOCALES.flatMap((locale) => [PHONE, DESKTOP].map((viewport) => ({ locale, viewport })));
  const schemes = ['light', 'dark'] as const;

  it.each(shapes)(
    'fits in $locale at $viewport.width px, light and dark, whatever it asks',
    async ({ locale, viewport }) => {
      const { page, context } = await visit(locale, { viewport });
      expect(await page.locator('html').getAttribute('dir')).toBe(locale === 'ar-XB' ? 'rtl' : 'ltr');
      const fits = async (state: string): Promise<void> => {
        for (const colorScheme of schemes) {
          await page.emulateMedia({ colorScheme });
          expect(await misfits(page), `${state}, ${colorScheme}`).toEqual([]);
        }
      };
      await throughQuestions(page, fits);
      await context.setOffline(true);
      await page.locator('.bar:not([hidden])').waitFor();
      await ask(page, 'accept');
      await confirm(page);
      await waitingCard(page).locator('.problem').waitFor();
      await fits('offline');
      await context.close();
    },
  );

  it.each(LOCALES)('fits in %s when a window of 1280 px is zoomed to 200 percent', async (locale) => {
    const { page, context } = await visit(locale, { viewport: { width: 640, height: 400 }, deviceScaleFactor: 2 });
    await throughQuestions(page, async (state) => expect(await misfits(page), state).toEqual([]));
    await context.close();
  });

  it.each(LOCALES)('fits in %s on a phone whose text alone is twice as large', async (locale) => {
    const { page, context } = await visit(locale, { viewport: PHONE });
    await page.evaluate(() => {
      document.documentElement.style.fontSize = '200%';
      document.querySelector('parley-chat')?.style.setProperty('--parley-rem', '32px');
    });
    await throughQuestions(page, async (state) => expect(await misfits(page), state).toEqual([]));
    await context.close();
  });

  it('would be told of words that are cut and of controls that lie over one another', async () => {
    const { page, context } = await visit('en', { viewport: PHONE });
    await page.evaluate(() => {
      const card = [
        ...(document.querySelector('parley-chat')?.shadowRoot?.querySelectorAll('parley-offer-card') ?? []),
      ];
      const [accept, reject] = card.at(-1)?.shadowRoot?.querySelectorAll<HTMLElement>('.actions button') ?? [];
      if (!accept || !reject) return;
      Object.assign(accept.style, { width: '30px', padding: '0', overflow: 'hidden', whiteSpace: 'nowrap' });
      Object.assign(reject.style, { position: 'relative', top: '-80px' });
    });
    const found = (await misfits(page)).join('\n');
    expect(found).toMatch(/button.*“Accept” is \d+ px too wide/u);
    expect(found).toMatch(/“Accept” lies over button/u);
    await context.close();
  });

  it.each([
    ['light', 'en-XA'],
    ['dark', 'th'],
  ] as const)('axe finds nothing in %s, in any state of a card', async (colorScheme, locale) => {
    const { page, context } = await visit(locale, { viewport: PHONE, colorScheme });
    await throughQuestions(page, async (state) => expect(await findings(page), state).toEqual([]));
    await context.setOffline(true);
    await page.locator('.bar:not([hidden])').waitFor();
    await ask(page, 'reject');
    await confirm(page);
    await waitingCard(page).locator('.problem').waitFor();
    expect(await findings(page), 'offline').toEqual([]);
    await context.close();
  });

  it.each(['light', 'dark'] as const)('axe finds nothing in %s where an answer came too late', async (colorScheme) => {
    const late = `late-${colorScheme}`;
    await scene.offer(await scene.open(late));
    const { page, context } = await scene.visit(browser, late, 'ar-XB', { viewport: PHONE, colorScheme });
    await ask(page, 'accept');
    scene.clock.advance(25 * HOUR);
    await confirm(page);
    await page.locator('parley-offer-card .outcome').waitFor();
    await page.locator('parley-offer-card .problem').waitFor();
    expect(await page.locator('parley-offer-card .actions').count()).toBe(0);
    expect(await findings(page)).toEqual([]);
    expect(await misfits(page)).toEqual([]);
    await context.close();
  });
});
