/** The page of an answer link: whose it is, what it says to its reader, and that only a press on what is meant answers. */
import { expect, it } from 'vitest';
import type { RequestState } from '../../src/domain/request.ts';
import { findings } from '../support/axe.ts';
import { openPage } from '../support/browser.ts';
import { describeChats } from '../support/chat-scene.ts';
import { tooWide } from '../support/fits.ts';
import { API_KEY } from '../support/service.ts';

const PHONE = { viewport: { width: 390, height: 700 } };

describeChats('The page of an answer link', (at) => {
  async function linkOf({ id }: RequestState): Promise<string> {
    const answer = await fetch(`${at.scene.service.url}/v1/requests/${id}/card`, {
      headers: { Authorization: `Bearer ${API_KEY}` },
    });
    const { answerUrl } = (await answer.json()) as { answerUrl: string };
    return at.scene.service.url + new URL(answerUrl).pathname;
  }
  const statusOf = async ({ id }: RequestState) => (await at.scene.service.store.requests.load(id))?.state.status;

  it('says whose offer it is and for which order, asks once, and then speaks of what “you” did', async () => {
    const state = await at.scene.offer(await at.scene.open('answered', { orderId: '5770021', buyerLocale: 'en' }));
    const { page, context, complaints } = await openPage(at.browser, await linkOf(state), PHONE);
    const head = page.locator('header.shop');
    await head.getByText('ร้านชาม').waitFor();
    await head.getByText('5770021').waitFor();
    expect(await head.locator('.mark').innerText()).not.toBe('');
    await page.locator('blockquote cite').getByText('ร้านชาม').waitFor();
    await page.getByRole('listitem').getByText('ชามเซรามิก').waitFor();
    expect(await page.locator('body').innerText()).not.toMatch(/\bthe buyer\b/iu);
    expect(await findings(page)).toEqual([]);
    expect(await tooWide(page)).toEqual([]);

    await page.getByRole('button', { name: 'Accept' }).click();
    await page.getByText('You cannot take this answer back.').waitFor();
    expect(await statusOf(state)).toBe('negotiating');
    expect(await findings(page)).toEqual([]);
    await page.locator('form[method=post] button').click();
    await page
      .getByText(/^You accepted/u)
      .first()
      .waitFor();
    expect(await statusOf(state)).toBe('settling');
    expect(await page.getByRole('button', { name: 'Accept' }).count()).toBe(0);
    expect((await page.locator('main').innerText()).match(/You accepted/gu)).toHaveLength(1);
    await page.locator('h1 svg').waitFor();
    await page.getByText(/The refund is being paid\. It is due by/u).waitFor();
    expect(await findings(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('lets the buyer close the request by a quiet link that says what it means, and then says that it is closed', async () => {
    const state = await at.scene.offer(await at.scene.open('unneeded', { buyerLocale: 'en' }));
    const { page, context } = await openPage(at.browser, await linkOf(state), PHONE);
    await page.getByText('nothing is sent and nothing is refunded').waitFor();
    expect(await tooWide(page)).toEqual([]);
    await page.getByRole('link', { name: 'I no longer need this' }).click();
    await page.getByRole('heading', { name: 'Close your request?' }).waitFor();
    expect(await findings(page)).toEqual([]);
    await page.getByRole('button', { name: 'Yes, close my request' }).click();
    await page.getByRole('heading', { name: 'Your request was cancelled' }).waitFor();
    expect(await statusOf(state)).toBe('cancelled');
    await context.close();
  });

  it('is in the buyer’s language alone, and says whose times it shows', async () => {
    const state = await at.scene.offer(
      await at.scene.open('thai', { orderId: '5770022', buyerLocale: 'th' }),
      50,
      'ขอโทษค่ะ',
    );
    const { page, context } = await openPage(at.browser, await linkOf(state), PHONE);
    await page.locator('html[lang=th]').waitFor();
    await page.getByRole('button', { name: 'ยอมรับ' }).waitFor();
    expect(await page.locator('.times').innerText()).toMatch(/GMT\+7/u);
    expect(await page.locator('main').innerText()).not.toMatch(/\b(?:Accept|Offer|Items|Order)\b/u);
    await context.close();
  });
});
