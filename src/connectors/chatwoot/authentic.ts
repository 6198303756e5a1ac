/**
 * Whether a webhook is Chatwoot's. Either is enough, since versions differ:
 *
 * - the signature: `X-Chatwoot-Signature: sha256=<hex>`, HMAC-SHA256 of `<X-Chatwoot-Timestamp>.<body>` under the secret
 *   that Chatwoot made for the webhook (account webhooks since 4.11.2, API inboxes since 4.13), at most five minutes old;
 * - the secret in the address, `?secret=…`, for a Chatwoot that does not sign.
 *
 * All comparisons take the same time whatever is compared.
 */

import { createHmac } from 'node:crypto';
import { isSameSecret } from '../../application/strangers.ts';

export interface Delivery {
  body: Buffer;
  signature: string | undefined;
  timestamp: string | undefined;
  /** From the address. */
  secret: string | undefined;
}

const TOLERANCE_S = 300;

/** `now`: milliseconds since the epoch, wall time. */
export function isAuthentic(delivery: Delivery, secrets: readonly string[], now: number): boolean {
  const { secret } = delivery;
  return secrets.some((one) => (secret !== undefined && isSameSecret(secret, one)) || isSigned(delivery, one, now));
}

function isSigned({ body, signature, timestamp }: Delivery, secret: string, now: number): boolean {
  if (signature === undefined || timestamp === undefined || !/^\d{1,12}$/u.test(timestamp)) return false;
  if (Math.abs(now / 1_000 - Number(timestamp)) > TOLERANCE_S) return false;
  const expected = createHmac('sha256', secret).update(`${timestamp}.`).update(body).digest('hex');
  return isSameSecret(signature, `sha256=${expected}`);
}
