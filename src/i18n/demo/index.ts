/** The words of the demo's stage, one file per language, loaded when a visitor needs it; see `../pages/index.ts`. */
import { stringsBy } from '../loading.ts';
import { type DemoKey, type DemoStrings, en } from './en.ts';

export type { DemoStrings };

/** The strings for a language tag; English where the language has none or its file cannot be loaded. */
export const loadDemoStrings: (tag: string | undefined) => Promise<DemoStrings> = stringsBy<DemoKey>(en, {
  th: async () => (await import('./th.ts')).th,
  vi: async () => (await import('./vi.ts')).vi,
  id: async () => (await import('./id.ts')).id,
  ms: async () => (await import('./ms.ts')).ms,
  fil: async () => (await import('./fil.ts')).fil,
});
