/** What an operator sees of something long. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { progressLine, type Screen, showProgress } from '../../../src/cli/progress.ts';

const half = { done: 12_000, noun: 'lines', notes: ['3 refused'], share: 0.5 };

describe('A progress line', () => {
  it('tells the share, the count, the rate and what is left', () => {
    expect(progressLine(half, 60_000)).toBe('██████████░░░░░░░░░░  50%  12,000 lines · 200/s · 3 refused · 1:00 left');
    expect(progressLine({ ...half, share: 0.1 }, 600_000)).toContain('1:30:00 left');
  });

  it('tells neither a share nor what is left where the whole is not known', () => {
    expect(progressLine({ ...half, notes: [], share: null }, 60_000)).toBe('12,000 lines · 200/s');
  });

  it('is never above the whole, and stands at the start without a guess', () => {
    expect(progressLine({ ...half, notes: [], share: 1.2 }, 60_000)).toBe(
      `${'█'.repeat(20)} 100%  12,000 lines · 200/s`,
    );
    expect(progressLine({ done: 0, noun: 'lines', notes: [], share: 0 }, 0)).toBe(
      `${'░'.repeat(20)}   0%  0 lines · 0/s`,
    );
  });
});

describe('Progress', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  function screen(isTTY: boolean): Screen & { written: string[] } {
    const written: string[] = [];
    return { isTTY, columns: 60, written, write: (text) => void written.push(text) };
  }
  const start = performance.now.bind(performance);

  it('is drawn over itself on a terminal, never wider than it, and wiped at the end', () => {
    const tty = screen(true);
    const progress = showProgress(tty, start, () => half);
    vi.advanceTimersByTime(250);
    progress.stop();
    vi.advanceTimersByTime(1_000);
    expect(tty.written).toHaveLength(3);
    for (const text of tty.written) {
      expect(text.startsWith('\r\u001B[2K')).toBe(true);
      expect(text).not.toContain('\n');
      expect(text.length - '\r\u001B[2K'.length).toBeLessThan(60);
    }
    expect(tty.written.at(-1)).toBe('\r\u001B[2K');
  });

  it('gives way to a line of its own', () => {
    const tty = screen(true);
    const progress = showProgress(tty, start, () => half);
    vi.advanceTimersByTime(100);
    progress.say('line 3: refused');
    expect(tty.written.slice(1)).toEqual(['\r\u001B[2K', 'line 3: refused\n']);
    progress.stop();
  });

  it('is a plain line every few seconds elsewhere', () => {
    const log = screen(false);
    const progress = showProgress(log, start, () => half);
    vi.advanceTimersByTime(11_000);
    progress.stop();
    expect(log.written).toHaveLength(2);
    for (const text of log.written) expect(text).toMatch(/^█+░+ .*12,000 lines.*\n$/u);
  });
});
