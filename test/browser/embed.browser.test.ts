import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { CardView } from '../../src/contract/chat.ts';
import type { RequestState } from '../../src/domain/request.ts';
import { mountPages } from '../../src/http/pages.ts';
import { chromiumPath, launch, openPage, withoutChromium } from '../support/browser.ts';
import { HOUR } from '../support/builders.ts';
import { eventually } from '../support/eventually.ts';
import { type Service, startService } from '../support/service.ts';
import { type ShopSite, startShop } from '../support/shop-page.ts';
import { tokenFor } from '../support/sockets.ts';
import { input, integrator, seller, shop } from '../support/world.ts';

const pagesDir = fileURLToPath(new URL('../../dist/pages', import.meta.url));
const script = `${pagesDir}/embed/parley-chat.js`;

/** Kilobytes as networks count them. */
const BUDGET = 30_000;

describe('The embedded script', () => {
  it('is at most 30 kB gzipped with English, and each other language lies beside it', () => {
    const source = readFileSync(script);
    const bytes = gzipSync(source).length;
    console.log(`/embed/parley-chat.js: ${bytes} bytes gzipped`);
    expect(bytes).toBeLessThanOrEqual(BUDGET);
    const text = source.toString();
    expect(text).toContain('Try again');
    const others = { th: 'ลองอีกครั้ง', vi: 'Thử lại', id: 'Coba lagi', ms: 'Cuba lagi', fil: 'Subukan muli' };
    for (const [language, again] of Object.entries(others)) {
      expect(text).not.toContain(again);
      expect(JSON.parse(readFileSync(`${pagesDir}/embed/words-${language}.json`, 'utf8'))).toMatchObject({
        retry: again,
      });
    }
    // No other script is loaded later, and this one runs with and without type="module".
    expect(text).not.toMatch(/\bimport\s*\(|^\s*(?:import|export)\b|import\.meta/mu);
  });
});

describe.skipIf(!chromiumPath() || !existsSync(script))(`A shop that embeds the chat${withoutChromium}`, () => {
  let service: Service;
  let site: ShopSite;
  let browser: Browser;
  let made = 0;
  /** How far the wall's time is ahead, on which tokens end. */
  let aged = 0;
  const now = (): string => new Date().toISOString();

  beforeAll(async () => {
    service = await startService({
      wallClock: { now: () => Date.now() + aged },
      extra: (app) => mountPages(app, pagesDir, { demo: false }),
    });
    await service.store.directory.putSeller(shop());
    [site, browser] = await Promise.all([startShop(service.url), launch()]);
  });
  afterAll(async () => {
    await browser?.close();
    await site?.close();
    await service?.close();
  });
  beforeEach(() => {
    aged = 0;
  });

  async function withOffer(percent = 50): Promise<RequestState> {
    made += 1;
    const id = `embedded-${made}`;
    // Pictures that cannot be had would be complained of.
    const { evidence: _, ...given } = input({ conversationId: `conv-${id}`, externalId: id, orderId: id });
    const items = given.items.map(({ imageUrl: _, ...item }) => item);
    const opened = await service.app.commands.open({ ...given, items }, { actor: integrator, arrivedAt: now() });
    if (!opened.ok) throw new Error(opened.refusal.detail);
    const offered = await service.app.commands.execute(
      opened.state.id,
      { type: 'ProposeOffer', offer: { kind: 'partial_refund', percent } },
      { actor: seller, arrivedAt: now() },
    );
    if (!offered.ok) throw new Error(offered.refusal.detail);
    await service.app.relay.idle();
    return offered.state;
  }
  const buyerToken = (ttlSeconds = 3600) => tokenFor({ role: 'buyer', id: 'buyer-1', ttlSeconds });
  const load = (attributes = ''): string => `<script src="${service.url}/embed/parley-chat.js" ${attributes}></script>`;
  const element = ({ facts }: RequestState, token: string, more = ''): string =>
    `<parley-chat conversation="${facts.conversationId}" token="${token}" ${more}></parley-chat>`;
  const statusOf = async ({ id }: RequestState) => (await service.store.requests.load(id))?.state.status;

  it.each(['', 'async', 'type="module"'])(
    'needs a script (%j), an element and a callback, on any origin',
    async (how) => {
      const state = await withOffer();
      const { page, context, complaints } = await openPage(
        browser,
        site.publish({
          body: load(how) + element(state, await buyerToken(), 'locale="en"'),
          script: `document.querySelector('parley-chat').renewToken = async () => { throw new Error('not needed'); };`,
        }),
      );
      await page.getByRole('button', { name: 'Accept' }).click();
      await page.getByRole('button', { name: 'Yes, accept' }).click();
      await page.locator('.outcome').waitFor();
      expect(await statusOf(state)).toBe('settling');
      // The shop's policy allows the script's origin alone: neither styles nor anything else had to be let in.
      expect(complaints).toEqual([]);
      await context.close();
    },
  );

  it('speaks the language of the element, or of the token, and asks for no other', async () => {
    const state = await withOffer();
    const thai = await tokenFor({ role: 'buyer', id: 'buyer-1', locale: 'th' });
    const { page, context } = await openPage(
      browser,
      site.publish({ body: load() + element(state, thai) + element(state, await buyerToken(), 'locale="vi"') }),
    );
    const fields = page.locator('parley-chat textarea[name="text"]');
    await eventually('the fields speak Thai and Vietnamese', async () => {
      expect(await fields.nth(0).getAttribute('placeholder')).toBe('พิมพ์ข้อความ');
      expect(await fields.nth(1).getAttribute('placeholder')).toMatch(/tin nhắn/u);
    });
    const loaded = await page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name));
    expect(loaded.filter((name) => name.startsWith(service.url))).toEqual(
      ['parley-chat.js', 'words-th.json', 'words-vi.json'].map((name) => `${service.url}/embed/${name}`),
    );
    await context.close();
  });

  it('asks again for words that did not come, and speaks English meanwhile', async () => {
    const state = await withOffer();
    const { page, context } = await openPage(browser, 'about:blank');
    let refused = 0;
    await page.route('**/words-th.json', (route) => {
      refused += 1;
      return refused === 1 ? route.fulfill({ status: 404 }) : route.continue();
    });
    await page.goto(site.publish({ body: load() + element(state, await buyerToken(), 'locale="th"') }));
    await page.getByPlaceholder('Write a message').waitFor();
    await page.getByPlaceholder('พิมพ์ข้อความ').waitFor();
    expect(refused).toBe(2);
    await context.close();
  });

  it('takes another server than the script’s where it is named', async () => {
    const state = await withOffer();
    const copy = readFileSync(script, 'utf8');
    const { page, context } = await openPage(
      browser,
      site.publish({ body: element(state, await buyerToken(), `server="${service.url}" locale="en"`), script: copy }),
    );
    await page.getByRole('button', { name: 'Accept' }).waitFor();
    await context.close();
  });

  it('looks the same on a page whose styles want everything otherwise', async () => {
    const state = await withOffer();
    const body = load() + element(state, await buyerToken(), 'locale="en"');
    const plain = await drawn(browser, site.publish({ body, css: SIZED }));
    const hostile = await drawn(browser, site.publish({ body, css: SIZED + HOSTILE }));
    expect(plain.length).toBeGreaterThan(30);
    expect(hostile).toEqual(plain);
  });

  it('stays usable on a page that unsets everything, the element’s own box included', async () => {
    const state = await withOffer();
    const { page, context, complaints } = await openPage(
      browser,
      site.publish({
        body: load() + element(state, await buyerToken(), 'locale="en"'),
        css: '* { all: unset !important; }',
      }),
    );
    await page.getByRole('button', { name: 'Reject' }).click();
    await page.getByRole('textbox', { name: 'Reason (optional)' }).fill('I need the bowl');
    await page.getByRole('dialog').getByRole('button', { name: 'Reject the offer' }).click();
    await page.locator('.outcome').waitFor();
    const section = await page.locator('parley-chat section').boundingBox();
    expect(section?.height).toBeGreaterThan(200);
    expect(section?.height).toBeLessThanOrEqual(800);
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('shows several chats on one page that have nothing in common', async () => {
    const [first, second] = await Promise.all([withOffer(50), withOffer(30)]);
    const { page, context, complaints } = await openPage(
      browser,
      site.publish({
        // The script twice, as two widgets of a page would bring it.
        body:
          load() +
          load() +
          element(first, await buyerToken(), 'id="first" locale="en"') +
          element(second, await buyerToken(), 'id="second" locale="en"'),
        css: 'parley-chat { height: 380px; }',
      }),
    );
    const [one, two] = [page.locator('#first'), page.locator('#second')];
    await one.getByText('50% of the').waitFor();
    await two.getByText('30% of the').waitFor();
    await one.getByRole('textbox').fill('For the first only');
    await one.getByRole('textbox').press('Enter');
    await one.locator('.bubble').getByText('For the first only').waitFor();
    await two.getByRole('button', { name: 'Accept' }).click();
    await two.getByRole('button', { name: 'Yes, accept' }).click();
    await two.locator('.outcome').waitFor();
    expect(await two.locator('.bubble').getByText('For the first only').count()).toBe(0);
    expect(await one.locator('.outcome').count()).toBe(0);
    // One leaves the page, the other goes on.
    await two.evaluate((chat) => chat.remove());
    await one.getByRole('textbox').fill('Still here');
    await one.getByRole('textbox').press('Enter');
    await one.locator('.bubble').getByText('Still here').waitFor();
    expect([await statusOf(first), await statusOf(second)]).toEqual(['negotiating', 'settling']);
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('shows a card by itself, in the language it is given, and hands the answer to the page', async () => {
    const { page, context, complaints } = await openPage(
      browser,
      site.publish({
        body: `${load()}<parley-offer-card locale="th" zone="Asia/Bangkok"></parley-offer-card>`,
        script: `
          window.answers = [];
          const card = document.querySelector('parley-offer-card');
          card.card = ${JSON.stringify(CARD)};
          card.addEventListener('answer', ({ detail }) => { window.answers.push(detail); card.busy = true; });
        `,
      }),
    );
    const card = page.locator('parley-offer-card');
    await card.getByText(/^\s*เหลือเวลาตอบ/u).waitFor();
    expect(await card.getAttribute('lang')).toBe('th');
    await card.evaluate((element) => element.setAttribute('locale', 'ar-XB'));
    await eventually('the card is written from right to left', async () =>
      expect(await card.getAttribute('dir')).toBe('rtl'),
    );
    await card.evaluate((element) => element.setAttribute('locale', 'vi'));
    await card.getByText(/để trả lời/u).waitFor();

    const answers = () => page.evaluate(() => (window as unknown as { answers: unknown[] }).answers);
    await card.getByRole('button', { name: 'Reject' }).click();
    await page.getByRole('dialog').getByRole('textbox').fill('I need the bowl');
    expect(await answers()).toEqual([]);
    await page.getByRole('dialog').locator('button[type="submit"]').click();
    expect(await answers()).toEqual([
      { requestId: 'req_1', offerId: 'ofr_1', action: 'reject', text: 'I need the bowl' },
    ]);
    expect(await card.getByRole('button', { name: 'Accept' }).isDisabled()).toBe(true);
    await card.evaluate((element, closed) => Object.assign(element, { card: closed, busy: false }), {
      ...CARD,
      status: 'rejected',
      actions: [],
      outcome: 'You rejected this offer.',
    });
    await card.getByText('You rejected this offer.').waitFor();
    expect(await card.getByRole('button').count()).toBe(0);
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('asks the shop for the next token before the old one ends, and nobody notices', async () => {
    const state = await withOffer();
    const token = await buyerToken(HOUR / 1000);
    const { page, context } = await openPage(
      browser,
      site.publish({
        body: load() + element(state, token, 'locale="en"'),
        script: giving(await buyerToken((2 * HOUR) / 1000)),
      }),
      { prepare: (page) => standingAt(page, Date.now() + HOUR - 5_000) },
    );
    await page.getByRole('button', { name: 'Accept' }).waitFor();
    await watchBar(page);
    await page.waitForFunction(() => (window as unknown as { asked: number }).asked > 0);
    // What is answered after the next token was handed over shows that it has arrived.
    await page.getByRole('textbox').fill('Hello');
    await page.getByRole('textbox').press('Enter');
    await page.locator('.stamp').filter({ hasText: '· Sent' }).waitFor();
    // Past the end of the first token.
    aged = HOUR + 60_000;
    await page.getByRole('button', { name: 'Accept' }).click();
    await page.getByRole('button', { name: 'Yes, accept' }).click();
    await page.locator('.outcome').waitFor();
    expect(await page.evaluate(() => (window as unknown as { asked: number }).asked)).toBe(1);
    expect(await page.evaluate(() => (window as unknown as { interrupted: number }).interrupted)).toBe(0);
    await context.close();
  });

  it('asks the shop where the token it was given has ended already, or where it was given none', async () => {
    const state = await withOffer();
    const old = await tokenFor({ role: 'buyer', id: 'buyer-1', ttlSeconds: 60 }, Date.now() - HOUR);
    const { page, context } = await openPage(
      browser,
      site.publish({
        body: load() + element(state, old, 'id="old" locale="en"') + element(state, '', 'id="none" locale="en"'),
        script: `
          window.asked = { old: 0, none: 0 };
          for (const chat of document.querySelectorAll('parley-chat'))
            chat.renewToken = async () => { window.asked[chat.id] += 1; return '${await buyerToken()}'; };
        `,
      }),
    );
    for (const id of ['old', 'none']) await page.locator(`#${id}`).getByRole('button', { name: 'Accept' }).waitFor();
    expect(await page.evaluate(() => (window as unknown as { asked: object }).asked)).toEqual({ old: 1, none: 1 });
    await context.close();
  });

  it('says what to do where the token has ended and there is no other, and begins again with one', async () => {
    const state = await withOffer();
    const { page, context } = await openPage(
      browser,
      site.publish({ body: load() + element(state, await buyerToken(1), 'locale="en"') }),
    );
    await page.getByText('Your session has ended. Open the chat again from your order.').waitFor();
    const fresh = await buyerToken();
    await page.locator('parley-chat').evaluate((chat, token) => chat.setAttribute('token', token), fresh);
    await page.getByRole('button', { name: 'Accept' }).waitFor();
    await page.getByRole('textbox').waitFor();
    await context.close();
  });
});

/** A card as a message of the API carries it. */
const CARD: CardView = {
  requestId: 'req_1',
  offerId: 'ofr_1',
  status: 'pending',
  by: 'seller',
  title: 'The shop offers ฿125.00 back',
  amount: { amount: 12500, currency: 'THB' },
  formattedAmount: '฿125.00',
  percent: 50,
  claimValue: { amount: 25000, currency: 'THB' },
  items: [{ title: 'Bowl', missingQuantity: 1 }],
  expiresAt: new Date(Date.now() + 86_400_000).toISOString(),
  actions: [
    { id: 'accept', label: 'Accept', consequence: 'You get ฿125.00 back.' },
    { id: 'reject', label: 'Reject', consequence: 'The shop decides again.' },
  ],
};

const SIZED = 'parley-chat { display: block !important; width: 400px !important; height: 700px !important; }';

/** What resets, frameworks and old habits do, at their worst. */
const HOSTILE = `
  html { font-size: 62.5%; }
  * {
    color: red !important; background: yellow !important; font: italic 700 40px/3 fantasy !important;
    letter-spacing: 9px !important; word-spacing: 9px !important; text-transform: uppercase !important;
    text-align: right !important; text-indent: 50px !important; text-shadow: 3px 3px blue !important;
    white-space: nowrap !important; cursor: crosshair !important; list-style: square !important;
    -webkit-text-fill-color: red !important; user-select: none !important; line-break: anywhere !important;
    box-sizing: content-box !important; tab-size: 20 !important; font-variant: small-caps !important;
  }
  button, input, textarea, dialog, p, ul, h3, article, section { display: none !important; }
  .bubble, .amount, .shell, .card { border: 9px solid red !important; transform: rotate(9deg) !important; }
`;

/** Every element of the chat as it is drawn: its box within the chat, and the styles that show. */
async function drawn(browser: Browser, url: string): Promise<string[]> {
  const { page, context } = await openPage(browser, url, { reducedMotion: 'reduce' });
  await page.getByRole('button', { name: 'Accept' }).waitFor();
  const elements = await page.locator('parley-chat').evaluate((chat) => {
    const shown = ['color', 'font', 'letterSpacing', 'wordSpacing', 'textTransform', 'textAlign', 'textIndent'];
    const more = ['textShadow', 'whiteSpace', 'cursor', 'listStyle', 'backgroundColor', 'display', 'userSelect'];
    const last = ['webkitTextFillColor', 'lineBreak', 'boxSizing', 'borderWidth', 'visibility', 'fontVariant'];
    const origin = chat.getBoundingClientRect();
    const found: string[] = [];
    const visit = (root: ParentNode): void => {
      for (const element of root.querySelectorAll('*')) {
        const style = getComputedStyle(element) as unknown as Record<string, string>;
        const { x, y, width, height } = element.getBoundingClientRect();
        const box = [x - origin.x, y - origin.y, width, height].map((length) => Math.round(length)).join(' ');
        const words = element.localName.includes('-') ? [] : [...shown, ...more, ...last].map((name) => style[name]);
        found.push(`${element.localName}.${element.className} [${box}] ${words.join(' | ')}`);
        if (element.shadowRoot) visit(element.shadowRoot);
      }
    };
    if (chat.shadowRoot) visit(chat.shadowRoot);
    return found;
  });
  await context.close();
  return elements.filter((line) => !/^(?:style|time|p\.time)/u.test(line));
}

const giving = (token: string): string => `
  window.asked = 0;
  document.querySelector('parley-chat').renewToken = async () => { window.asked += 1; return '${token}'; };
`;

/** Counts the frames in which the chat says that it is not connected. */
const watchBar = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const counted = window as unknown as { interrupted: number };
    counted.interrupted = 0;
    const look = (): void => {
      const bar = document.querySelector('parley-chat')?.shadowRoot?.querySelector('.bar');
      if (!bar?.hasAttribute('hidden')) counted.interrupted += 1;
      requestAnimationFrame(look);
    };
    look();
  });

/** The page's own clock stands at this moment, however long the page takes. */
const standingAt = async (page: Page, now: number): Promise<void> => {
  await page.addInitScript((moment) => {
    Date.now = () => moment;
  }, now);
};
