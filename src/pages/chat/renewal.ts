/**
 * Keeps a chat's token fresh, so that one left open all day goes on.
 *
 * - Before a token ends, the next one is asked for. Whether that fails does not matter yet.
 * - Once the server says that it has ended, there must be another: a shop that does not answer is asked again with
 *   growing pauses, one that has none ends the chat, and so does a fresh token that is refused at once.
 */
import { readClaims } from './claims.ts';

export interface RenewalHost {
  /** A fresh token, or null where there is none to be had. Rejects where there may be one later. */
  renewToken(): Promise<string | null>;
  use(token: string): void;
  /** The token has ended, and the next one is still awaited. */
  waiting(): void;
  ended(): void;
}

const LEAD_MS = 60_000;
/** Timers count in 31 bits. */
const LONGEST_MS = 2 ** 31 - 1;
const REFUSED_WITHIN_MS = 5_000;
/** Whoever has not answered by then is asked again. */
const ANSWER_WITHIN_MS = 20_000;
const PAUSES_MS = [1_000, 2_000, 4_000, 8_000, 15_000, 30_000];

/**
 * In how many milliseconds the next token should be asked for: a minute before this one ends, or after four fifths of
 * what is left of a short one. A device whose clock cannot be right counts the token's whole life from now. Undefined
 * where the token does not say when it ends.
 */
export function renewalIn(token: string, now: number): number | undefined {
  const { iat, exp } = readClaims(token);
  if (exp === undefined) return undefined;
  const left = exp * 1000 - now;
  const life = iat === undefined ? left : (exp - iat) * 1000;
  const span = left > 0 && left < life ? left : life;
  return Math.min(LONGEST_MS, Math.max(1_000, span - Math.min(LEAD_MS, span / 5)));
}

export class Renewal {
  readonly #host: RenewalHost;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #asking = false;
  #over = false;
  #stopped = false;
  #tries = 0;
  #renewedAt = Number.NEGATIVE_INFINITY;

  constructor(host: RenewalHost) {
    this.#host = host;
  }

  /** A token is in use from now on. */
  started(token: string): void {
    this.#over = false;
    this.#tries = 0;
    const wait = renewalIn(token, Date.now());
    if (wait !== undefined) this.#askIn(wait);
  }

  /** The server says that the token has ended. */
  expired(): void {
    if (Date.now() - this.#renewedAt < REFUSED_WITHIN_MS) {
      this.#host.ended();
      return;
    }
    this.#over = true;
    void this.#ask();
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
  }

  #askIn(wait: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#ask(), wait);
  }

  async #ask(): Promise<void> {
    if (this.#asking) return;
    this.#asking = true;
    clearTimeout(this.#timer);
    const { token, later } = await this.#answer();
    this.#asking = false;
    if (this.#stopped) return;
    if (token) {
      if (this.#over) this.#renewedAt = Date.now();
      this.#host.use(token);
    } else if (this.#over) this.#again(later);
  }

  /** What the shop answers, which may be never. */
  #answer(): Promise<{ token: string | null; later: boolean }> {
    return new Promise((resolve) => {
      const none = (): void => resolve({ token: null, later: true });
      const late = setTimeout(none, ANSWER_WITHIN_MS);
      this.#host
        .renewToken()
        .then((token) => resolve({ token, later: false }), none)
        .finally(() => clearTimeout(late));
    });
  }

  #again(later: boolean): void {
    const wait = later ? PAUSES_MS[this.#tries] : undefined;
    if (wait === undefined) {
      this.#host.ended();
      return;
    }
    this.#tries += 1;
    this.#host.waiting();
    this.#askIn(wait);
  }
}
