/** How often a buyer asked the same shop before, said alike on pages and in Slack: a fact for shops and agents, no score. */
import type { BuyerRequests } from '../contract/rules.ts';
import { type Language, languageOf } from './languages.ts';

/** Languages without `one` have a single form. */
const WORDS: Readonly<Record<Language, { one?: string; other: string }>> = {
  en: {
    one: '{count} earlier claim in {days} days with this shop',
    other: '{count} earlier claims in {days} days with this shop',
  },
  th: { other: 'คำขอก่อนหน้า {count} รายการใน {days} วันกับร้านค้านี้' },
  vi: { other: '{count} yêu cầu trước đó trong {days} ngày với cửa hàng này' },
  id: { other: '{count} permintaan sebelumnya dalam {days} hari kepada toko ini' },
  ms: { other: '{count} permintaan terdahulu dalam {days} hari kepada kedai ini' },
  fil: { other: '{count} naunang kahilingan sa loob ng {days} araw sa tindahang ito' },
};

/** `3 earlier claims in 90 days with this shop`. */
export function earlierClaimsSaid({ count, days }: BuyerRequests, locale: string): string {
  const { one, other } = WORDS[languageOf(locale)];
  const words = count === 1 ? (one ?? other) : other;
  return words.replace('{count}', String(count)).replace('{days}', String(days));
}
