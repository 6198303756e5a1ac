/** A request as its reader may see it. */

import type { EventView } from '../contract/event.ts';
import type { RequestView } from '../contract/request.ts';
import type { RequestEvent, RequestState } from '../domain/request.ts';
import type { Caller } from './access.ts';

/** `now`: milliseconds since the epoch. Buyers get no `offersLeft`, `solutions`, `policy` or ids of other people. */
export type ViewRequest = (state: RequestState, caller: Caller, now: number) => RequestView;
export type ViewEvent = (event: RequestEvent, caller: Caller) => EventView;
