/**
 * `npm run gallery`: every page in every state, in every look, as pictures in dist/gallery with one page to leaf through
 * them (index.html). Arguments narrow it: `npm run gallery -- seller th` takes what has both words in its name.
 *
 * The states are those that the tests judge (test/support/walks). The looks are those in which layouts break: light and
 * dark, a phone's 390 px and a desk's 1,280, Thai (tall letters, no spaces), the made-up long language `en-XA`, and
 * `ar-XB`, which is written from right to left. Needs Chromium.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { launch } from '../../test/support/browser.ts';
import { startThree } from '../../test/support/three.ts';
import { chatWalk } from '../../test/support/walks/chat.ts';
import { consoleWalk } from '../../test/support/walks/console.ts';
import { sellerWalk } from '../../test/support/walks/seller.ts';
import { LANGUAGES, type Walk, WINDOWS } from '../../test/support/walks/walk.ts';
import { contactSheet } from './contact-sheet.ts';

const folder = fileURLToPath(new URL('../../dist/gallery', import.meta.url));
const WALKS: readonly Walk[] = [chatWalk, sellerWalk, consoleWalk];
const SIZES = { 390: WINDOWS.phone, 1280: WINDOWS.desk } as const;
/** English in both; of the others the right-to-left one is dark. */
const SCHEMES: Partial<Record<string, readonly ('light' | 'dark')[]>> = { en: ['light', 'dark'], 'ar-XB': ['dark'] };

/** Where the keyboard is stays in sight when the window is another one, as it would have been in it from the start. */
async function toKeyboard(): Promise<void> {
  // What depends on the window is drawn anew first.
  for (const _ of [1, 2]) await new Promise(requestAnimationFrame);
  let focused = document.activeElement;
  while (focused?.shadowRoot?.activeElement) focused = focused.shadowRoot.activeElement;
  (focused?.closest('.field') ?? focused)?.scrollIntoView({ block: 'nearest' });
}

/** Goes through one page in one language; answers the names of the pictures it took. */
async function take(browser: Browser, walk: Walk, language: string, words: string[]): Promise<string[]> {
  const taken: string[] = [];
  const shoot = async (state: string, page: Page): Promise<void> => {
    for (const colorScheme of SCHEMES[language] ?? ['light']) {
      await page.emulateMedia({ colorScheme });
      for (const [width, viewport] of Object.entries(SIZES)) {
        const name = [`${walk.name}-${state}`, language, colorScheme, width].join('--').replaceAll(/[^\w-]+/gu, '-');
        if (!words.every((word) => name.includes(word))) continue;
        await page.setViewportSize(viewport);
        await page.evaluate(() => document.fonts.ready);
        await page.evaluate(toKeyboard);
        await page.screenshot({ path: join(folder, `${name}.png`), animations: 'disabled' });
        taken.push(name);
        console.log(name);
      }
    }
  };
  const three = await startThree(browser);
  try {
    await walk.go(three, { language, viewport: WINDOWS.desk }, shoot);
  } finally {
    await three.close();
  }
  return taken;
}

/** What words cannot be in any picture's name of this walk in this language rule it out before it is walked. */
const mayHave = (walk: Walk, language: string, words: string[]): boolean =>
  words.every(
    (word) => ![...WALKS.map(({ name }) => name), ...LANGUAGES].includes(word) || [walk.name, language].includes(word),
  );

async function main(): Promise<number> {
  const words = process.argv.slice(2);
  mkdirSync(folder, { recursive: true });
  const browser = await launch();
  const taken: string[] = [];
  const failed: string[] = [];
  for (const walk of WALKS) {
    for (const language of LANGUAGES.filter((one) => mayHave(walk, one, words))) {
      await take(browser, walk, language, words).then(
        (names) => taken.push(...names),
        (error: Error) => failed.push(`${walk.name} in ${language}: ${error.message}`),
      );
    }
  }
  await browser.close();
  for (const problem of failed) console.error(problem);
  if (taken.length === 0) {
    console.error('gallery: no picture has all of these words in its name.');
    return 2;
  }
  writeFileSync(join(folder, 'index.html'), contactSheet(taken));
  console.log(`gallery: ${taken.length} pictures in ${folder}`);
  return failed.length === 0 ? 0 : 1;
}

process.exitCode = await main();
