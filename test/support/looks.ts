/** Judges a state of a page in every look, in place: axe in full once, contrast alone in the other colours, and that everything fits in every window. */
import type { Page } from 'playwright-core';
import { findings } from './axe.ts';
import { WINDOWS } from './walks/walk.ts';

type Window = keyof typeof WINDOWS;

export interface Judging {
  /** What does not fit in the window as it is. */
  misfits(page: Page): Promise<string[]>;
  windows?: readonly Window[];
  /** Whether axe judges too: once is enough, since languages change no markup. */
  axe?: boolean;
  /** The only part that axe has not judged before: the way to it through the shadow roots around it. */
  within?: string[];
}

/** Colours have changed over. A transition begins with the next frame, however short it is, and axe would see half of it. */
const settled = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    await new Promise(requestAnimationFrame);
    const roots = (root: Document | ShadowRoot): (Document | ShadowRoot)[] => [
      root,
      ...[...root.querySelectorAll('*')].flatMap(({ shadowRoot }) => (shadowRoot ? roots(shadowRoot) : [])),
    ];
    const moving = roots(document).flatMap((root) => root.getAnimations());
    const transitions = moving.filter((one) => one instanceof CSSTransition);
    await Promise.allSettled(transitions.map(({ finished }) => finished));
  });

/** The window has another size, and what follows it has been told: that happens with a frame, not with the size itself. */
export async function resize(page: Page, size: { width: number; height: number }): Promise<void> {
  await page.setViewportSize(size);
  await page.evaluate(async ({ width, height }) => {
    const frame = (): Promise<unknown> => new Promise(requestAnimationFrame);
    while (window.innerWidth !== width || window.innerHeight !== height) await frame();
    await frame();
    await frame();
  }, size);
}

/** Answers complaints, each with the state and the look; the page ends in the first window, in light colours. */
export async function judge(
  page: Page,
  state: string,
  { misfits, windows = ['desk', 'phone', 'desk at 200 %'], axe = false, within }: Judging,
): Promise<string[]> {
  const complaints: string[] = [];
  const look = async (what: string, found: Promise<string[]>): Promise<void> => {
    for (const one of await found) complaints.push(`${state}, ${what}: ${one}`);
  };
  const [first = 'desk'] = windows;
  const dark = windows.includes('phone') ? 'phone' : first;
  for (const window of windows) {
    await resize(page, WINDOWS[window]);
    await look(window, misfits(page));
    if (!axe) continue;
    if (window === first) await look(window, findings(page, within));
    if (window === dark) {
      await page.emulateMedia({ colorScheme: 'dark' });
      await settled(page);
      await look(`${dark}, dark`, findings(page, within, ['color-contrast']));
      await page.emulateMedia({ colorScheme: 'light' });
      await settled(page);
    }
  }
  await resize(page, WINDOWS[first]);
  return complaints;
}
