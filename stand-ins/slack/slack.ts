/** A Slack to run against: the stand-in, its HTTP listener, the sender of deliveries, and Slack's limits. */

export * from './interface.ts';
export { problemsOfBlocks, problemsOfMessage, problemsOfMetadata, problemsOfView } from './limits.ts';
export { listenerOf } from './listener.ts';
export { httpSender } from './sending.ts';
export { createStandIn } from './stand-in.ts';
export * from './types.ts';
