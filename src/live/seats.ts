/**
 * Who may sit here, and for how long without saying who they are.
 *
 * - **A person** has so many sockets at most, on all instances: tabs and devices, and those of a phone that lost its
 *   network and is not given up yet. One more is refused; who is connected stays. Instances tell each other of whoever has
 *   two or more with them: most people have one, and are told of nowhere. What is not heard (Redis is away, or many connect
 *   at once in different places) is not counted: each instance's own bound holds all the same.
 * - **A stranger** is a connection on which nobody has shown a valid token. After ten seconds it is torn down, without
 *   asking the other end, which might never answer.
 *
 * Nothing queues for a seat: ten thousand buyers who come back at once after a deploy are ten thousand persons. And nothing is
 * made for a connection that all could share: its listeners are the same two functions for everybody.
 */
import type { Socket } from 'socket.io';
import type { Person } from '../application/access.ts';
import type { Change, Feed } from '../application/feed.ts';
import type { Clock } from '../application/ports/clock.ts';
import { Elsewhere } from './elsewhere.ts';
import { LiveProblem } from './problems.ts';

export const MOST_SOCKETS = 20;
const TOLD_FROM = 2;
const SHOW_TOKEN_WITHIN_MS = 10_000;

type Connection = Socket['conn'];
/** A socket with the key of whoever sits on it. */
type Seated = Pick<Socket, 'conn'> & { [SEAT]?: string };
const SEAT = Symbol('seat');

export class Seats {
  readonly #most: number;
  readonly #feed: Pick<Feed, 'publish'>;
  readonly #clock: Clock;
  readonly #elsewhere: Elsewhere<number>;
  /** Who was told of to the others. */
  readonly #told = new Set<string>();
  readonly #taken = new Map<string, number>();
  readonly #strangers = new Map<Connection, number>();
  /** The sockets that have a seat over a connection. */
  readonly #over = new Map<Connection, Seated[]>();
  readonly #onClose: (this: Connection) => void;
  readonly #onDisconnect: (this: Seated) => void;

  /** `wallClock`: strangers and silence are counted by it. */
  constructor(most: number, { feed, wallClock }: { feed: Pick<Feed, 'publish'>; wallClock: Clock }) {
    this.#most = most;
    this.#feed = feed;
    this.#clock = wallClock;
    this.#elsewhere = new Elsewhere(wallClock);
    const closed = (connection: Connection) => this.#closed(connection);
    const leave = (socket: Seated) => this.#leave(socket);
    this.#onClose = function () {
      closed(this);
    };
    this.#onDisconnect = function () {
      leave(this);
    };
  }

  /** A connection on which nobody has said yet who they are. */
  arrived(connection: Connection): void {
    this.#strangers.set(connection, this.#clock.now());
    connection.on('close', this.#onClose);
  }

  /**
   * Takes a seat for as long as the socket lives, over a connection that has `arrived`. Throws `rate_limited` where the person
   * has as many as there may be.
   */
  take(socket: Seated, person: Person): void {
    const key = keyOf(person);
    const before = this.#taken.get(key) ?? 0;
    const elsewhere = this.#elsewhere.of(key).reduce((sum, taken) => sum + taken, 0);
    if (before + elsewhere >= this.#most) {
      throw new LiveProblem(
        'rate_limited',
        `You have ${this.#most} live connections open, as many as one person may. Close one, such as another tab, and connect again.`,
      );
    }
    const { conn } = socket;
    this.#taken.set(key, before + 1);
    this.#tell(key);
    this.#over.set(conn, [...(this.#over.get(conn) ?? []), socket]);
    this.#strangers.delete(conn);
    socket[SEAT] = key;
    // A socket may leave a connection that goes on.
    (socket as unknown as NodeJS.EventEmitter).on('disconnect', this.#onDisconnect);
  }

  /** It may close before a socket on it has connected. */
  #closed(connection: Connection): void {
    this.#strangers.delete(connection);
    for (const socket of this.#over.get(connection) ?? []) this.#leave(socket);
  }

  #leave(socket: Seated): void {
    const { conn, [SEAT]: key } = socket;
    if (key === undefined) return;
    socket[SEAT] = undefined;
    const left = (this.#taken.get(key) ?? 1) - 1;
    if (left > 0) this.#taken.set(key, left);
    else this.#taken.delete(key);
    this.#tell(key);
    const others = (this.#over.get(conn) ?? []).filter((one) => one !== socket);
    if (others.length > 0) this.#over.set(conn, others);
    else this.#over.delete(conn);
    if (others.length === 0 && conn.readyState === 'open') this.#strangers.set(conn, this.#clock.now());
  }

  #tell(person: string): void {
    const here = this.#taken.get(person) ?? 0;
    const taken = here < TOLD_FROM ? 0 : here;
    if (taken > 0) this.#told.add(person);
    else if (!this.#told.delete(person)) return;
    this.#feed.publish({ type: 'seats', instance: this.#elsewhere.instance, person, taken });
  }

  /** An instance said how many sockets somebody has there. */
  heard({ person, instance, taken }: Extract<Change, { type: 'seats' }>): void {
    this.#elsewhere.heard(person, instance, taken > 0 ? taken : null);
  }

  /** Tears down strangers whose time is over, repeats what is here, and forgets what nobody repeated. */
  sweep(): void {
    this.#elsewhere.forget();
    if (this.#elsewhere.isTimeToRepeat()) for (const person of this.#told) this.#tell(person);
    for (const [connection, since] of this.#strangers) {
      if (this.#clock.now() - since < SHOW_TOKEN_WITHIN_MS) continue;
      this.#strangers.delete(connection);
      tearDown(connection);
    }
  }
}

/** A shop's staff count one by one. */
const keyOf = ({ role, id, userId = '' }: Person): string => JSON.stringify([role, id, userId]);

/** Without a closing handshake, which waits half a minute for an end that does not answer. */
function tearDown(connection: Connection): void {
  const { socket } = connection.transport as unknown as { socket?: { terminate(): void } };
  connection.close(true);
  socket?.terminate();
}
