/**
 * `npm run gallery`: every page in every state, in every look, as pictures in dist/gallery with one page to leaf through
 * them (index.html). Arguments narrow it: `npm run gallery -- seller th` takes what has both words in its name.
 *
 * The looks are those in which layouts break: light and dark, a phone's 390 px and a desk's 1,280, Thai (tall letters, no
 * spaces), the made-up long language `en-XA`, and `ar-XB`, which is written from right to left. Needs Chromium.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { launch } from '../../test/support/browser.ts';
import { type Look, startThree, type Three } from '../../test/support/three.ts';
import { CHAT } from './chat.ts';
import { CONSOLE } from './console.ts';
import { contactSheet } from './contact-sheet.ts';
import type { Scene } from './scene.ts';
import { SELLER } from './seller.ts';

const folder = fileURLToPath(new URL('../../dist/gallery', import.meta.url));
const WIDTHS = { 390: { width: 390, height: 844 }, 1280: { width: 1280, height: 800 } } as const;

const LOOKS = [
  { language: 'en', colorScheme: 'light' },
  { language: 'en', colorScheme: 'dark' },
  { language: 'th', colorScheme: 'light' },
  { language: 'en-XA', colorScheme: 'light' },
  { language: 'ar-XB', colorScheme: 'dark' },
] as const;

interface Shot {
  name: string;
  scene: Scene;
  look: Look;
}

function shots(filters: string[]): Shot[] {
  const all = [...CHAT, ...SELLER, ...CONSOLE].flatMap((scene) =>
    LOOKS.flatMap(({ language, colorScheme }) =>
      Object.entries(WIDTHS).map(([width, viewport]) => ({
        name: [scene.name, language, colorScheme, width].join('--'),
        scene,
        look: { language, colorScheme, viewport },
      })),
    ),
  );
  return all.filter(({ name }) => filters.every((word) => name.includes(word)));
}

/** What a scene waits for is there within this, or something is wrong with the scene. */
const PATIENCE_MS = 10_000;

/** Takes one picture; answers what went wrong, if anything. */
async function take(three: Three, { name, scene, look }: Shot): Promise<string | undefined> {
  try {
    const prepare = async (page: Page) => page.setDefaultTimeout(PATIENCE_MS);
    const page = await scene.show(three, { ...look, prepare });
    await page.evaluate(() => document.fonts.ready);
    await page.screenshot({ path: join(folder, `${name}.png`), animations: 'disabled' });
    await page.context().close();
    return undefined;
  } catch (error) {
    return `${name}: ${error instanceof Error ? error.message.split('\n', 1)[0] : String(error)}`;
  }
}

async function main(): Promise<number> {
  const wanted = shots(process.argv.slice(2));
  if (wanted.length === 0) {
    console.error('gallery: no picture has all of these words in its name.');
    return 2;
  }
  mkdirSync(folder, { recursive: true });
  const browser = await launch();
  const failed: string[] = [];
  let three: Three | undefined;
  let current = '';
  for (const [index, shot] of wanted.entries()) {
    // A service of its own for each scene and language, so that its lists show what the scene is about.
    const key = `${shot.scene.name} ${shot.look.language}`;
    if (key !== current) {
      await three?.close();
      three = await startThree(browser);
      current = key;
    }
    const problem = three && (await take(three, shot));
    if (problem) failed.push(problem);
    console.log(`${index + 1}/${wanted.length} ${problem ?? shot.name}`);
  }
  await three?.close();
  await browser.close();
  writeFileSync(join(folder, 'index.html'), contactSheet(wanted.map(({ name }) => name)));
  console.log(`gallery: ${wanted.length - failed.length} pictures in ${folder}${failed.length ? '; missing:' : ''}`);
  for (const problem of failed) console.error(problem);
  return failed.length === 0 ? 0 : 1;
}

process.exitCode = await main();
