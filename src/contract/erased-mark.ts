/** What stands in place of a person's name, address and words once they were erased (rule 16). */
export const ERASED = '[erased]';

/** The same value, where the mark stands with the reader's own words for it. */
export function erasedSaid<T>(value: T, words: string): T {
  return said(value, words) as T;
}

function said(value: unknown, words: string): unknown {
  if (value === ERASED) return words;
  if (Array.isArray(value)) return value.map((one) => said(one, words));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, said(inner, words)]));
}
