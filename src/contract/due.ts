/** How soon a deadline is, as lists and their figures ask for it. */
export const DUES = ['overdue', '1h', '4h'] as const;
export type Due = (typeof DUES)[number];

const HOUR = 3_600_000;

/** The deadlines that are meant, `now` and all in milliseconds: those after `after`, up to `by`. */
export function dueWindow(due: Due, now: number): { after: number; by: number } {
  if (due === 'overdue') return { after: 0, by: now };
  return { after: now, by: now + (due === '1h' ? HOUR : 4 * HOUR) };
}
