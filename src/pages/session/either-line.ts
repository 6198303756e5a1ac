/**
 * A line that goes by WebSocket, and by plain HTTP where a network lets none through. The page above does not know which
 * way it goes; it only hears that one of them is slower.
 *
 * Ways
 * - socket: the WebSocket is connected, or it is too early to say that it cannot be. Leaves for asking after two tries
 *   that no problem of the server's explains, or after a while without any outcome.
 * - asking: HTTP is asked as well. If it answers, the page goes on with that, and the WebSocket is tried once more at
 *   once: a server that was away explains failures too. Only if that fails while HTTP works is the way called slower;
 *   from then on the WebSocket is tried now and then. Leaves for socket as soon as it connects: nothing was missed,
 *   since the page catches up as after every connection.
 */
import { type Line, type LineEvents, type LinkEvents, type Sent, watchNetwork } from './line.ts';

export interface Ways {
  /** `pauseMs` says how long the WebSocket should rest between tries; undefined where it knows best. */
  socket(events: LinkEvents, pauseMs: () => number | undefined): Line;
  asking(events: LinkEvents): Line;
}

const FAILURES = 2;
const PATIENCE_MS = 6_000;
const FIRST_REST_MS = 30_000;
const LONGEST_REST_MS = 300_000;

export class EitherLine implements Line {
  readonly #ways: Ways;
  readonly #events: LineEvents;
  readonly #link: Line;
  readonly #stopWatching: () => void;
  #asked: Line | undefined;
  #slower = false;
  /** The WebSocket is connected. */
  #direct = false;
  #closed = false;
  #failures = 0;
  #rests = 0;
  #patience: ReturnType<typeof setTimeout> | undefined;

  constructor(ways: Ways, events: LineEvents, watch: (line: Line) => () => void = watchNetwork) {
    this.#ways = ways;
    this.#events = events;
    this.#link = ways.socket(
      {
        ...events,
        connected: () => {
          this.#direct = true;
          this.#stopAsking();
          events.connected();
        },
        disconnected: () => this.#failed(),
        refused: (reason) => {
          // The page has a way to go on, and hears the same there.
          if (this.#asked?.connected) return true;
          this.#stopAsking();
          return events.refused(reason);
        },
      },
      () => this.#restMs(),
    );
    this.#wait();
    this.#stopWatching = watch(this);
  }

  get connected(): boolean {
    return this.#way.connected;
  }

  get #way(): Line {
    return this.#asked?.connected ? this.#asked : this.#link;
  }

  wake(): void {
    this.#link.wake();
    this.#asked?.wake();
    this.#wait();
  }

  drop(): void {
    this.#asked?.drop();
    this.#link.drop();
  }

  close(): void {
    this.#closed = true;
    this.#stopWatching();
    clearTimeout(this.#patience);
    this.#link.close();
    this.#asked?.close();
  }

  tell(name: string, payload: object): void {
    this.#way.tell(name, payload);
  }

  ask(name: string, payload: object): Promise<Sent> {
    return this.#way.ask(name, payload);
  }

  /** A WebSocket that neither opens nor fails is as good as none. */
  #wait(): void {
    clearTimeout(this.#patience);
    if (this.#closed || this.#direct || this.#asked) return;
    this.#patience = setTimeout(() => this.#ask(), PATIENCE_MS);
  }

  #failed(): void {
    this.#direct = false;
    this.#failures += 1;
    if (this.#asked?.connected) {
      this.#tell(true);
      return;
    }
    if (!this.#asked) this.#events.disconnected();
    if (this.#failures >= FAILURES) this.#ask();
    else this.#wait();
  }

  #ask(): void {
    clearTimeout(this.#patience);
    if (this.#closed || this.#asked) return;
    this.#asked = this.#ways.asking({
      ...this.#events,
      connected: () => {
        this.#events.connected();
        this.#link.wake();
      },
    });
  }

  #stopAsking(): void {
    clearTimeout(this.#patience);
    this.#failures = 0;
    this.#rests = 0;
    this.#asked?.close();
    this.#asked = undefined;
    this.#tell(false);
  }

  #tell(slower: boolean): void {
    if (this.#slower === slower) return;
    this.#slower = slower;
    this.#events.slower(slower);
  }

  #restMs(): number | undefined {
    if (!this.#asked?.connected) return undefined;
    const rest = Math.min(LONGEST_REST_MS, FIRST_REST_MS * 2 ** this.#rests);
    this.#rests += 1;
    return rest;
  }
}
