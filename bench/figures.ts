/** Figures: what a measurement answers, and the small statistics they need. */

/** One line of the result: a figure of Parley's, the same of the bare baseline, and what was aimed for. */
export interface Figure {
  measurement: string;
  storage: string;
  name: string;
  unit: string;
  parley: number;
  /** The bare baseline in the same run; null where there is nothing to compare with. */
  bare: number | null;
  /** What `parley / bare` should be, or `parley` where there is nothing to compare with; null where no target is set. */
  target: { ratio: 'at least' | 'at most'; value: number } | null;
}

export const ratioOf = ({ parley, bare }: Figure): number | null => (bare === null ? null : parley / bare);

/** Whether the target is met; null where there is none. */
export function isMet(figure: Figure): boolean | null {
  const { target, parley } = figure;
  if (target === null) return null;
  const reached = ratioOf(figure) ?? parley;
  return target.ratio === 'at least' ? reached >= target.value : reached <= target.value;
}

/** The value below which `share` (0 to 1) of the samples lie. */
export function percentile(samples: readonly number[], share: number): number {
  if (samples.length === 0) throw new Error('no samples');
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

export const median = (samples: readonly number[]): number => percentile(samples, 0.5);

const shown = (value: number): string =>
  value.toLocaleString('en', { maximumFractionDigits: value < 10 ? 2 : value < 100 ? 1 : 0 });

/** The table that is printed. */
export function tableOf(figures: readonly Figure[]): string {
  const rows = figures.map((figure) => {
    const ratio = ratioOf(figure);
    const met = isMet(figure);
    return [
      figure.measurement,
      figure.storage,
      figure.name,
      `${shown(figure.parley)} ${figure.unit}`,
      figure.bare === null ? '' : `${shown(figure.bare)} ${figure.unit}`,
      ratio === null ? '' : ratio.toFixed(2),
      figure.target ? `${figure.target.ratio} ${shown(figure.target.value)}` : '',
      met === null ? '' : met ? 'met' : 'MISSED',
    ];
  });
  const table = [['measurement', 'storage', 'figure', 'Parley', 'bare', 'ratio', 'target', ''], ...rows];
  const widths = table[0]?.map((_, column) => Math.max(...table.map((row) => row[column]?.length ?? 0))) ?? [];
  return table
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
