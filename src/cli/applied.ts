/** What became of a line. */
import { type Refusal, refuse } from '../domain/refusals.ts';

/** `known`: it was there already. `lapsed`: its deadline has passed, and the clock acts on it at once. */
export type Applied = { done: 'imported' | 'known'; lapsed?: boolean } | { refusal: Refusal };

export const IMPORTED: Applied = { done: 'imported' };
export const KNOWN: Applied = { done: 'known' };
export const refused = (...given: Parameters<typeof refuse>): Applied => ({ refusal: refuse(...given) });
