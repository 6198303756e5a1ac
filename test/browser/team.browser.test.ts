/** Colleagues side by side: notes, saved replies, who else is looking, and the list as a file. */
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chromiumPath, withoutChromium } from '../support/browser.ts';
import { parseCsv } from '../support/csv.ts';
import { type Desk, startDesk } from '../support/seller-desk.ts';

describe.skipIf(!chromiumPath())(`Colleagues side by side${withoutChromium}`, () => {
  let desk: Desk;

  beforeAll(async () => {
    desk = await startDesk();
  });
  afterAll(async () => {
    await desk?.close();
  });

  it('note things for each other, answer by saved replies, and take the list along', async () => {
    const shop = await desk.shop();
    const request = await desk.request(shop, 'Sea green bowl', { buyerLocale: 'en' });
    await desk.request(shop, 'Blue cup');
    const [one, two] = [await desk.signIn(shop), await desk.signIn(shop)];
    for (const { page } of [one, two]) await page.locator(`[data-id="${request.id}"] .open`).click();

    await one.page.getByLabel('Note for colleagues').fill('I call the carrier.');
    await one.page.getByRole('button', { name: 'Add note' }).click();
    await two.page.locator('team-notes').getByText('I call the carrier.').waitFor();

    const composer = one.page.locator('parley-chat textarea');
    await composer.pressSequentially('/');
    await one.page.getByRole('button', { name: 'Edit saved replies' }).click();
    await one.page.getByLabel('Title').fill('Sorry');
    await one.page.getByLabel('Text', { exact: true }).fill('So sorry about order {order}.');
    await one.page.getByRole('button', { name: 'Save', exact: true }).click();
    await one.page.getByRole('heading', { name: 'Saved replies' }).waitFor({ state: 'hidden' });
    await composer.pressSequentially('/sor');
    await one.page.locator('saved-replies [role="option"]').waitFor();
    await composer.press('Enter');
    expect(await composer.inputValue()).toBe(`So sorry about order ${request.orderId}.`);
    await composer.press('Enter');
    await two.page.locator('parley-chat').getByText(`So sorry about order ${request.orderId}.`).waitFor();

    const [file] = await Promise.all([
      one.page.waitForEvent('download'),
      one.page.getByRole('button', { name: 'Download CSV' }).click(),
    ]);
    const [names, ...rows] = parseCsv((await buffer(await file.createReadStream())).toString());
    expect(names?.[0]).toBe('\uFEFFid');
    expect(rows.map(([id]) => id)).toContain(request.id);
    expect(rows).toHaveLength(2);
    expect([...one.complaints, ...two.complaints]).toEqual([]);
    await one.context.close();
    await two.context.close();
  });

  it('rule 19: take a request in hand, which colleagues see at once, list what is theirs, and let it go', async () => {
    const shop = await desk.shop();
    const request = await desk.request(shop, 'Sea green bowl');
    const other = await desk.request(shop, 'Blue cup');
    const [one, two] = [
      await desk.signIn(shop, { token: { name: 'Mali' } }),
      await desk.signIn(shop, { token: { userId: 'staff-8' } }),
    ];
    for (const { page } of [one, two]) await page.locator(`[data-id="${request.id}"] .open`).click();
    await two.page.getByText('Nobody has it in hand yet.').waitFor();
    await one.page.getByRole('button', { name: 'I’ll take it' }).click();
    await two.page.getByText('Mali has it in hand.').waitFor();
    await one.page.getByRole('button', { name: 'Filters' }).click();
    await one.page.getByLabel('Who has it').selectOption('me');
    await one.page.locator(`[data-id="${other.id}"]`).waitFor({ state: 'detached' });
    await one.page.locator(`[data-id="${request.id}"]`).waitFor();
    await one.page.getByLabel('Who has it').selectOption('none');
    await one.page.locator(`[data-id="${other.id}"]`).waitFor();
    await one.page.locator(`[data-id="${request.id}"]`).waitFor({ state: 'detached' });
    await two.page.getByRole('button', { name: 'Filters' }).click();
    expect(await two.page.getByLabel('Who has it').locator('option').allTextContents()).toEqual([
      'Anybody',
      'I do',
      'Nobody yet',
      'Mali',
    ]);
    await two.page.getByLabel('Who has it').selectOption('Mali');
    await two.page.locator(`[data-id="${other.id}"]`).waitFor({ state: 'detached' });
    await two.page.locator(`[data-id="${request.id}"]`).waitFor();
    await two.page.getByLabel('Who has it').selectOption('');
    await one.page.getByLabel('Who has it').selectOption('');
    expect((await desk.read(request.id)).assignees?.shop).toEqual({ id: 'staff-7', name: 'Mali' });
    await two.page.getByRole('button', { name: 'Let it go' }).click();
    await one.page.getByText('Nobody has it in hand yet.').waitFor();
    expect([...one.complaints, ...two.complaints]).toEqual([]);
    await one.context.close();
    await two.context.close();
  });

  it('repeat claims are a fact that leads to them', async () => {
    const shop = await desk.shop();
    const { buyerId } = await desk.request(shop, 'Sea green bowl');
    await desk.request(shop, 'Blue cup', { buyerId });
    const { page, complaints, context } = await desk.signIn(shop);
    await page.getByRole('button', { name: 'Blue cup' }).click();
    await page.getByText('1 earlier claim in 90 days with this shop').click();
    await page.locator('earlier-claims').getByRole('button', { name: 'Sea green bowl' }).click();
    await page.getByRole('heading', { name: 'Sea green bowl' }).waitFor();
    await page.locator('earlier-claims summary').waitFor({ state: 'detached' });
    expect(complaints).toEqual([]);
    await context.close();
  });
});
