/** The chat for everyone: in every state axe finds nothing, light and dark, and everything fits, in every language. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chromiumPath, launch, withoutChromium } from '../support/browser.ts';
import { misfits } from '../support/fits.ts';
import { judge } from '../support/looks.ts';
import { startThree, type Three } from '../support/three.ts';
import { chatWalk } from '../support/walks/chat.ts';
import { LANGUAGES, WINDOWS } from '../support/walks/walk.ts';
import { seller } from '../support/world.ts';

/** States in which more than the last card is new to axe. */
const WHOLE = new Set(['opened', 'waiting', 'shipped', 'refunded', 'offline', 'without a token']);
const LAST_CARD = ['parley-chat', '.card:nth-last-child(1 of .card) parley-offer-card'];

/** On a phone whose text alone is twice as large. */
async function enlarged(page: Page, state: string): Promise<string[]> {
  const write = (share: string, rem: string): Promise<void> =>
    page.evaluate(
      ([share, rem]) => {
        document.documentElement.style.fontSize = share;
        document.querySelector<HTMLElement>('parley-chat')?.style.setProperty('--parley-rem', rem);
      },
      [share, rem] as const,
    );
  await write('200%', '32px');
  const found = await misfits(page);
  await write('', '');
  return found.map((one) => `${state}, large text: ${one}`);
}

describe.skipIf(!chromiumPath())(`The chat for everyone${withoutChromium}`, () => {
  let browser: Browser;
  let three: Three;

  beforeAll(async () => {
    browser = await launch();
    three = await startThree(browser);
  });
  afterAll(async () => {
    await browser?.close();
    await three?.close();
  });

  it.each(LANGUAGES)('reads well and fits in every state in %s', async (language) => {
    const complaints: string[] = [];
    const seen: string[] = [];
    await chatWalk.go(three, { language }, async (state, page) => {
      seen.push(state);
      const dir = await page.evaluate(() => document.documentElement.dir);
      if (dir !== (language === 'ar-XB' ? 'rtl' : 'ltr')) complaints.push(`${state}: written ${dir}`);
      const windows = ['phone', 'desk', 'desk at 200 %'] as const;
      const within = WHOLE.has(state) ? undefined : LAST_CARD;
      complaints.push(...(await judge(page, state, { misfits, windows, axe: language === 'en', within })));
      complaints.push(...(await enlarged(page, state)));
    });
    expect(complaints).toEqual([]);
    expect(seen).toHaveLength(16);
  });

  it('would be told of words that are cut and of controls that lie over one another', async () => {
    const request = await three.request();
    await three.act(request, seller, { type: 'ProposeOffer', offer: { kind: 'partial_refund', percent: 50 } });
    const { page, context } = await three.buyer(request, { viewport: WINDOWS.phone });
    await page.getByRole('button', { name: 'Accept' }).waitFor();
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
});
