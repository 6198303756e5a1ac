/** What an import reads of the request that a line states, before it replays the events. */
import { z } from 'zod';
import { CarriedRequestId } from '../contract/primitives.ts';
import { RequestStatus } from '../contract/request.ts';

/** The part of a stated request that is read before its events are; the whole is compared with what they give. */
export const StatedRequest = z.looseObject({
  id: CarriedRequestId,
  status: RequestStatus,
  version: z.int().min(1),
});
