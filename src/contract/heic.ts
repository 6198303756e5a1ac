/** HEIC, as iPhones keep photos: who can read it, and who is told what to do. Imports nothing, since the pages' photos load it. */
const BRANDS = new Set(['heic', 'heix', 'hevc', 'hevx', 'heim', 'heis', 'mif1', 'msf1']);

/** How much of a file's beginning says what it is. */
export const HEIC_HEAD_BYTES = 12;

/** Whether a file that begins so is HEIC: an ISO media file says its brand behind `ftyp`. */
export function isHeic(head: Uint8Array): boolean {
  const text = String.fromCharCode(...head.subarray(4, HEIC_HEAD_BYTES));
  return text.startsWith('ftyp') && BRANDS.has(text.slice(4));
}

export const isHeicType = (type: string): boolean => /^image\/hei[cf](?:-sequence)?\b/iu.test(type);

/** For those who call the API; pages say it in their reader's language. */
export const HEIC_ADVICE =
  'It is a HEIC file, as iPhones keep them. Send it as JPEG: in Settings, Camera, Formats choose "Most Compatible", or share a screenshot of it.';
