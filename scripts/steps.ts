/**
 * `npm run steps`: how much of a list is in sight, and how many presses, keys and typed letters it takes from an opened page to
 * a task that is done. Prints a table for Manage Returns and the agents' board. Needs a built service and Chromium.
 */
import type { Locator, Page, ViewportSize } from 'playwright-core';
import { launch } from '../test/support/browser.ts';
import { baht } from '../test/support/builders.ts';
import { startThree, type Three } from '../test/support/three.ts';
import { seller } from '../test/support/world.ts';

const WINDOWS = [
  { width: 1280, height: 800 },
  { width: 390, height: 844 },
] as const;
const IN_A_ROW = 10;

/** One person at one page, whose steps are counted. */
class Person {
  readonly page: Page;
  presses = 0;
  keys = 0;
  letters = 0;

  constructor(page: Page) {
    this.page = page;
  }

  async press(what: Locator): Promise<void> {
    this.presses += 1;
    await what.click();
  }

  async key(name: string): Promise<void> {
    this.keys += 1;
    await this.page.keyboard.press(name);
  }

  async type(text: string): Promise<void> {
    this.letters += text.length;
    await this.page.keyboard.type(text);
  }
}

const button = (page: Page, name: string | RegExp): Locator => page.getByRole('button', { name }).first();
const answers = (page: Page, name: string): Locator =>
  page.locator('request-answers').getByRole('button', { name, exact: true });

interface Board {
  name: string;
  open(three: Three, viewport?: ViewportSize): Promise<Page>;
  row: string;
  heading: string;
  /** What approves. */
  approve: string;
  /** The chat is behind a tab. */
  chatTab?: true;
}

const BOARDS: readonly Board[] = [
  {
    name: 'Manage Returns',
    open: async (three, viewport = WINDOWS[0]) => (await three.shopPage({ viewport })).page,
    row: '.row[data-id]',
    heading: 'seller-request h2',
    approve: 'Approve',
  },
  {
    name: 'Agents’ board',
    open: async (three, viewport = WINDOWS[0]) => (await three.board({ viewport })).page,
    row: 'console-list [role="option"]',
    heading: 'console-detail .title h2',
    approve: 'Approve for the seller',
    chatTab: true,
  },
];

async function rowsInSight({ open, row }: Board, three: Three): Promise<string> {
  const found: string[] = [];
  for (const size of WINDOWS) {
    const page = await open(three, size);
    await page.locator(row).first().waitFor();
    const whole = await page
      .locator(row)
      .evaluateAll(
        (rows, bottom) => rows.filter((one) => one.getBoundingClientRect().bottom <= bottom).length,
        size.height,
      );
    found.push(`${whole} at ${size.width}×${size.height}`);
    await page.context().close();
  }
  return found.join(', ');
}

type Task = (person: Person, board: Board) => Promise<unknown>;

async function findByProduct(person: Person, { row, heading }: Board): Promise<void> {
  await person.key('/');
  await person.type('Teapot');
  const found = person.page.locator(row).filter({ hasText: 'Teapot' });
  await person.page
    .locator(row)
    .filter({ hasText: /Bowl \d/u })
    .first()
    .waitFor({ state: 'detached' });
  await person.press(found);
  await person.page.locator(heading, { hasText: 'Teapot' }).waitFor();
}

/** Puts the first request before the person, where it does not open by itself. */
async function begin(person: Person, { heading }: Board): Promise<void> {
  const opened = person.page.locator(heading);
  await opened.waitFor({ timeout: 3_000 }).catch(() => undefined);
  if (await opened.isVisible()) return;
  await person.key('j');
  await person.key('Enter');
  await opened.waitFor();
}

async function answerInARow(person: Person, board: Board): Promise<void> {
  const { page } = person;
  await begin(person, board);
  for (let answered = 0; answered < IN_A_ROW; answered += 1) {
    await person.press(answers(page, board.approve));
    await person.press(page.locator('request-answers form [type="submit"]'));
    await button(page, /^Next request/u).waitFor();
    if (answered < IN_A_ROW - 1) await person.key('j');
    if (answered < IN_A_ROW - 1) await button(page, /^Next request/u).waitFor({ state: 'detached' });
  }
}

async function printLabel(person: Person): Promise<void> {
  const { page } = person;
  await person.press(page.getByRole('tab', { name: 'To ship' }));
  const documents = button(page, 'Shipping documents (PDF)');
  await documents.waitFor();
  await Promise.all([page.waitForEvent('download'), person.press(documents)]);
}

async function reply(person: Person, board: Board): Promise<void> {
  const { page } = person;
  await begin(person, board);
  if (board.chatTab) await person.press(page.getByRole('tab', { name: 'Chat' }));
  await person.press(page.getByPlaceholder('Write a message'));
  await person.type('On its way.');
  await person.key('Enter');
  await page.locator('parley-chat .bubble', { hasText: 'On its way.' }).waitFor();
}

const TASKS: readonly { name: string; does: Task; only?: string }[] = [
  { name: 'find by product and open', does: findByProduct },
  { name: `answer ${IN_A_ROW} requests in a row`, does: answerInARow },
  { name: 'print a label', does: printLabel, only: 'Manage Returns' },
  { name: 'reply to a buyer', does: reply },
];

/** As many requests as a list shows, one of which is approved and one another thing. */
async function fill(three: Three): Promise<void> {
  const item = (title: string) => [{ sku: 'A-1', title, quantity: 2, missingQuantity: 1, unitPrice: baht(25_000) }];
  for (let number = 1; number <= 24; number += 1) await three.request({ items: item(`Bowl ${number}`) });
  await three.request({ items: item('Teapot') });
  await three.act(await three.request({ items: item('Spoon') }), seller, { type: 'ApproveRequest' });
}

const line = (...cells: (string | number)[]): void => console.log(`| ${cells.join(' | ')} |`);

const browser = await launch();
line('page', 'task', 'presses', 'keys', 'typed letters');
line('---', '---', '---:', '---:', '---:');
const sights: string[] = [];
for (const board of BOARDS) {
  const three = await startThree(browser);
  await fill(three);
  sights.push(`${board.name}: rows in sight ${await rowsInSight(board, three)}`);
  for (const { name, does, only } of TASKS) {
    if (only && only !== board.name) continue;
    const person = new Person(await board.open(three));
    await person.page.locator(board.row).first().waitFor();
    await does(person, board);
    line(board.name, name, person.presses, person.keys, person.letters);
    await person.page.context().close();
  }
  await three.close();
}
await browser.close();
console.log(`\n${sights.join('\n')}`);
