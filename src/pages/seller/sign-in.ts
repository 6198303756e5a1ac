/**
 * Who is signed in, for as long as it lasts. The token lives here and nowhere else; whoever finds it expired asks for a
 * renewal, and all who ask at the same time share one. Without a callback that renews it, the session ends.
 */
export type RenewToken = () => Promise<string | null>;

export class SignIn {
  token: string;
  ended = false;
  readonly #askFor: RenewToken | undefined;
  readonly #onEnd: () => void;
  #renewing: Promise<boolean> | undefined;

  constructor(token: string, askFor: RenewToken | undefined, onEnd: () => void) {
    this.token = token;
    this.#askFor = askFor;
    this.#onEnd = onEnd;
  }

  /** Gets a token fresher than `stale`; false where there is none to be had, and then the session has ended. */
  renew(stale: string): Promise<boolean> {
    if (stale !== this.token) return Promise.resolve(true);
    this.#renewing ??= this.#renew().finally(() => {
      this.#renewing = undefined;
    });
    return this.#renewing;
  }

  async #renew(): Promise<boolean> {
    const fresh = await this.#askFor?.().catch(() => null);
    if (fresh && fresh !== this.token) {
      this.token = fresh;
      return true;
    }
    if (!this.ended) {
      this.ended = true;
      this.#onEnd();
    }
    return false;
  }
}
