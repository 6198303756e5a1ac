/**
 * A walk leads one page through every state it can be in, once. Tests judge each state in every look, the gallery takes
 * pictures of it; both vary the window and the colours in place, and walk again only for another language.
 *
 * A walk sets up what it needs by itself and names nothing by words that change with the language.
 */
import type { Page } from 'playwright-core';
import type { Look, Three } from '../three.ts';

/** Told of each state as it is reached, by a name that is the same in every language. The page may be resized meanwhile. */
export type Visit = (state: string, page: Page) => Promise<void>;

export interface Walk {
  /** The page: `chat`, `seller`, `console`. */
  name: string;
  go(three: Three, look: Look, visit: Visit): Promise<void>;
}

/** Windows in which layouts break: a desk, a phone, a desk at 200 percent, a small phone at 200 percent. */
export const WINDOWS = {
  desk: { width: 1280, height: 800 },
  phone: { width: 390, height: 844 },
  'desk at 200 %': { width: 640, height: 400 },
  'small phone': { width: 320, height: 640 },
} as const;

/** Languages in which they break: tall letters without spaces, words half as long again, and from right to left. */
export const LANGUAGES = ['en', 'th', 'en-XA', 'ar-XB'] as const;
