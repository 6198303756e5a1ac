/** Numerals as people type them where Parley's languages are spoken. */

const isDigit = (code: number): boolean => /\p{Nd}/u.test(String.fromCodePoint(code));

/** Unicode has the digits of every script in a row, 0 first, so a digit is worth as many as stand before it. */
function asciiDigit(digit: string): string {
  const code = digit.codePointAt(0) ?? 0;
  let before = 0;
  while (isDigit(code - before - 1)) before += 1;
  return String(before % 10);
}

/** Wide and narrow forms as one, digits as 0 to 9: `๐๙` and `０９` → `09`. */
export const withPlainDigits = (text: string): string => text.normalize('NFKC').replace(/\p{Nd}/gu, asciiDigit);
