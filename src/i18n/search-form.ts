/**
 * The form in which words are compared in searches: without case, accents and width, and without the `#` that many shops
 * write before an order's number. Storages keep it beside what it was made of, and make the same of what is searched.
 */
const ACCENTS = /[\u0300-\u036f]/gu;
/** What nobody sees; spaces are seen. */
export const INVISIBLE = /(?!\s)[\p{Cc}\p{Cf}]/gu;
/** What nothing that was kept begins with: nothing to compare finds nothing. */
export const NOTHING = '#';

/** `＃1001` → `1001`, `Đơn-7` → `don-7`. Never empty. */
export function searchForm(text: string): string {
  const bare = text
    .normalize('NFKD')
    .toLowerCase()
    .replace(ACCENTS, '')
    .replace(/đ/gu, 'd')
    .normalize('NFC')
    .replace(INVISIBLE, '')
    .trim();
  return bare.replace(/^[#\s]+(?=[^#\s])/u, '') || NOTHING;
}
