/** How far something long is: a bar that is drawn over itself on a terminal, a line every few seconds elsewhere. */

export interface Progress {
  /** What is counted, such as `12,000 lines`, and whatever else is worth telling. */
  done: number;
  noun: string;
  notes: string[];
  /** The share that is done, 0 to 1; null where the whole is not known. */
  share: number | null;
}

export interface Screen {
  isTTY: boolean;
  columns: number;
  write(text: string): void;
}

const BAR_WIDTH = 20;
const DRAW_EVERY_MS = 100;
const TELL_EVERY_MS = 5_000;

const counted = (count: number): string => Math.round(count).toLocaleString('en');

/** `1:05`, `1:02:03` */
function duration(milliseconds: number): string {
  const seconds = Math.ceil(milliseconds / 1000);
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const shown = parts[0] ? parts : parts.slice(1);
  return shown.map((part, index) => (index === 0 ? String(part) : String(part).padStart(2, '0'))).join(':');
}

/** One line, without its end. `elapsed` in milliseconds. */
export function progressLine({ done, noun, notes, share }: Progress, elapsed: number): string {
  const rate = elapsed > 0 ? (done * 1000) / elapsed : 0;
  const left = share && share < 1 && elapsed > 1000 ? [`${duration((elapsed * (1 - share)) / share)} left`] : [];
  const told = [
    `${counted(done)} ${done === 1 ? noun.replace(/s$/u, '') : noun}`,
    `${counted(rate)}/s`,
    ...notes,
    ...left,
  ].join(' · ');
  if (share === null) return told;
  const full = Math.round(Math.min(1, share) * BAR_WIDTH);
  const bar = '█'.repeat(full) + '░'.repeat(BAR_WIDTH - full);
  return `${bar} ${String(Math.floor(Math.min(1, share) * 100)).padStart(3)}%  ${told}`;
}

/** Shows progress until `stop`, which leaves the screen to whoever writes next. */
export function showProgress(screen: Screen, now: () => number, read: () => Progress) {
  const startedAt = now();
  let drawn = false;

  function draw(): void {
    const line = progressLine(read(), now() - startedAt);
    if (screen.isTTY) screen.write(`\r\u001B[2K${line.slice(0, Math.max(20, screen.columns - 1))}`);
    else screen.write(`${line}\n`);
    drawn = screen.isTTY;
  }
  function clear(): void {
    if (drawn) screen.write('\r\u001B[2K');
    drawn = false;
  }

  const timer = setInterval(draw, screen.isTTY ? DRAW_EVERY_MS : TELL_EVERY_MS);
  timer.unref();
  return {
    /** Writes a line of its own beside the bar. */
    say(text: string): void {
      clear();
      screen.write(`${text}\n`);
    },
    stop(): void {
      clearInterval(timer);
      clear();
    },
  };
}
