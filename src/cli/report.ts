/** What an import says of itself: each refused line as it is met, and what became of all at the end. */

import type { RefusedLine } from './check.ts';
import type { Kind } from './format.ts';
import type { ImportState } from './import.ts';

const NOUNS: Record<Kind, [one: string, many: string] | null> = {
  parley: null,
  policy: ['policy', 'policies'],
  seller: ['seller', 'sellers'],
  replies: ['list of saved replies', 'lists of saved replies'],
  conversation: ['part of a conversation', 'conversations'],
  photo: ['photo', 'photos'],
  request: ['request', 'requests'],
  note: ['note', 'notes'],
  opening: ['opened request', 'opened requests'],
};

/** A refused line for people: where, which, why. */
export function sentenceOf({ line, id, externalId, code, message }: RefusedLine): string {
  const named = externalId ?? id;
  return `line ${line}${named ? ` (${named})` : ''}: ${code}: ${message}`;
}

const counted = (count: number): string => count.toLocaleString('en');

function listed(counts: Record<Kind, number>): string {
  const parts = Object.entries(NOUNS).flatMap(([kind, nouns]) => {
    const count = counts[kind as Kind];
    return nouns && count > 0 ? [`${counted(count)} ${count === 1 ? nouns[0] : nouns[1]}`] : [];
  });
  return parts.length > 0 ? parts.join(', ') : 'nothing';
}

export interface Ending {
  dryRun: boolean;
  milliseconds: number;
  /** Why it ended before the source did. */
  stopped?: string;
}

/** What became of the lines, one sentence a line. */
export function summaryOf(state: ImportState, { dryRun, milliseconds, stopped }: Ending): string[] {
  const codes = Object.entries(state.refusedByCode).sort(([, a], [, b]) => b - a);
  const seconds = (milliseconds / 1000).toFixed(1);
  return [
    ...(stopped
      ? [
          `Stopped after line ${counted(state.lines)}: ${stopped} Run it again to go on; what is done is not done twice.`,
        ]
      : []),
    `${dryRun ? 'Would import' : 'Imported'} ${listed(state.imported)}, in ${seconds} s.`,
    ...(Object.values(state.known).some(Boolean) ? [`Here already: ${listed(state.known)}.`] : []),
    ...(state.lapsed > 0
      ? [
          `Overdue: ${counted(state.lapsed)} of the requests; the platform ${dryRun ? 'would act' : 'acts'} on them at once.`,
        ]
      : []),
    ...(state.refused > 0
      ? [`Refused ${counted(state.refused)}: ${codes.map(([code, count]) => `${code} ${counted(count)}`).join(', ')}.`]
      : []),
    ...(state.refusedByCode.deadline_passed
      ? ['With --allow-overdue, those whose deadline has passed are taken too, and the platform decides them at once.']
      : []),
  ];
}
