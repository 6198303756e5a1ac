/** Words that run from right to left within a sentence: isolated, so that they do not turn around the amount beside them. */
const RIGHT_TO_LEFT = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;
const [FIRST_STRONG_ISOLATE, END] = ['\u2068', '\u2069'];

export const isolated = <Value>(value: Value): Value | string =>
  typeof value === 'string' && RIGHT_TO_LEFT.test(value) ? FIRST_STRONG_ISOLATE + value + END : value;
