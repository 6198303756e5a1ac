/** Numerals as people type them where Parley's languages are spoken. */

/** The first digits of the numerals beside 0 to 9. */
const ZEROS = ['๐', '٠', '۰', '০', '०', '໐', '၀', '០'].map((zero) => zero.codePointAt(0) ?? 0);

const asciiDigit = (digit: string): string => {
  const code = digit.codePointAt(0) ?? 0;
  const zero = ZEROS.find((first) => code >= first && code <= first + 9);
  return zero === undefined ? digit : String(code - zero);
};

/** Wide and narrow forms as one, digits as 0 to 9: `๐๙` and `０９` → `09`. */
export const withPlainDigits = (text: string): string => text.normalize('NFKC').replace(/\p{Nd}/gu, asciiDigit);
