/**
 * How many minor units a currency has, from ISO 4217. Written out because Intl follows what people print (Node's Intl
 * says IDR, HUF and IQD have no digits), while an amount in the contract counts ISO minor units.
 */
const DIGITS: Readonly<Record<string, string>> = {
  0: 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF',
  3: 'BHD IQD JOD KWD LYD OMR TND',
  4: 'CLF UYW',
};
const DIGITS_OF: ReadonlyMap<string, number> = new Map(
  Object.entries(DIGITS).flatMap(([digits, codes]) => codes.split(' ').map((code) => [code, Number(digits)])),
);

/** Fraction digits of an ISO 4217 currency: THB 2, VND and JPY 0, KWD 3; 2 for any code not in the table. */
export const fractionDigits = (currency: string): number => DIGITS_OF.get(currency) ?? 2;

/** `{ amount: 1250, currency: 'THB' }` → `12.50`: the integer's own digits, exact where a division would not be. */
export function decimalOf({ amount, currency }: { amount: number; currency: string }): string {
  const digits = fractionDigits(currency);
  const text = `${BigInt(amount)}`.padStart(digits + 1, '0');
  return digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`;
}
