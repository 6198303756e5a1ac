/** Offers by the percent that was offered, in ten classes. */
import type { Stats } from '../../contract/lists.ts';

export interface Class {
  from: number;
  to: number;
  made: number;
  accepted: number;
}

/** Of ten percent each: 1–10, 11–20, … */
export function classesOf(byPercent: Stats['offers']['byPercent']): Class[] {
  const classes = Array.from({ length: 10 }, (_, index) => ({
    from: index * 10 + 1,
    to: index * 10 + 10,
    made: 0,
    accepted: 0,
  }));
  for (const { percent, made, accepted } of byPercent) {
    const held = classes[Math.min(9, Math.max(0, Math.ceil(percent / 10) - 1))];
    if (!held) continue;
    held.made += made;
    held.accepted += accepted;
  }
  return classes;
}
