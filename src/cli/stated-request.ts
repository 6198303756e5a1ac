/** What an import reads of the request that a line states, before it replays the events. */
import { z } from 'zod';
import { CARRIED_REQUEST_ID } from '../contract/primitives.ts';
import { RequestStatus } from '../contract/request.ts';

/** The part of a stated request that is read before its events are; the whole is compared with what they give. */
export const StatedRequest = z.looseObject({
  id: z
    .string()
    .regex(CARRIED_REQUEST_ID, 'must be an id of a request, such as req_01k: at most 40 letters, digits, - and _'),
  status: RequestStatus,
  version: z.int().min(1),
});
