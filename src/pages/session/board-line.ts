/** The line of a board, `/seller` or `/console`, with the events and calls that the contract gives it. */
import type { BoardClientEvents, BoardServerEvents, Failure } from '../../contract/live.ts';
import { boardAsking } from './board-asking.ts';
import type { Line, LineEvents } from './line.ts';
import { openLine } from './open-line.ts';
import { type Said, saidOf } from './said.ts';

type Payload<E extends keyof BoardClientEvents> = Parameters<BoardClientEvents[E]>[0];
type AnswerTo<E extends keyof BoardClientEvents> = Parameters<Parameters<BoardClientEvents[E]>[1]>[0];

/** What is heard of each event of the server. */
export type BoardHears = { [E in keyof BoardServerEvents]?: BoardServerEvents[E] };

export interface BoardLine extends Pick<Line, 'connected' | 'wake' | 'drop' | 'close'> {
  /** Says something that needs no answer. */
  tell<E extends keyof BoardClientEvents>(event: E, payload: Payload<E>): void;
  /** The acknowledgement, or null where none came. */
  call<E extends keyof BoardClientEvents>(event: E, payload: Payload<E>): Promise<AnswerTo<E> | Failure | null>;
}

const ROLES = { seller: 'seller', console: 'agent' } as const;

/** Opens the board of whoever has the token. `reader` is in which language and zone they want to be addressed. */
export function openBoardLine(
  board: keyof typeof ROLES,
  token: () => string,
  reader: () => Said,
  { hears, ...events }: Omit<LineEvents, 'event'> & { hears: BoardHears },
): BoardLine {
  const line = openLine(
    {
      url: location.origin,
      namespace: `/${board}`,
      token,
      says: () => saidOf(reader()),
      asking: boardAsking(ROLES[board], token),
    },
    {
      ...events,
      event: (name, payload) => {
        if (Object.hasOwn(hears, name)) (hears[name as keyof BoardHears] as (payload: unknown) => void)(payload);
      },
    },
  );
  return {
    get connected() {
      return line.connected;
    },
    wake: () => line.wake(),
    drop: () => line.drop(),
    close: () => line.close(),
    tell: (event, payload) => line.tell(event, payload),
    async call(event, payload) {
      const sent = await line.ask(event, payload);
      return sent.outcome === 'answered' ? (sent.answer as Failure) : null;
    },
  };
}
