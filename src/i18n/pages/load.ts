/** How a page gets its words. What shops embed asks its server for them instead (pages/embed/load-words.ts). */
import { stringsBy } from '../loading.ts';
import { en, type PageKey, type PageStrings } from './en.ts';

/**
 * The strings for a language tag; English where the language has none or its file cannot be loaded.
 *
 * @param server only for the embed: whom to ask where nobody knows where its script came from
 */
export const loadPageStrings: (tag: string | undefined, server?: string) => Promise<PageStrings> = stringsBy<PageKey>(
  en,
  {
    th: async () => (await import('./th.ts')).th,
    vi: async () => (await import('./vi.ts')).vi,
    id: async () => (await import('./id.ts')).id,
    ms: async () => (await import('./ms.ts')).ms,
    fil: async () => (await import('./fil.ts')).fil,
  },
);
