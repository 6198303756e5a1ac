/** The chat on a rough day: much arriving at once, long pastes, odd settings. */
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { openPage } from '../support/browser.ts';
import { describeChats } from '../support/chat-scene.ts';
import { eventually } from '../support/eventually.ts';
import { tokenFor } from '../support/sockets.ts';

const PHONE = { viewport: { width: 390, height: 700 } };

const belowView = (page: Page): Promise<number> =>
  page.getByRole('log').evaluate((log) => log.scrollHeight - log.scrollTop - log.clientHeight);
const staysAtTheEnd = (page: Page): Promise<void> =>
  eventually('the end is in view', async () => expect(await belowView(page)).toBeLessThan(2));
const numbered = (count: number, what: string): string[] =>
  Array.from({ length: count }, (_, index) => `${what} ${index + 1}`);

describeChats('A chat on a rough day', (at) => {
  it('whoever is at the end stays there, however much arrives in a row', async () => {
    const opened = await at.scene.open('in-a-row');
    await at.scene.write('in-a-row', numbered(20, 'Line'));
    const { page, context } = await at.scene.visit(at.browser, 'in-a-row', 'en', PHONE);
    await staysAtTheEnd(page);
    await page.evaluate(() => {
      const chat = document.querySelector('parley-chat') as HTMLElement;
      new MutationObserver(() => {
        if (chat.shadowRoot?.querySelector('.jump')) document.title = 'there was a button';
      }).observe(chat.shadowRoot as ShadowRoot, { childList: true, subtree: true });
    });
    // What grows between what the end was followed to and what the browser then says of it.
    await page.getByRole('log').evaluate((log) => {
      const chat = document.querySelector('parley-chat') as HTMLElement;
      const content = chat.shadowRoot?.querySelector('.content') as HTMLElement;
      const grow = (): void => {
        const more = document.createElement('p');
        more.textContent = 'grown';
        more.style.setProperty('height', '120px');
        content.append(more);
      };
      log.addEventListener('scroll', grow, { once: true, capture: true });
      grow();
    });
    await staysAtTheEnd(page);
    const offered = await at.scene.offer(opened);
    await at.scene.accept(offered);
    await at.scene.write('in-a-row', ['One', 'Two\nlines\nand\nmore', 'Three']);
    await page.getByText('Three', { exact: true }).waitFor();
    await staysAtTheEnd(page);
    expect(await page.title()).not.toBe('there was a button');
    await context.close();
  });

  it('a question that is put away and asked again at once is there again', async () => {
    await at.scene.offer(await at.scene.open('asked-again'));
    const { page, context } = await at.scene.visit(at.browser, 'asked-again', 'en', PHONE);
    const accept = page.locator('button[aria-describedby="means-accept"]');
    await accept.click();
    await page.getByRole('dialog').waitFor();
    // The browser tells of a dialog that was closed a moment later than it closes it: between the two the button is pressed.
    await accept.evaluate((button: HTMLButtonElement) => {
      (button.getRootNode() as ShadowRoot).querySelector('dialog')?.close();
      button.click();
    });
    await page.getByRole('dialog', { name: /^Accept / }).waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Yes, accept' }).click();
    // In the card: what is read out to those who cannot see it stands elsewhere for a moment, in the same words.
    await page
      .locator('parley-offer-card h3')
      .getByText(/ accepted /u)
      .waitFor();
    await context.close();
  });

  it('nothing of a long paste is lost unsaid, and what was begun in one conversation waits there and stands in no other', async () => {
    await Promise.all([at.scene.open('begun-one'), at.scene.open('begun-other')]);
    const { page, context } = await at.scene.visit(at.browser, 'begun-one', 'en', PHONE);
    const field = page.getByRole('textbox', { name: 'Write a message' });
    await field.click();
    // It can be sent in parts or shortened.
    const text = '🙂 long '.repeat(1_250);
    await page.keyboard.insertText(text);
    expect((await field.inputValue()).length).toBe(text.length);
    await page.keyboard.press('Enter');
    expect(await field.evaluate((area) => (area as HTMLTextAreaElement).validationMessage)).toBe(
      'Too long. Write at most 4000 characters.',
    );
    expect((await field.inputValue()).length).toBe(text.length);

    await field.fill('Half a sentence');
    const go = (to: string): Promise<void> =>
      page.evaluate((conversation) => {
        Object.assign(document.querySelector('parley-chat') as HTMLElement, { conversation });
      }, to);
    const holds = (words: string): Promise<void> =>
      eventually(`the field holds “${words}”`, async () => expect(await field.inputValue()).toBe(words));
    await go('begun-other');
    await holds('');
    await go('begun-one');
    await holds('Half a sentence');
    await context.close();
  });

  it('a double tap on a button of the card asks, and is no answer to the question', async () => {
    const offered = await at.scene.offer(await at.scene.open('double-tap'));
    const { page, context } = await at.scene.visit(at.browser, 'double-tap', 'en', PHONE);
    const tapped = await page.getByRole('button', { name: 'Accept' }).evaluate(async (button: HTMLElement) => {
      button.click();
      const card = (button.getRootNode() as ShadowRoot).host as HTMLElement & { updateComplete: Promise<boolean> };
      await card.updateComplete;
      // Where the second tap lands, in the worst case.
      const confirm = card.shadowRoot?.querySelector('dialog [type=submit]') as HTMLElement;
      const { left, top, width, height } = confirm.getBoundingClientRect();
      return card.shadowRoot?.elementFromPoint(left + width / 2, top + height / 2) === confirm;
    });
    expect(tapped).toBe(false);
    await page.getByRole('dialog').locator('[type=submit]').click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await eventually('the answer counts', async () =>
      expect((await at.scene.service.store.requests.load(offered.id))?.state.status).toBe('settling'),
    );
    await context.close();
  });

  it('a zone that is none is as if none were named', async () => {
    await at.scene.offer(await at.scene.open('no-zone'));
    const token = await tokenFor({ role: 'buyer', id: 'buyer-1', locale: 'en' });
    const { page, context, complaints } = await openPage(
      at.browser,
      `${at.scene.service.url}/chat#token=${token}&conversation=no-zone&zone=Nowhere/City&locale=not_a_locale`,
    );
    await page.getByRole('button', { name: 'Accept' }).first().waitFor();
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('without a zone of its own it shows that of the sentences it is sent', async () => {
    const state = await at.scene.offer(await at.scene.open('one-zone'));
    const expiresAt = new Date(state.offers.at(-1)?.expiresAt ?? '');
    const timeIn = (timeZone: string) =>
      new Intl.DateTimeFormat('en', { hour: '2-digit', minute: '2-digit', timeZone }).format(expiresAt);
    const token = await tokenFor({ role: 'buyer', id: 'buyer-1', locale: undefined, zone: undefined });
    const shown = async (more: string) => {
      const url = `${at.scene.service.url}/chat#token=${token}&conversation=one-zone&locale=en${more}`;
      const { page, context } = await openPage(at.browser, url);
      await page.getByRole('button', { name: 'Accept' }).first().waitFor();
      const end = await page.locator('parley-offer-card time').first().textContent();
      await context.close();
      return end;
    };
    expect(timeIn('Asia/Bangkok')).not.toBe(timeIn('Asia/Tokyo'));
    expect(await shown('')).toContain(timeIn('Asia/Bangkok'));
    expect(await shown('&zone=Asia/Tokyo')).toContain(timeIn('Asia/Tokyo'));
  });

  it('dozens of long messages of nothing but dots are drawn as fast as others', async () => {
    const fill = async (conversationId: string, letter: string): Promise<void> => {
      await at.scene.open(conversationId);
      const texts = Array.from({ length: 8 }, () => `https://a.example/${letter.repeat(3_900)}x`);
      for (let part = 0; part < 6; part += 1) await at.scene.write(conversationId, texts);
    };
    await Promise.all([fill('dots', '.'), fill('letters', 'y')]);
    const { page, context } = await at.scene.visit(at.browser, 'letters', 'en', PHONE);
    /** How long the chat takes to be drawn again: the best of several, since the machine may do something else meanwhile. */
    const draw = (): Promise<number> =>
      page.evaluate(async () => {
        const chat = document.querySelector('parley-chat') as HTMLElement & {
          requestUpdate(): void;
          updateComplete: Promise<boolean>;
        };
        let best = Number.POSITIVE_INFINITY;
        for (let tries = 0; tries < 10; tries += 1) {
          const before = performance.now();
          chat.requestUpdate();
          await chat.updateComplete;
          best = Math.min(best, performance.now() - before);
        }
        return best;
      });
    await page.locator('.message').nth(40).waitFor();
    const letters = await draw();
    await page.evaluate(() => {
      Object.assign(document.querySelector('parley-chat') as HTMLElement, { conversation: 'dots' });
    });
    await page.locator('.message').filter({ hasText: '....' }).nth(40).waitFor();
    // Each dot looked at from each dot would take hundreds of times as long.
    expect(await draw()).toBeLessThan(10 * letters + 20);
    await context.close();
  });
});
