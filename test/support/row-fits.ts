/** Whether the rows of a list show what they hold: nothing is cut through, and no part is a sliver that nobody can read. */
import type { Page } from 'playwright-core';

/** Rows with a line that their edge cuts, and parts that stand in a row but have room for some letters only. */
export const unreadable = (page: Page): Promise<string[]> =>
  page.locator('.row:has(.words)').evaluateAll((rows) => {
    const LETTERS = 40;
    const found: string[] = [];
    for (const row of rows) {
      const edge = row.getBoundingClientRect();
      for (const part of row.querySelectorAll<HTMLElement>('.title, .sum, .fact, .chip, .words, .when')) {
        const place = part.getBoundingClientRect();
        const bag = part.closest('.facts')?.getBoundingClientRect();
        const named = `.${part.className} “${part.textContent?.trim()}”`;
        // What found no room is left out whole.
        if (bag && place.top >= bag.bottom) continue;
        if (place.top < edge.top || place.bottom > edge.bottom) found.push(`${named} is cut by its row`);
        if (part.scrollWidth > part.clientWidth && part.clientWidth < LETTERS) found.push(`${named} is a sliver`);
      }
    }
    return found;
  });
