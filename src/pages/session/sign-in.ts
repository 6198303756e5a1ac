/**
 * Who is signed in, for as long as it lasts. The token lives here and nowhere else. The next one is asked for before it
 * ends (../chat/renewal.ts), and whoever finds it expired waits for the same answer as everybody else. Without a
 * callback that renews it the session ends; a token from a new link begins it again, and so does one that the callback
 * has when it is asked once more.
 */
import { readClaims } from '../chat/claims.ts';
import { Renewal } from '../chat/renewal.ts';
import type { RenewToken } from '../theme/host.ts';

export interface SignInHost {
  /** Another token of the same person is in use from now on. */
  renewed(): void;
  /** The token has ended, and the next one is still awaited. */
  waiting?(): void;
  ended(): void;
}

export class SignIn {
  token: string;
  ended = false;
  readonly #host: SignInHost;
  readonly #renewal: Renewal;
  readonly #renewToken: RenewToken | undefined;
  #waiting: ((renewed: boolean) => void)[] = [];

  constructor(token: string, renewToken: RenewToken | undefined, host: SignInHost) {
    this.token = token;
    this.#host = host;
    this.#renewToken = renewToken;
    this.#renewal = new Renewal({
      renewToken: async () => (await renewToken?.()) ?? null,
      use: (fresh) => this.use(fresh),
      waiting: () => host.waiting?.(),
      ended: () => this.#end(),
    });
    this.#renewal.started(token);
  }

  /** The member of staff whom the token names, who can have something in hand. */
  get me(): string | undefined {
    return readClaims(this.token).userId;
  }

  /** Goes on with another token of the same person. */
  use(fresh: string): void {
    this.token = fresh;
    this.ended = false;
    this.#renewal.started(fresh);
    this.#settle(true);
    this.#host.renewed();
  }

  /** For a chat on the page, which was given `stale`: another token; rejects where there is none to be had. */
  async fresherThan(stale: string): Promise<string> {
    if (!(await this.renew(stale))) throw new Error('the session has ended');
    return this.token;
  }

  /** Waits for a token fresher than `stale`; false where there is none to be had, and then the session has ended. */
  renew(stale: string): Promise<boolean> {
    if (stale !== this.token) return Promise.resolve(true);
    if (this.ended) return Promise.resolve(false);
    const renewed = new Promise<boolean>((resolve) => this.#waiting.push(resolve));
    this.#renewal.expired();
    return renewed;
  }

  /** Whether there is somebody to ask again after the session has ended. */
  get canRetry(): boolean {
    return this.#renewToken !== undefined;
  }

  /** Asks once more for a session that has ended. */
  readonly retry = (): void => {
    if (this.ended && this.canRetry) this.#renewal.expired();
  };

  /** The next token can be asked for from now on. */
  renewable(): void {
    this.#renewal.started(this.token);
  }

  stop(): void {
    this.#renewal.stop();
  }

  #end(): void {
    if (!this.ended) {
      this.ended = true;
      this.#host.ended();
    }
    this.#settle(false);
  }

  #settle(renewed: boolean): void {
    for (const tell of this.#waiting.splice(0)) tell(renewed);
  }
}
