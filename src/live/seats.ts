/**
 * Who may sit here, and for how long without saying who they are.
 *
 * - **A person** has so many sockets at most, on this instance: tabs and devices, and those of a phone that lost its
 *   network and is not given up yet. One more is refused; who is connected stays.
 * - **A stranger** is a connection on which nobody has shown a valid token. After ten seconds it is torn down, without
 *   asking the other end, which might never answer.
 *
 * Nothing queues for a seat: ten thousand buyers who come back at once after a deploy are ten thousand persons.
 */
import type { Socket } from 'socket.io';
import type { Person } from '../application/access.ts';
import { LiveProblem } from './problems.ts';

export const MOST_SOCKETS = 20;
const SHOW_TOKEN_WITHIN_MS = 10_000;

type Connection = Socket['conn'];

export class Seats {
  readonly #most: number;
  readonly #now: () => number;
  readonly #taken = new Map<string, number>();
  readonly #strangers = new Map<Connection, number>();
  /** Seats that are taken over a connection. */
  readonly #over = new WeakMap<Connection, number>();

  /** `now`: the wall's clock. */
  constructor(most: number, now: () => number) {
    this.#most = most;
    this.#now = now;
  }

  /** A connection on which nobody has said yet who they are. */
  arrived(connection: Connection): void {
    this.#strangers.set(connection, this.#now());
    connection.once('close', () => this.#strangers.delete(connection));
  }

  /** Takes a seat for as long as the socket lives. Throws `rate_limited` where the person has as many as there may be. */
  take(socket: Pick<Socket, 'conn'>, person: Person): void {
    const key = keyOf(person);
    const before = this.#taken.get(key) ?? 0;
    if (before >= this.#most) {
      throw new LiveProblem(
        'rate_limited',
        `You have ${this.#most} live connections open, as many as one person may. Close one, such as another tab, and connect again.`,
      );
    }
    const { conn } = socket;
    this.#taken.set(key, before + 1);
    this.#over.set(conn, (this.#over.get(conn) ?? 0) + 1);
    this.#strangers.delete(conn);
    let isTaken = true;
    const leave = () => {
      if (isTaken) this.#leave(key, conn);
      isTaken = false;
    };
    // A connection may close before its socket has connected, and a socket may leave a connection that goes on.
    conn.once('close', leave);
    (socket as unknown as NodeJS.EventEmitter).once('disconnect', leave);
  }

  #leave(key: string, conn: Connection): void {
    const left = (this.#taken.get(key) ?? 1) - 1;
    if (left > 0) this.#taken.set(key, left);
    else this.#taken.delete(key);
    const over = (this.#over.get(conn) ?? 1) - 1;
    this.#over.set(conn, over);
    if (over === 0 && conn.readyState === 'open') this.#strangers.set(conn, this.#now());
  }

  /** Tears down strangers whose time is over. */
  sweep(): void {
    for (const [connection, since] of this.#strangers) {
      if (this.#now() - since < SHOW_TOKEN_WITHIN_MS) continue;
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
