/** The beginning of what somebody answered, as text that can be stored and shown. */

const MOST_CHARACTERS = 1_000;

/** At most 1,000 characters, whole ones; control characters other than new lines and tabs are replaced. */
export function excerpt(bytes: Buffer): string {
  const text = bytes.toString('utf8').replace(/[\p{Cc}--[\n\r\t]]/gv, '\u{fffd}');
  if (text.length <= MOST_CHARACTERS) return text.toWellFormed();
  const cut = text.slice(0, MOST_CHARACTERS);
  return cut.isWellFormed() ? cut : cut.slice(0, -1).toWellFormed();
}
