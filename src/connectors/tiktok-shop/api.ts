/** The calls of TikTok Shop's API that the connector makes, signed, in the name of the shop. All throw MarketplaceError. */
import type { z } from 'zod';
import type { Clock } from '../../application/ports.ts';
import type { TikTokShopConfig } from './config.ts';
import type { EvidenceImage } from './evidence.ts';
import { exchange } from './exchange.ts';
import { signCall } from './sign.ts';
import type { Tokens } from './tokens.ts';
import { Nothing, type Order, Orders, Records, RejectReasons, type ReturnOrder, Returns, Uploaded } from './wire.ts';

interface ApproveBody {
  decision: 'APPROVE_REPLACEMENT' | 'ISSUE_REPLACEMENT_REFUND' | 'OFFER_PARTIAL_REFUND';
  partial_refund?: { amount: string; currency: string };
}
export interface RejectBody {
  decision: 'REJECT_REPLACEMENT';
  reject_reason: string;
  comment: string;
  images?: { image_id: string; mime_type: string }[];
}

export interface TikTokShopApi {
  return(id: string): Promise<ReturnOrder | null>;
  /** Replacements that changed at or after `since` (milliseconds), oldest first. */
  changed(since: number): Promise<ReturnOrder[]>;
  records(returnId: string): Promise<Records>;
  order(id: string): Promise<Order | null>;
  rejectReasons(returnId: string): Promise<{ name: string; text: string }[]>;
  approve(returnId: string, body: ApproveBody, key: string): Promise<void>;
  reject(returnId: string, body: RejectBody, key: string): Promise<void>;
  /** Answers the image's id. */
  upload(image: EvidenceImage): Promise<string>;
}

interface Call {
  path: string;
  query?: Record<string, string>;
  /** Sent as JSON, by POST. */
  json?: object;
  form?: FormData;
}

const RETURNS = '/return_refund/202309/returns';
const LANGUAGE = 'en-US';
const PAGE = '50';
/** A thousand changes in ten minutes: the rest is found by the next look. */
const MOST_PAGES = 20;

export function createApi(parts: { config: TikTokShopConfig; tokens: Tokens; wallClock: Clock }): TikTokShopApi {
  const { config, tokens, wallClock } = parts;

  async function call<T extends z.ZodType>({ path, query = {}, json, form }: Call, shape: T): Promise<z.output<T>> {
    const token = await tokens.current();
    const body = json ? JSON.stringify(json) : undefined;
    // An image belongs to the app, not to a shop.
    const shop: Record<string, string> = form ? {} : { shop_cipher: config.shopCipher };
    const timestamp = String(Math.floor(wallClock.now() / 1_000));
    const asked: Record<string, string> = { ...query, ...shop, app_key: config.appKey, timestamp };
    const sign = signCall({ path, query: asked, ...(body ? { body } : {}) }, config.appSecret);
    const url = new URL(`${config.apiUrl}${path}`);
    url.search = new URLSearchParams({ ...asked, sign }).toString();
    const headers: Record<string, string> = { 'x-tts-access-token': token };
    if (!form) headers['content-type'] = 'application/json';
    const sent = form ?? body;
    return exchange(url, { method: sent ? 'POST' : 'GET', headers, ...(sent ? { body: sent } : {}) }, shape);
  }

  const search = (json: object, query: Record<string, string> = {}) =>
    call({ path: `${RETURNS}/search`, query: { page_size: PAGE, ...query }, json }, Returns);

  return {
    async return(id) {
      const { return_orders: found } = await search({ return_ids: [id] });
      return found?.find(({ return_id: one }) => one === id) ?? null;
    },
    async changed(since) {
      const found: ReturnOrder[] = [];
      let page = '';
      for (let pages = 0; pages < MOST_PAGES; pages += 1) {
        const query = { sort_field: 'update_time', sort_order: 'ASC', ...(page ? { page_token: page } : {}) };
        const asked = { return_types: ['REPLACEMENT'], update_time_ge: Math.floor(since / 1_000) };
        const answer = await search(asked, query);
        found.push(...(answer.return_orders ?? []));
        page = answer.next_page_token ?? '';
        if (page === '') break;
      }
      return found;
    },
    records: (returnId) => call({ path: `${RETURNS}/${returnId}/records`, query: { locale: LANGUAGE } }, Records),
    async order(id) {
      const { orders } = await call({ path: '/order/202309/orders', query: { ids: id } }, Orders);
      return orders?.find((order) => order.id === id) ?? null;
    },
    async rejectReasons(returnId) {
      const query = { return_or_cancel_id: returnId, locale: LANGUAGE };
      const { reasons } = await call({ path: '/return_refund/202309/reject_reasons', query }, RejectReasons);
      return (reasons ?? []).map(({ name, text }) => ({ name, text: text ?? '' }));
    },
    async approve(returnId, json, key) {
      await call({ path: `${RETURNS}/${returnId}/approve`, query: { idempotency_key: key }, json }, Nothing);
    },
    async reject(returnId, json, key) {
      await call({ path: `${RETURNS}/${returnId}/reject`, query: { idempotency_key: key }, json }, Nothing);
    },
    async upload({ bytes, mime }) {
      const form = new FormData();
      form.set('data', new Blob([bytes], { type: mime }), mime === 'image/png' ? 'evidence.png' : 'evidence.jpg');
      return (await call({ path: '/product/202309/images/upload', form }, Uploaded)).uri;
    },
  };
}
