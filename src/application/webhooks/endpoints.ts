/** Endpoints: what they want, what signs for them, and changing one while others may change it too. */
import { seal, unseal } from '../sealing.ts';
import type { Endpoint, MessageHead, NewDelivery, SealedSecret, WebhookEndpointStore } from './ports.ts';

const MOST_TRIES = 50;
/** Secrets that were rotated out and sign for a while; beyond these, the oldest stops at once. */
const MOST_PREVIOUS = 3;
const PREVIOUS_FOR_MS = 24 * 3_600_000;

export const isLive = (endpoint: Endpoint): boolean => endpoint.deletedAt === null && endpoint.disabled === null;

export const wants = ({ events }: Endpoint, { type }: Pick<MessageHead, 'type'>): boolean =>
  events === null || events.includes(type);

/** The delivery of a message to an endpoint. Its id is made of both: the same message again is the same delivery. */
/** The id of the delivery of an event to an endpoint. */
export const deliveryId = (endpointId: string, eventId: string): string =>
  `dlv_${endpointId.replace(/^whk_/u, '')}-${eventId.replace(/^evt_/u, '')}`;

export const deliveryTo = (endpointId: string, { eventId, requestId, seq, type, at }: MessageHead): NewDelivery => ({
  id: deliveryId(endpointId, eventId),
  endpointId,
  eventId,
  requestId,
  seq,
  type,
  at,
});

const contextOf = (endpointId: string): string => `webhook:${endpointId}`;

export const sealSecret = (secret: string, endpointId: string, keys: readonly string[]): SealedSecret => ({
  sealed: seal(secret, contextOf(endpointId), keys),
  until: null,
});

/** What signs at `now` (wall time), the secret in force first. A secret that cannot be opened is left out. */
export const secretsAt = ({ id, secrets }: Endpoint, keys: readonly string[], now: number): string[] =>
  secrets
    .filter(({ until }) => until === null || until > now)
    .flatMap(({ sealed }) => unseal(sealed, contextOf(id), keys) ?? []);

/** The secrets after a rotation at `now`: those before sign for a day more. */
export const rotated = (secrets: SealedSecret[], next: SealedSecret, now: number): SealedSecret[] => [
  next,
  ...secrets
    .map(({ sealed, until }) => ({ sealed, until: until ?? now + PREVIOUS_FOR_MS }))
    .filter(({ until }) => until > now)
    .slice(0, MOST_PREVIOUS),
];

/**
 * Changes the endpoint as it is stored by now. `change` may run several times, and answers null to leave it. Answers the
 * endpoint as it is afterwards, changed or left; null where there is none.
 */
export async function changeEndpoint(
  store: WebhookEndpointStore,
  id: string,
  change: (endpoint: Endpoint) => Endpoint | null,
): Promise<Endpoint | null> {
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const before = await store.endpoint(id);
    if (!before || before.deletedAt !== null) return null;
    const after = change(before);
    if (!after) return before;
    if (await store.swapEndpoint(after)) return { ...after, revision: after.revision + 1 };
  }
  throw new Error(`webhook ${id} changed ${MOST_TRIES} times while it was to be changed`);
}
