/** Sends one photo and says how far it is. The same key again is the same photo, so trying again doubles nothing. */
export interface Upload {
  /** The conversation's attachments, without a query. */
  address: string;
  token: () => string;
  alt: string;
  key: string;
  /** From 0 to 1. */
  progress: (share: number) => void;
}

const WITHIN_MS = 60_000;
const PAUSES_MS = [1_000, 3_000];
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** The status, 0 where nobody answered, and the id that the photo got. */
function once(blob: Blob, { address, token, alt, key, progress }: Upload): Promise<{ status: number; id?: string }> {
  return new Promise((resolve) => {
    const call = new XMLHttpRequest();
    call.open('POST', alt ? `${address}?${new URLSearchParams({ alt })}` : address);
    call.timeout = WITHIN_MS;
    call.setRequestHeader('Authorization', `Bearer ${token()}`);
    call.setRequestHeader('Content-Type', blob.type);
    call.setRequestHeader('Idempotency-Key', key);
    call.upload.onprogress = ({ loaded, total }) => progress(total > 0 ? loaded / total : 0);
    call.onloadend = () => {
      const id = call.status === 201 ? (JSON.parse(call.responseText) as { id: string }).id : undefined;
      resolve({ status: call.status, ...(id ? { id } : {}) });
    };
    call.send(blob);
  });
}

/** The id of the photo, or undefined where it could not be sent. */
export async function upload(blob: Blob, how: Upload): Promise<string | undefined> {
  for (let tries = 0; ; tries += 1) {
    const { status, id } = await once(blob, how);
    const wait = PAUSES_MS[tries];
    const passes = status === 0 || status >= 500 || status === 409;
    if (id || !passes || wait === undefined) return id;
    await pause(wait);
  }
}
