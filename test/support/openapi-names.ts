/** What differs between recordings (random ids, the runtime's own), replaced by names that stay the same. */
import { createHash } from 'node:crypto';

/**
 * What is random: the part of a request's id from which those of events, offers, deliveries and values of buttons derive;
 * how such a value is signed; links to answer with; that of a webhook; secrets; and codes to be typed.
 */
const RANDOM = [
  /(?<=[_-](?:evt|ofr)?|[arc]\d\.)[0-9a-f]{30}(?![0-9a-f])/gu,
  /(?<=[arc]\d\.[0-9a-f]{30}\.)[\w-]{11}/gu,
  /(?<=\/o\/)[\w-]+\.[\w-]+\.[\w-]+/gu,
  /(?<=whk_|dlv_)[\w-]{16}/gu,
  /(?<=whsec_)[A-Za-z0-9+/]{32}/gu,
  /\b[0-9A-Z]{4}-[0-9A-Z]{4}\b/gu,
  /(?<=att_)[0-9a-f]{32}/gu,
  /(?<=note_)[\w-]{27}/gu,
];
/** What is behind a signed link. */
const SIGNED = /(?<=\/a\/)[\w.-]+/gu;

/** The same text with every random id replaced, the first by the same name each time, and so on. */
export function withStableNames<T>(recorded: T): T {
  const text = RANDOM.reduce(
    (all, pattern, kind) => {
      const names = new Map<string, string>();
      return all.replace(pattern, (found) => {
        const name = names.get(found) ?? stable(`${kind}:${names.size}`, found);
        names.set(found, name);
        return name;
      });
    },
    JSON.stringify(recorded).replace(SIGNED, 'eyJhbGciOiJIUzI1NiJ9.eyJhdHQiOiJhdHRfMSJ9.c2lnbmVk'),
  );
  // Which zone data a runtime has is its own.
  return JSON.parse(text.replace(/(?<="tz":")\d{4}[a-z]+/gu, '2026a'));
}

/** A name of the same form: of the same length and alphabet. */
function stable(seed: string, like: string): string {
  const digest = createHash('sha256').update(seed);
  if (/^[0-9A-Z]{4}-[0-9A-Z]{4}$/u.test(like))
    return digest.digest('hex').slice(0, 8).toUpperCase().replace(/^.{4}/u, '$&-');
  return digest.digest('hex').slice(0, like.length);
}
