/** Where people's words end with a stop, a sentence that ends with them has no other one: `Reason given: “The cup.”` */

/** Follows words that end with a stop, until the sentence is whole; no character that anybody writes. */
const STOPPED = '\u{E000}';
const ENDS_WITH_STOP = /[.…。][”"’»)\u2069]*$/u;

/** Takes note of whether words end with a stop. */
export const stopNoted = <Value>(value: Value): Value | string =>
  typeof value === 'string' && ENDS_WITH_STOP.test(value) ? value + STOPPED : value;

/** The message with one stop where its own would follow theirs. */
export const oneStop = (said: string): string =>
  said.includes(STOPPED) ? said.replace(/\u{E000}([”"’»]?)\.?/gu, '$1') : said;
