/**
 * The server's time between the moments at which it was told.
 *
 * Deadlines run on the server's clock. It may be ahead of the device's or behind it, and in a demonstration it runs
 * faster; how fast is believed once two measurements in a row agree, since a device that slept measures nonsense once.
 */
const SPAN_MS = 1_000;
/** Measurements within this share of each other agree. */
const AGREES_WITHIN = 0.2;

const agree = (a: number, b: number): boolean => Math.abs(a - b) <= AGREES_WITHIN * Math.max(a, b);

export class ServerClock {
  readonly #device: () => number;
  #told: { server: number; device: number } | undefined;
  #rate = 1;
  #measured = 1;

  /** `device` gives the device's time in milliseconds. */
  constructor(device: () => number = Date.now) {
    this.#device = device;
  }

  /** Milliseconds since the epoch, by the server's clock; by the device's until the server's was told. */
  readonly now = (): number => {
    const device = this.#device();
    return this.#told ? this.#told.server + (device - this.#told.device) * this.#rate : device;
  };

  /** The server's time now, in milliseconds since the epoch. What is told twice within a second is heard once. */
  tell(server: number): void {
    const told = { server, device: this.#device() };
    const past = this.#told ? told.device - this.#told.device : Number.NaN;
    if (past >= 0 && past < SPAN_MS) return;
    if (this.#told && past > 0) this.#measure((server - this.#told.server) / past);
    this.#told = told;
  }

  #measure(rate: number): void {
    if (agree(rate, 1)) this.#rate = 1;
    else if (rate > 0 && agree(rate, this.#measured)) this.#rate = rate;
    this.#measured = rate;
  }

  /** Something happened at `server`: the clock shows that or later. */
  atLeast(server: number): void {
    if (server > this.now()) this.#told = { server, device: this.#device() };
  }
}
