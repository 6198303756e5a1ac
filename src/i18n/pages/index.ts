/**
 * The words of the pages. Kept apart from the server's catalogue, and one file per language, because a buyer's phone
 * loads one of them: plain strings with `{placeholders}`, worded so that no plural forms are needed.
 */
import { isolated } from '../isolated.ts';

export type { PageStrings } from './en.ts';
export { loadPageStrings } from './load.ts';

/** `fill('{count} × {title}', { count: 1, title: 'Bowl' })` → `1 × Bowl`. A placeholder without a value stays as it is. */
export const fill = (text: string, params: Readonly<Record<string, string | number>>): string =>
  text.replace(/\{(\w+)\}/gu, (whole, name: string) => (name in params ? String(isolated(params[name])) : whole));
