/** The story of a request as it is lived: a buyer's phone, a seller's desk and an agent's board, all at once. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import type { RequestState } from '../../src/domain/request.ts';
import { chromiumPath, launch, type Opened, withoutChromium } from '../support/browser.ts';
import { phoneSide, shopSide, startThree, type Three } from '../support/three.ts';
import { integrator, seller as staff } from '../support/world.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

describe.skipIf(!chromiumPath())(`Buyer, seller and agent at once${withoutChromium}`, () => {
  let browser: Browser;
  let three: Three;
  let request: RequestState;
  let opened: Opened[];

  beforeAll(async () => {
    browser = await launch();
    three = await startThree(browser);
  });
  afterAll(async () => {
    await browser?.close();
    await three?.close();
  });
  beforeEach(async () => {
    await Promise.all((opened ?? []).map(({ context }) => context.close()));
    opened = [];
    request = await three.request();
  });

  const keep = (one: Opened): Opened => {
    opened.push(one);
    return one;
  };
  /** All three, looking at the request. */
  async function everyone() {
    const [buyer, seller, agent] = await Promise.all([
      three.buyer(request),
      three.seller(request),
      three.agent(request),
    ]);
    return { buyer: keep(buyer).page, seller: keep(seller).page, agent: keep(agent).page };
  }
  /** An offer of half the money waits, made by nobody's page. */
  async function offered(): Promise<void> {
    const offer = { kind: 'partial_refund', percent: 50, note: 'Half back?' } as const;
    await three.act(request, staff, { type: 'ProposeOffer', offer });
  }
  const complaints = () => opened.flatMap((one) => one.complaints);
  const state = () => three.state(request);

  it('offer, accept, refund: each sees every step without touching anything', async () => {
    const { buyer, seller, agent } = await everyone();
    await shopSide(seller).offer(50, 'Half back at once?');
    const { card, ask, confirm } = phoneSide(buyer);
    await card.getByText('50% of the ฿250.00 you asked for').waitFor();
    await card.getByText('Half back at once?').waitFor();
    await agent.getByText('Changed while you looked: Offer').waitFor();

    await ask('Accept');
    await confirm('Yes, accept');
    await card.getByText(/ accepted ฿125.00/u).waitFor();
    await seller.locator('seller-request').getByText('Refund on its way').first().waitFor();
    await agent.getByRole('tab', { name: 'History' }).click();
    await agent.locator('console-history').getByText('Accepted the offer').first().waitFor();

    await three.act(request, integrator, { type: 'ReportRefund', outcome: 'confirmed', reference: 'PAY-1' });
    await card.getByText('The refund was paid.').waitFor();
    await seller.locator('seller-request').getByText('The refund was paid. The request is closed.').first().waitFor();
    expect((await state()).status).toBe('settled');
    expect(complaints()).toEqual([]);
  });

  it('offer, reject, hand-back, approve, ship', async () => {
    const { buyer, seller, agent } = await everyone();
    const { offer, answers, press } = shopSide(seller);
    await offer(30, 'The glaze is sold out.');
    const { card, ask, question, confirm } = phoneSide(buyer);
    await ask('Reject');
    await question.getByLabel('Reason (optional)').fill('I want the bowl');
    await confirm('Reject the offer');
    await card
      .locator('h3')
      .getByText(/^You rejected /u)
      .waitFor();
    await seller.getByText('I want the bowl').first().waitFor();
    await agent.getByText('Changed while you looked').first().waitFor();

    await press('Approve');
    await press('Approve and send');
    await buyer.getByRole('log').getByText('Your request was approved.').first().waitFor();
    await answers.getByLabel('Carrier').fill('Flash Express');
    await answers.getByLabel('Tracking number').fill('TH0123456789');
    await press('Mark as shipped');
    await buyer
      .getByRole('log')
      .getByText(/TH0123456789/u)
      .waitFor();
    await agent
      .locator('console-detail')
      .getByText(/TH0123456789/u)
      .first()
      .waitFor();
    const { status, shipment } = await state();
    expect([status, shipment?.trackingNumber]).toEqual(['shipped', 'TH0123456789']);
    expect(complaints()).toEqual([]);
  });

  it('an offer nobody answers expires by itself and goes back to the seller, who offers again; the buyer names a sum, and the seller meets it', async () => {
    const { buyer, seller, agent } = await everyone();
    const { offer, answers, press } = shopSide(seller);
    await offer(50, 'Half back?');
    const { card, ask, question, confirm } = phoneSide(buyer);
    await card.getByRole('button', { name: 'Accept' }).waitFor();
    await three.pass(DAY + HOUR);
    await card.getByText('You did not answer in time').waitFor();
    expect(await card.getByRole('button').count()).toBe(0);
    await answers.getByRole('button', { name: 'Approve', exact: true }).waitFor();
    await agent.getByText('Changed while you looked').first().waitFor();

    await offer(30, 'A third?');
    await ask('Other amount');
    await question.getByLabel('Amount (THB)').fill('500');
    await confirm('Send amount');
    await question.getByText(/Enter an amount between/u).waitFor();
    await question.getByLabel('Amount (THB)').fill('180');
    await confirm('Send amount');
    await answers.getByRole('button', { name: /^Accept ฿180/u }).click();
    await press('Yes, accept');
    await card.getByText(/ accepted ฿180.00/u).waitFor();
    await agent.getByRole('tab', { name: 'History' }).click();
    await agent.locator('console-history').getByText(/180/u).first().waitFor();
    expect((await state()).refund?.amount).toEqual({ amount: 18_000, currency: 'THB' });
  });

  it('two phones of the buyer that answer in the same instant: one answer wins, and both show it', async () => {
    const answers = held(/"offer:(?:accept|reject)"/u, 2);
    await offered();
    const two = [three.buyer(request, { prepare: answers.hold }), three.buyer(request, { prepare: answers.hold })];
    const sides = (await Promise.all(two)).map((one) => phoneSide(keep(one).page));
    const names = ['Yes, accept', 'Reject the offer'];
    await Promise.all([sides[0]?.ask('Accept'), sides[1]?.ask('Reject')]);
    // Neither hears of the other's answer before both have left: they are held on their way until then.
    await Promise.all(sides.map(({ confirm }, index) => confirm(names[index] ?? '')));
    await answers.released;
    const outcomes = await Promise.all(
      sides.map(async ({ card }) => {
        await card.locator('.outcome').waitFor();
        return card.locator('h3').innerText();
      }),
    );
    expect(outcomes[0]).toBe(outcomes[1]);
    const { status, offers } = await state();
    expect(outcomes[0]).toMatch(status === 'settling' ? / accepted /u : / rejected /u);
    expect(offers.filter((offer) => offer.answer)).toHaveLength(1);
    // Whose answer lost reads what happened instead.
    for (const { question } of sides) await question.waitFor({ state: 'hidden' });
    const lost = sides[status === 'settling' ? 1 : 0];
    await lost?.card.locator('.problem').waitFor();
  });

  it('what the buyer writes and answers on one phone is on the other, whose own question goes away with the offer', async () => {
    await offered();
    const [phone, tablet] = await Promise.all([three.buyer(request), three.buyer(request)]);
    const pages = [keep(phone).page, keep(tablet).page];
    await phone.page.getByRole('textbox').fill('Let me think');
    await phone.page.getByRole('textbox').press('Enter');
    await tablet.page.getByRole('log').getByText('Let me think').waitFor();
    await phone.page.locator('.stamp').filter({ hasText: '· Sent' }).waitFor();
    expect(await phone.page.getByRole('log').getByText('Let me think').count()).toBe(1);

    const sides = pages.map(phoneSide);
    for (const { ask } of sides) await ask('Accept');
    await sides[0]?.confirm('Yes, accept');
    for (const { card, question } of sides) {
      await card.getByText(/ accepted ฿125.00/u).waitFor();
      await question.waitFor({ state: 'hidden' });
      expect(await card.getByRole('button').count()).toBe(0);
    }
  });

  it('the network is cut after the answer left and before it was acknowledged: it counts once, and the card says so', async () => {
    let cut = false;
    const losesTheAnswer = (page: Page) =>
      page.routeWebSocket(/socket\.io/u, (socket) => {
        const server = socket.connectToServer();
        socket.onMessage((message) => {
          server.send(message);
          if (String(message).includes('offer:accept')) cut = true;
        });
        // What the server says after the answer is lost, and the connection with it.
        server.onMessage((message) => {
          if (!cut) socket.send(message);
          else {
            cut = false;
            void socket.close();
          }
        });
      });
    await offered();
    const { page } = keep(await three.buyer(request, { prepare: losesTheAnswer }));
    const { card, ask, confirm } = phoneSide(page);
    await ask('Accept');
    await confirm('Yes, accept');
    await card.getByText(/ accepted ฿125.00/u).waitFor();
    const { status, version } = await state();
    const events = await three.service.store.requests.events(request.id, 0, 50);
    expect([status, events.filter(({ type }) => type === 'offer.accepted').length]).toEqual(['settling', 1]);
    expect(version).toBe(events.length);
  });

  it('the network is cut before the answer left: it is refused at once, and never sent later', async () => {
    let refuse = false;
    const losesTheQuestion = (page: Page) =>
      page.routeWebSocket(/socket\.io/u, (socket) => {
        if (refuse) return void socket.close();
        const server = socket.connectToServer();
        socket.onMessage((message) => {
          if (String(message).includes('offer:accept')) {
            refuse = true;
            void socket.close();
            void server.close();
          } else server.send(message);
        });
      });
    await offered();
    const { page } = keep(await three.buyer(request, { prepare: losesTheQuestion }));
    const { card, ask, confirm } = phoneSide(page);
    await ask('Accept');
    await confirm('Yes, accept');
    await page
      .getByText(/Reconnecting/u)
      .first()
      .waitFor();
    expect((await state()).status).toBe('negotiating');
    refuse = false;
    await page
      .getByText(/Reconnecting/u)
      .first()
      .waitFor({ state: 'hidden' });
    await card.getByRole('button', { name: 'Accept' }).waitFor();
    expect((await state()).status).toBe('negotiating');
  });

  it('a seller who stays silent approves; when tokens expire, each page says what to do, and shows nothing that comes after', async () => {
    const { buyer, seller, agent } = await everyone();
    await three.pass(9 * DAY);
    expect((await state()).status).toBe('awaiting_shipment');
    const { answers, press } = shopSide(seller);
    await answers.getByLabel('Carrier').fill('Flash Express');
    await answers.getByLabel('Tracking number').fill('TH0123456789');
    three.age(2 * HOUR);
    onTestFinished(() => three.age(-2 * HOUR));
    await press('Mark as shipped');
    await buyer.getByText('Open the chat again from your order.').waitFor();
    await seller.getByText('Open this page again from your shop’s platform.').first().waitFor();
    await agent.getByText('Open the board again from your platform').first().waitFor();
    expect((await state()).status).toBe('awaiting_shipment');
  });
});

/** Holds frames like these on their way to the server, until so many wait: then all leave at once. */
function held(like: RegExp, count: number) {
  const waiting: (() => void)[] = [];
  let release = (): void => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  return {
    released,
    hold: (page: Page): Promise<void> =>
      page.routeWebSocket(/socket\.io/u, (socket) => {
        const server = socket.connectToServer();
        socket.onMessage((message) => {
          if (!like.test(String(message))) return server.send(message);
          waiting.push(() => server.send(message));
          if (waiting.length < count) return;
          for (const send of waiting) send();
          release();
        });
      }),
  };
}
