/** Whether what a page shows fits where it stands. */
import type { Page } from 'playwright-core';

/** What is wider than the place it has, on the page and in every part of it that scrolls or cuts off. A line of tabs may be pushed sideways. */
export const tooWide = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const wide: string[] = [];
    const look = (root: Document | ShadowRoot): void => {
      for (const element of root.querySelectorAll<HTMLElement>('*')) {
        if (element.shadowRoot) look(element.shadowRoot);
        const { overflowX, position, textOverflow } = getComputedStyle(element);
        const heard = position === 'absolute' && element.clientWidth <= 1;
        const holds = overflowX !== 'visible' || element.matches('html, button, .chip');
        // A row of a list is cut on purpose, and says so with three dots.
        if (textOverflow === 'ellipsis' || element.matches('[role=tablist]')) continue;
        if (!holds || heard || element.matches('input, textarea, select, svg, img')) continue;
        if (element.scrollWidth <= element.clientWidth + 1) continue;
        wide.push(`${element.localName}.${element.className}: ${element.scrollWidth} in ${element.clientWidth}`);
      }
    };
    look(document);
    return wide;
  });

/**
 * What does not fit: a page or box that scrolls sideways, words wider than what holds them, controls out of the window's
 * sides or over one another. A line of tabs may be pushed sideways.
 */
export function misfits(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    const deep = (root: ParentNode): HTMLElement[] =>
      [...root.querySelectorAll<HTMLElement>('*')].flatMap((element) => [
        element,
        ...(element.shadowRoot ? deep(element.shadowRoot) : []),
      ]);
    const isDrawn = (element: HTMLElement): boolean =>
      element.checkVisibility({ visibilityProperty: true }) &&
      !element.closest('.heard') &&
      element.localName !== 'style';
    const nameOf = ({ localName, className, textContent }: HTMLElement): string =>
      `${localName}.${className} “${(textContent ?? '').trim().slice(0, 40)}”`;
    const [wide, window_] = [document.documentElement.scrollWidth, document.documentElement.clientWidth];
    if (wide > window_) found.push(`the page needs ${wide} of ${window_} px`);

    const drawn = deep(document.body).filter(isDrawn);
    for (const element of drawn) {
      const isInline = getComputedStyle(element).display.startsWith('inline') && element.localName !== 'button';
      if (isInline || element.closest('svg')) continue;
      const over = element.scrollWidth - element.clientWidth;
      if (over > 1 && !element.matches('[role=tablist]')) found.push(`${nameOf(element)} is ${over} px too wide`);
    }
    const dialog = drawn.find((element) => element.matches('dialog[open]'));
    const controls = drawn.filter((element) => element.matches('button, input, textarea, a'));
    const reachable = controls.filter((element) => !dialog || dialog.contains(element));
    const above = (element: Element): Element | null =>
      element.parentElement ?? (element.getRootNode() as Partial<ShadowRoot>).host ?? null;
    /** What is scrolled out of its box, up or down, lies over nothing. */
    const drawnIn = (element: HTMLElement): { left: number; right: number; top: number; bottom: number } => {
      let { left, right, top, bottom } = element.getBoundingClientRect();
      for (let around = above(element); around; around = above(around)) {
        if (!/auto|scroll/u.test(getComputedStyle(around).overflowY)) continue;
        const box = around.getBoundingClientRect();
        [top, bottom] = [Math.max(top, box.top), Math.min(bottom, box.bottom)];
      }
      return { left, right, top, bottom };
    };
    const boxes = reachable.map((element) => ({ element, box: drawnIn(element) }));
    for (const { element, box } of boxes) {
      if ((box.left < 0 || box.right > window_) && !element.matches('[role=tab]'))
        found.push(`${nameOf(element)} leaves the window`);
      for (const other of boxes) {
        if (other.element === element || element.contains(other.element) || other.element.contains(element)) continue;
        const [width, height] = [
          Math.min(box.right, other.box.right) - Math.max(box.left, other.box.left),
          Math.min(box.bottom, other.box.bottom) - Math.max(box.top, other.box.top),
        ];
        const scrolls = element.closest('form') !== other.element.closest('form');
        if (width > 1 && height > 1 && !scrolls) found.push(`${nameOf(element)} lies over ${nameOf(other.element)}`);
      }
    }
    return found;
  });
}

/** Choices whose words are longer than the field that shows them, which cuts them off without a trace. */
export const cutChoices = (page: Page): Promise<string[]> =>
  page.locator('select').evaluateAll((selects) =>
    selects.flatMap((select) => {
      const { font, paddingInlineStart } = getComputedStyle(select);
      const pen = document.createElement('canvas').getContext('2d');
      const field = select as HTMLSelectElement;
      if (!field.checkVisibility({ visibilityProperty: true })) return [];
      if (!pen) return ['nothing to measure with'];
      pen.font = font;
      // The arrow takes about 20 pixels.
      const room = field.clientWidth - Number.parseFloat(paddingInlineStart) - 20;
      const words = field.selectedOptions[0]?.text ?? '';
      return pen.measureText(words).width > room ? [`the field ${field.name} cuts off “${words}”`] : [];
    }),
  );

/** Whether the page as a whole has to be pushed sideways: all that can be asked where names are cut off on purpose. */
export const sideways = async (page: Pick<Page, 'evaluate'>): Promise<string[]> => {
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  return wide > 0 ? [`the page is ${wide} px too wide`] : [];
};

/** `20:15`: how a British reader sees the time of a moment in this zone. */
export const clockTime = (at: string | null | undefined, timeZone: string): string =>
  new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone }).format(Date.parse(at ?? ''));
