/**
 * Calls that are being answered, by connection, so that a connection is closed only when everything that came over it
 * has its answer. What arrives after that was not done, and its caller knows by the connection that closed.
 */
export interface Closable {
  close(): void;
}

export class InFlight<C extends Closable> {
  readonly #calls = new Map<C, number>();
  #closing = false;

  begin(connection: C): void {
    this.#calls.set(connection, (this.#calls.get(connection) ?? 0) + 1);
  }

  end(connection: C): void {
    const left = (this.#calls.get(connection) ?? 1) - 1;
    if (left > 0) return void this.#calls.set(connection, left);
    this.#calls.delete(connection);
    if (this.#closing) connection.close();
  }

  /** Closes each connection as soon as nothing is in flight on it. */
  close(connections: Iterable<C>): void {
    this.#closing = true;
    for (const connection of connections) if (!this.#calls.has(connection)) connection.close();
  }
}
