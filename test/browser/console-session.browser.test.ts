/** How an agent is signed in: with a token that is nowhere but in memory, for as long as it can be renewed. */
import type { Browser, CDPSession, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findings } from '../support/axe.ts';
import { chromiumPath, launch, openPage, withoutChromium } from '../support/browser.ts';
import { type Desk, detailOf, fragment, rowsOf, settled, shows, startDesk } from '../support/console-scene.ts';
import { type Stage, startStage } from '../support/console-stage.ts';
import { eventually } from '../support/eventually.ts';
import { tokenFor } from '../support/sockets.ts';
import { agent, seller } from '../support/world.ts';

const boardIn = (page: Page) => page.locator('parley-console');
const ended = (page: Page) => page.getByText('Your session has ended').first();

describe.skipIf(!chromiumPath())(`Signing in to the agent board${withoutChromium}`, () => {
  let desk: Desk;
  let browser: Browser;

  beforeAll(async () => {
    [desk, browser] = await Promise.all([startDesk(), launch()]);
    await desk.offered(50, { orderId: 'order-signed-in' });
  });
  afterAll(async () => {
    await browser?.close();
    await desk?.close();
  });

  it('explains itself without a token', async () => {
    const { page, context, complaints } = await openPage(browser, `${desk.service.url}/console`);
    await page.getByRole('heading', { name: 'Agent board' }).waitFor();
    await page.getByText('This page needs a link from your platform.').waitFor();
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('says so when the link is a buyer’s, a shop’s or no token at all', async () => {
    const links = [
      [await tokenFor({ role: 'buyer', id: 'buyer-1' }), 'This link is not for the agent board.'],
      [await tokenFor({ role: 'seller', id: 'shop-1' }), 'This link is not for the agent board.'],
      ['nonsense', 'Your session has ended'],
    ] as const;
    const judged = new Set<string>();
    const { page, context } = await openPage(browser, 'about:blank');
    for (const [token, words] of links) {
      await page.goto('about:blank');
      await page.goto(`${desk.service.url}/console#token=${token}`);
      await page.getByText(words).first().waitFor();
      // A page that says the same as another is the same page.
      if (!judged.has(words)) expect(await findings(page)).toEqual([]);
      judged.add(words);
    }
    await context.close();
  });

  it('keeps the token out of the address, the history and every storage', async () => {
    const { page, context } = await desk.visit(browser, '&market=TH');
    await rowsOf(page).first().waitFor();
    await page.waitForURL(`${desk.service.url}/console#market=TH`);
    expect(
      await page.evaluate(() => `${JSON.stringify(localStorage)}${JSON.stringify(sessionStorage)}${document.cookie}`),
    ).toBe('{}{}');
    await rowsOf(page).first().click();
    await page.goBack();
    expect(page.url()).not.toContain('token');
    await context.close();
  });

  it('without a callback says what to do when the token ends, and a new link in the same tab goes on', async () => {
    const state = await desk.open();
    const { page, context } = await desk.visit(browser, `&open=${state.id}&waitingOn=seller`);
    await detailOf(page).getByRole('heading', { level: 2 }).waitFor();
    desk.endTokens();
    await ended(page).waitFor();
    expect(await findings(page)).toEqual([]);
    const fresh = await desk.token();
    await page.evaluate((token) => {
      location.hash = `#token=${token}`;
    }, fresh);
    await ended(page).waitFor({ state: 'detached' });
    await settled(page);
    expect(Object.fromEntries(fragment(page))).toEqual({ waitingOn: 'seller', open: state.id });
    await desk.act(state, seller, { type: 'ApproveRequest' });
    await detailOf(page).getByText('Changed while you looked: Approved').waitFor();
    await context.close();
  });

  it('renews by the callback before the token ends, and nothing is missed or marked', async () => {
    const state = await desk.open();
    desk.holdWall();
    const { page, context } = await openPage(browser, `${desk.service.url}/console#token=${await desk.token(3)}`);
    let asked = 0;
    await page.exposeFunction('freshToken', async () => {
      asked += 1;
      // The token in use has a second left, however long the page took to ask.
      desk.age(2_000);
      return desk.token(3);
    });
    await boardIn(page).evaluate((board) => {
      Object.assign(board, { renewToken: (window as unknown as { freshToken(): Promise<string> }).freshToken });
    });
    await settled(page);
    // By then the first token has ended, and so has the second.
    await eventually('the page asks again and again', () => expect(asked).toBeGreaterThanOrEqual(3));
    await desk.act(state, agent, { type: 'ExtendDeadline', seconds: 3600, text: 'A holiday.' });
    await page.locator(`#row-${state.id}`).getByText('changed').waitFor();
    expect(await ended(page).count()).toBe(0);
    expect(await page.locator('console-list .mark').count()).toBe(1);
    await context.close();
  });

  it('framed by the platform’s back office, asks the page around it for a fresh token', async () => {
    desk.holdWall();
    const { page, context } = await openPage(browser, 'about:blank');
    let asked = 0;
    await page.exposeFunction('freshToken', async () => {
      asked += 1;
      desk.age(1_500);
      return desk.token(asked === 1 ? 2 : 3600);
    });
    const token = await desk.token(2);
    await page.route('**/back-office', (route) =>
      route.fulfill({
        contentType: 'text/html',
        body: `<!doctype html><title>Back office</title>
          <iframe title="Board" src="/console#token=${token}" style="width:1200px;height:700px"></iframe>
          <script>addEventListener('message', async ({ data, source }) => {
            if (data.type === 'parley:renew') source.postMessage({ type: 'parley:token', token: await freshToken() }, '*');
          });</script>`,
      }),
    );
    await page.goto(`${desk.service.url}/back-office`);
    await eventually('the page around it is asked twice', () => expect(asked).toBe(2));
    const frame = page.frameLocator('iframe');
    await frame.locator('console-list [role=option]').first().waitFor();
    expect(await frame.getByText('Your session has ended').count()).toBe(0);
    await context.close();
  });

  it('offline: says so, refuses to act, and catches up with what changed meanwhile', async () => {
    const [open, closing] = [await desk.open(), await desk.open()];
    const { page, context } = await desk.visit(browser);
    // A pointer on the list: nothing moves or goes from under it.
    await page.locator(`#row-${closing.id}`).hover();
    await context.setOffline(true);
    desk.cut();
    await page.getByText('Connection lost. Reconnecting…').waitFor();
    expect(await findings(page)).toEqual([]);
    await desk.act(open, seller, { type: 'ProposeOffer', offer: { kind: 'partial_refund', percent: 50 } });
    await desk.act(closing, seller, { type: 'RejectRequest', reason: 'other', text: 'No.' });
    await context.setOffline(false);
    await settled(page);
    await page.locator(`#row-${open.id}`).getByText('Buyer answers').waitFor();
    await page.locator(`#row-${closing.id}`).getByText('Rejected').waitFor();
    await context.close();
  });
});

describe.skipIf(!chromiumPath())(`The agent board left open${withoutChromium}`, () => {
  const HOURS = 8;
  const COUNT = 400;
  /** What a shift's changes may add once everything has been used: buffers of the engine, not of the board. */
  const MOST_GROWTH = 1.3;
  let stage: Stage;
  let browser: Browser;

  beforeAll(async () => {
    [stage, browser] = await Promise.all([startStage(COUNT), launch()]);
  });
  afterAll(async () => {
    await browser?.close();
    await stage?.stop();
  });

  async function heapOf(session: CDPSession): Promise<number> {
    for (let n = 0; n < 3; n += 1) await session.send('HeapProfiler.collectGarbage');
    return (await session.send('Runtime.getHeapUsage')).usedSize;
  }

  it('for eight hours renews its token every hour, follows every change and holds no more than what is open', async () => {
    const { page, context, complaints } = await openPage(browser, 'about:blank');
    await page.clock.install();
    await page.goto(`${stage.url}/console#token=hour-0`);
    const session = await context.newCDPSession(page);
    await boardIn(page).evaluate((board) => {
      let hour = 0;
      const renewToken = async () => {
        hour += 1;
        return `hour-${hour}`;
      };
      Object.assign(board, { renewToken });
    });
    await shows(page, COUNT);
    const heaps: number[] = [];
    for (let hour = 1; hour <= HOURS; hour += 1) {
      // Every request closes and another one opens in its place.
      for (let index = 0; index < COUNT; index += 1) stage.replace(index);
      const last = stage.requests.at(-1)?.id;
      await page.getByRole('searchbox').fill(last?.replace('req_', 'bowl ') ?? '');
      await page.clock.fastForward(1_000);
      await shows(page, 1);
      await page.getByRole('searchbox').fill('');
      await page.clock.fastForward(1_000);
      await shows(page, COUNT);
      // Nothing was heard after the last change, for an hour: the connection is made anew, and then the token has ended.
      const connections = stage.tokens.length;
      await page.clock.fastForward('01:00:00');
      await eventually('the connection is made anew', () => expect(stage.tokens.length).toBeGreaterThan(connections));
      await settled(page);
      stage.io.of('/console').emit('auth:expired');
      await eventually('the token is renewed', () => expect(stage.tokens).toContain(`hour-${hour}`));
      await shows(page, COUNT);
      await settled(page);
      heaps.push(await heapOf(session));
    }
    const [early = 0, late = 0] = [heaps[1], heaps.at(-1)];
    process.stdout.write(`board left open: ${heaps.map((heap) => `${(heap / 1e6).toFixed(1)} MB`).join(', ')}\n`);
    expect(late).toBeLessThan(early * MOST_GROWTH);
    expect(complaints).toEqual([]);
    await context.close();
  });
});
