/** Amounts as Parley counts them, whole numbers of the currency's smallest unit, and as people read them. */

/**
 * How many digits of an amount stand after the point, by ISO 4217: 2 but for these. Not asked of Intl, which follows what
 * people print: to it a rupiah has none.
 * @type {Record<string, string>}
 */
const DIGITS = {
  0: 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF',
  3: 'BHD IQD JOD KWD LYD OMR TND',
  4: 'CLF UYW',
};

/** `price(25000, 'THB')` is `฿250.00`, `price(25000, 'JPY')` is `¥25,000`. @param {number} amount @param {string} currency */
export function price(amount, currency) {
  const digits = Number(Object.keys(DIGITS).find((digits) => DIGITS[digits].includes(currency)) ?? 2);
  return new Intl.NumberFormat('en', {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(amount / 10 ** digits);
}
