/**
 * A page's line to the server: events in, calls out. What carries it is nobody's business above: a WebSocket
 * (link.ts), plain HTTP where a network lets no WebSocket through (asked-line.ts), or whichever of them gets through
 * (either-line.ts).
 *
 * Nothing is ever kept for later: what cannot leave now is `offline`, and what may have arrived without an answer is
 * `unknown`.
 */
export type Sent = { outcome: 'answered'; answer: unknown } | { outcome: 'offline' } | { outcome: 'unknown' };

export interface LineEvents {
  connected(): void;
  /** Lost, or not reached; the next try is due. */
  disconnected(): void;
  /** The server refused us. Answers whether to try again by itself. */
  refused(reason: unknown): boolean;
  event(name: string, payload: unknown): void;
  /** Whether the line goes the slow way from now on. */
  slower(slower: boolean): void;
}

/** What one way tells: that it is slower than another is not its own to say. */
export type LinkEvents = Omit<LineEvents, 'slower'>;

export interface Line {
  readonly connected: boolean;
  /** Tries now where it is not connected, and looks whether the line still lives where it is. */
  wake(): void;
  /** Gives the line up, as when the network has gone. */
  drop(): void;
  close(): void;
  /** Says something without asking whether it arrived. Dropped where there is no line. */
  tell(name: string, payload: object): void;
  /** Says something and waits for the acknowledgement. Rejects never. */
  ask(name: string, payload: object): Promise<Sent>;
}

/** Tells the line when the network goes, when it comes back, and when somebody looks again. Answers how to stop. */
export function watchNetwork(line: Line): () => void {
  const back = (): void => line.wake();
  const gone = (): void => line.drop();
  const looked = (): void => {
    if (document.visibilityState === 'visible') line.wake();
  };
  window.addEventListener('online', back);
  window.addEventListener('offline', gone);
  document.addEventListener('visibilitychange', looked);
  return () => {
    window.removeEventListener('online', back);
    window.removeEventListener('offline', gone);
    document.removeEventListener('visibilitychange', looked);
  };
}

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
