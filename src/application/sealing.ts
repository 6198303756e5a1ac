/**
 * Secrets at rest: what others gave us to keep (tokens of workspaces, secrets of endpoints) is stored sealed.
 *
 * AES-256-GCM under a key derived (HKDF-SHA256) from a secret of the configuration. The first secret seals and any of
 * them opens, so that secrets can be rotated. `context` says what the text is and whose (`slack:T0123`): a sealed text
 * that was moved to another record does not open there.
 */
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

const VERSION = 'v1';
const IV_BYTES = 12;
const TAG_BYTES = 16;

const keys = new Map<string, Buffer>();

function keyOf(secret: string): Buffer {
  let key = keys.get(secret);
  if (!key) {
    key = Buffer.from(hkdfSync('sha256', secret, 'parley', 'sealing', 32));
    keys.set(secret, key);
  }
  return key;
}

/** Seals a text under the first of the secrets. */
export function seal(text: string, context: string, secrets: readonly string[]): string {
  const [secret] = secrets;
  if (!secret) throw new Error('seal needs a secret');
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', keyOf(secret), iv);
  cipher.setAAD(Buffer.from(context));
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return `${VERSION}.${Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64url')}`;
}

/** The text, or null where none of the secrets opens it: it was changed, moved, or sealed under a secret that is gone. */
export function unseal(sealed: string, context: string, secrets: readonly string[]): string | null {
  const [version, data] = sealed.split('.');
  if (version !== VERSION || !data) return null;
  const bytes = Buffer.from(data, 'base64url');
  if (bytes.length < IV_BYTES + TAG_BYTES) return null;
  for (const secret of secrets) {
    try {
      const decipher = createDecipheriv('aes-256-gcm', keyOf(secret), bytes.subarray(0, IV_BYTES));
      decipher.setAAD(Buffer.from(context));
      decipher.setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
      const text = Buffer.concat([decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]);
      return text.toString('utf8');
    } catch {
      // Another secret may be the one.
    }
  }
  return null;
}
