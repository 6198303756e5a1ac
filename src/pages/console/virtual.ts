/** Which entries of a long list are in view. Two heights are known beforehand, so nothing is ever measured. */

export interface Layout {
  /** Where each entry begins, in pixels; one more than there are entries, the last is the whole height. */
  tops: Float64Array;
}

/** `heights` gives each entry's height in pixels. */
export function layOut<T>(entries: readonly T[], heightOf: (entry: T) => number): Layout {
  const tops = new Float64Array(entries.length + 1);
  let top = 0;
  for (const [index, entry] of entries.entries()) {
    tops[index] = top;
    top += heightOf(entry);
  }
  tops[entries.length] = top;
  return { tops };
}

export const heightOf = ({ tops }: Layout): number => tops.at(-1) ?? 0;

/** The last entry that begins at or above `y`; 0 where there is none. */
export function entryAt({ tops }: Layout, y: number): number {
  let low = 0;
  let high = Math.max(0, tops.length - 2);
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((tops[middle] ?? 0) <= y) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The entries `[from, to)` that a window of `height` at `scrollTop` shows, and `extra` on both sides of it. */
export function windowOf(
  layout: Layout,
  scrollTop: number,
  height: number,
  extra: number,
): { from: number; to: number } {
  const count = layout.tops.length - 1;
  if (count === 0) return { from: 0, to: 0 };
  return {
    from: Math.max(0, entryAt(layout, scrollTop) - extra),
    to: Math.min(count, entryAt(layout, scrollTop + height) + 1 + extra),
  };
}

/** Where to scroll so that an entry is wholly in view; `scrollTop` where it already is. */
export function reveal({ tops }: Layout, index: number, scrollTop: number, height: number): number {
  const [top = 0, bottom = 0] = [tops[index], tops[index + 1]];
  if (top < scrollTop) return top;
  return bottom > scrollTop + height ? bottom - height : scrollTop;
}
