/** The demo's time in the browser: it follows the server's, at the server's speed. */
import type { DemoSpeed, DemoTime } from '../../contract/demo.ts';

export class DemoTimer {
  speed: DemoSpeed = 1;
  #base = Date.now();
  #since = performance.now();

  /** Milliseconds since the epoch, by the demo's clock. */
  readonly now = (): number => this.#base + (performance.now() - this.#since) * this.speed;

  follow({ now, speed }: DemoTime): void {
    this.#base = Date.parse(now);
    this.#since = performance.now();
    this.speed = speed;
  }
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** `2 d 3 h`, `21 h 5 min`, `14 min`, `1 min 20 s`; negative spans are told as what has passed. */
export function span(ms: number): string {
  const left = Math.abs(ms);
  const [days, hours] = [Math.floor(left / DAY), Math.floor((left % DAY) / HOUR)];
  const [minutes, seconds] = [Math.floor((left % HOUR) / MINUTE), Math.floor((left % MINUTE) / 1000)];
  if (days > 0) return `${days} d ${hours} h`;
  if (hours > 0) return `${hours} h ${minutes} min`;
  return left >= 2 * MINUTE ? `${minutes} min` : `${minutes} min ${seconds} s`;
}
