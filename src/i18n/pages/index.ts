/**
 * The words of the pages. Kept apart from the server's catalogue, and one file per language, because a buyer's phone
 * loads one of them: plain strings with `{placeholders}`, worded so that no plural forms are needed.
 */
import { stringsBy } from '../loading.ts';
import { en, type PageKey, type PageStrings } from './en.ts';

export type { PageKey, PageStrings };

/** The strings for a language tag; English where the language has none or its file cannot be loaded. */
export const loadPageStrings: (tag: string | undefined) => Promise<PageStrings> = stringsBy<PageKey>(en, {
  th: async () => (await import('./th.ts')).th,
  vi: async () => (await import('./vi.ts')).vi,
  id: async () => (await import('./id.ts')).id,
  ms: async () => (await import('./ms.ts')).ms,
  fil: async () => (await import('./fil.ts')).fil,
});

/** `fill('{count} × {title}', { count: 1, title: 'Bowl' })` → `1 × Bowl`. A placeholder without a value stays as it is. */
export const fill = (text: string, params: Readonly<Record<string, string | number>>): string =>
  text.replace(/\{(\w+)\}/gu, (whole, name: string) => (name in params ? String(params[name]) : whole));
