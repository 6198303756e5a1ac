/** The words of a shop’s rules, one file per language: a browser loads the one its reader needs. */
import { stringsBy } from '../loading.ts';
import { en, type RuleKey, type RuleStrings } from './en.ts';

export type { RuleKey, RuleStrings };

/** The strings for a language tag; English where the language has none or its file cannot be loaded. */
export const loadRuleStrings: (tag: string | undefined) => Promise<RuleStrings> = stringsBy<RuleKey>(en, {
  th: async () => (await import('./th.ts')).th,
  vi: async () => (await import('./vi.ts')).vi,
  id: async () => (await import('./id.ts')).id,
  ms: async () => (await import('./ms.ts')).ms,
  fil: async () => (await import('./fil.ts')).fil,
});
