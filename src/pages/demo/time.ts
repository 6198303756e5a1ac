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
