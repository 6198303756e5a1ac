/** The words of the agent board, one file per language, loaded when a reader needs it; see `../pages/index.ts`. */
import { stringsBy } from '../loading.ts';
import { type ConsoleKey, type ConsoleStrings, en } from './en.ts';

export type { ConsoleKey, ConsoleStrings };

/** The strings for a language tag; English where the language has none or its file cannot be loaded. */
export const loadConsoleStrings: (tag: string | undefined) => Promise<ConsoleStrings> = stringsBy<ConsoleKey>(en, {
  th: async () => (await import('./th.ts')).th,
  vi: async () => (await import('./vi.ts')).vi,
  id: async () => (await import('./id.ts')).id,
  ms: async () => (await import('./ms.ts')).ms,
  fil: async () => (await import('./fil.ts')).fil,
});
