/**
 * What instances tell each other, as text. Small on purpose: a message is sent whole, since its readers are shown it; a
 * request only by id and version, since most instances have nobody who looks at it.
 */
import type { Change } from '../application/feed.ts';

/** `from` names the process. */
export type Letter =
  /** The `n`th letter of its sender, from 1. */
  | { from: string; n: number; changes: Change[] }
  /** A beat, the sign of life; `n` is that of the last letter. `leaving`: there will be no more. */
  | { beat: true; from: string; n: number; leaving?: true };

type Told = Exclude<Change, { type: 'missed' }>;

export const isTold = (change: Change): change is Told => change.type !== 'missed';

function slim(change: Told): Told {
  if (change.type !== 'request') return change;
  const { state: _, ...rest } = change;
  return rest;
}

export const write = (letter: Letter): string =>
  JSON.stringify('changes' in letter ? { ...letter, changes: letter.changes.filter(isTold).map(slim) } : letter);

/** Whether a text is this process's own, told without reading it: `letter`, `beat`, or null where it is not. */
export function ownKind(text: string, owner: string): 'letter' | 'beat' | null {
  if (text.startsWith(`{"from":"${owner}"`)) return 'letter';
  return text.startsWith(`{"beat":true,"from":"${owner}"`) ? 'beat' : null;
}

/** Null for what is none of ours: others may write on the channel. */
export function read(text: string): Letter | null {
  try {
    const letter = JSON.parse(text);
    const isOurs = typeof letter?.from === 'string' && Number.isSafeInteger(letter.n);
    return isOurs && (letter.changes === undefined || Array.isArray(letter.changes)) ? letter : null;
  } catch {
    return null;
  }
}
