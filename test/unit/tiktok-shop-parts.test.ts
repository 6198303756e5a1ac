/** The parts of the TikTok Shop connector that need no TikTok Shop. Vectors are those of its documentation. */
import { describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config/config.ts';
import { createEvidence } from '../../src/connectors/tiktok-shop/evidence.ts';
import { failureOf } from '../../src/connectors/tiktok-shop/failures.ts';
import { payable, readMoney, writeMoney } from '../../src/connectors/tiktok-shop/money.ts';
import { marketReasonsOf, reasonOf, rejectReasonOf } from '../../src/connectors/tiktok-shop/reasons.ts';
import { signCall, signWebhook } from '../../src/connectors/tiktok-shop/sign.ts';
import { createPictures } from '../../src/pictures/pictures.ts';

describe('Signatures of TikTok Shop', () => {
  const path = '/authorization/202309/shops';
  const query = { timestamp: '1623812664', app_key: '29a39d' };
  const documented = 'b596b73e0cc6de07ac26f036364178ab16b0a907af13d43f0a0cd2345f582dc8';

  it('of calls are as documented, whatever the order, with sign and access_token left out', () => {
    expect(signCall({ path, query }, 'e59af819cc')).toBe(documented);
    const more = { ...query, sign: 'x', access_token: 'y' };
    expect(signCall({ path, query: more }, 'e59af819cc')).toBe(documented);
    expect(signCall({ path, query, body: '{}' }, 'e59af819cc')).not.toBe(documented);
  });

  it('of webhooks are as documented', () => {
    const body =
      '{"type":1,"tts_notification_id":"7380066284010030890","shop_id":"7495540735365777507","timestamp":1718305585,"data":{"is_on_hold_order":true,"order_id":"576653688135258178","order_status":"UNPAID","update_time":1718305585}}';
    const signature = signWebhook(Buffer.from(body), { appKey: 'abcdef', appSecret: '123' });
    expect(signature).toBe('5dec0f11ec2f6783b8deee53c9ffbf8d024302f7c7e7fa55a35d17629031ac05');
  });
});

describe('Amounts of TikTok Shop', () => {
  it.each([
    ['250.00', 'THB', 25_000, '250'],
    ['12.5', 'THB', 1_250, '12.50'],
    ['0.05', 'USD', 5, '0.05'],
    ['864000', 'VND', 864_000, '864000'],
    ['864000.00', 'VND', 864_000, '864000'],
    ['10', 'IDR', 1_000, '10'],
  ])('%s %s is %i minor units, written %s', (text, currency, amount, written) => {
    expect(readMoney(text, currency)).toEqual({ amount, currency });
    expect(writeMoney({ amount, currency })).toBe(written);
  });

  it('are paid in whole rupiah, never more than was offered', () => {
    expect(payable({ amount: 1_250_050, currency: 'IDR' })).toEqual({ amount: 1_250_000, currency: 'IDR' });
    expect(writeMoney({ amount: 1_250_099, currency: 'IDR' })).toBe('12500');
    expect(payable({ amount: 1_250, currency: 'USD' })).toEqual({ amount: 1_250, currency: 'USD' });
  });

  it.each(['', '-1', '1e3', '1,000.00', '0.001'])('%j is none', (text) => {
    expect(readMoney(text, 'THB')).toBeNull();
  });
});

describe('Reasons of TikTok Shop', () => {
  it.each([
    ['ecom_order_delivered_refund_reason_missing_product', 'missing_items'],
    ['ecom_order_delivered_refund_reason_missing_product_uk', 'missing_items'],
    ['ecom_order_delivered_refund_reason_not_received', 'not_received'],
    ['ecom_order_delivered_refund_and_return_reason_damaged', 'damaged'],
    ['ecom_order_delivered_refund_reason_defective', 'defective'],
    ['ecom_order_delivered_refund_reason_wrong_product_1', 'wrong_item'],
    ['ecom_order_delivered_refund_and_return_reason_no_need', null],
    ['', null],
  ])('%s is %s', (name, reason) => {
    expect(reasonOf(name, {})).toBe(reason);
  });

  it('follow the configuration first', () => {
    const name = 'ecom_order_delivered_refund_reason_damaged';
    expect(reasonOf(name, { [name]: null })).toBeNull();
    expect(reasonOf('buyer_refund_suspected_counterfeit', { buyer_refund_suspected_counterfeit: 'wrong_item' })).toBe(
      'wrong_item',
    );
  });

  it('to reject are one that is offered and true, and none where none is', () => {
    const offered = [
      'reverse_reject_request_reason_1',
      'reverse_reject_request_reason_5',
      'seller_reject_apply_item_is_correct',
    ];
    const names = offered.map((name) => ({ name }));
    expect(rejectReasonOf('agreed_with_buyer', names)).toBe('reverse_reject_request_reason_5');
    expect(rejectReasonOf('items_were_sent', names)).toBe('seller_reject_apply_item_is_correct');
    expect(rejectReasonOf('evidence_insufficient', names)).toBeNull();
    expect(rejectReasonOf('other', names)).toBeNull();
    expect(rejectReasonOf('items_were_sent', [])).toBeNull();
    expect(marketReasonsOf(names)).toEqual([
      { code: offered[0], says: [] },
      { code: offered[1], says: ['agreed_with_buyer'] },
      { code: offered[2], says: ['items_were_sent'] },
    ]);
  });
});

describe('Refusals of TikTok Shop', () => {
  const kindOf = (status: number, code: number | null, message = '') =>
    failureOf({ status, code, message, retryAfter: null }).kind;

  it('say what is to be done', () => {
    expect(kindOf(429, null)).toBe('rate_limited');
    expect(kindOf(200, 36009002)).toBe('rate_limited');
    expect(kindOf(401, 105002)).toBe('token');
    expect(kindOf(401, 106001)).toBe('account');
    expect(kindOf(400, 36009004, 'Invalid timestamp.')).toBe('account');
    expect(kindOf(400, 36009004, 'invalid param error')).toBe('refused');
    expect(kindOf(200, 25020010)).toBe('decided');
    expect(kindOf(200, 25011010)).toBe('decided');
    expect(kindOf(200, 25011011)).toBe('decided');
    expect(kindOf(200, 25020004)).toBe('refused');
    expect(kindOf(200, 36009003)).toBe('uncertain');
    expect(kindOf(502, null)).toBe('uncertain');
    expect(kindOf(200, 98001004)).toBe('refused');
  });

  it('hold us up no longer than a quarter of an hour', () => {
    expect(failureOf({ status: 429, code: null, message: '', retryAfter: '86400' })).toMatchObject({
      retryAfter: 900_000,
    });
  });
});

describe('Evidence that a seller links to', () => {
  it('is not fetched where an address is not allowed, by name or by number', async () => {
    const asked: string[] = [];
    const fetchEvidence = createEvidence((address) => {
      asked.push(address);
      return false;
    }, createPictures());
    expect(await fetchEvidence('http://127.0.0.1:1/box.png')).toBeNull();
    expect(await fetchEvidence('http://[::1]:1/box.png')).toBeNull();
    expect(await fetchEvidence('http://localhost:1/box.png')).toBeNull();
    expect(asked).toEqual(expect.arrayContaining(['127.0.0.1', '::1']));
    expect(asked.length).toBeGreaterThanOrEqual(3);
  });
});

describe('The configuration of TikTok Shop', () => {
  const keys = { PARLEY_API_KEY: 'key-1', PARLEY_SECRET: 's'.repeat(32) };
  const all = {
    ...keys,
    TIKTOK_SHOP_APP_KEY: '68xu9ks5p4i8',
    TIKTOK_SHOP_APP_SECRET: 'e59af819cc',
    TIKTOK_SHOP_REFRESH_TOKEN: 'ROW_refresh',
    TIKTOK_SHOP_CIPHER: 'ROW_cipher',
    TIKTOK_SHOP_SELLER: 'shop-1',
  };

  it('is all of it or none', () => {
    expect(readConfig(keys).tiktokShop).toBeNull();
    const { TIKTOK_SHOP_CIPHER: _, ...some } = all;
    expect(() => readConfig(some)).toThrow(/TIKTOK_SHOP_CIPHER is not set but TIKTOK_SHOP_APP_KEY is/u);
    expect(readConfig(all).tiktokShop).toMatchObject({
      sellerId: 'shop-1',
      reasons: {},
      types: ['REPLACEMENT'],
      apiUrl: 'https://open-api.tiktokglobalshop.com',
      authUrl: 'https://auth.tiktok-shops.com',
    });
  });

  it('names the kinds of returns that the shop wants negotiated', () => {
    const types = (text: string) => readConfig({ ...all, TIKTOK_SHOP_TYPES: text }).tiktokShop?.types;
    expect(types('REFUND, REPLACEMENT')).toEqual(['REPLACEMENT', 'REFUND']);
    expect(() => types('EXCHANGE')).toThrow(/TIKTOK_SHOP_TYPES/u);
  });

  it('maps reasons by name', () => {
    const reasons = 'not_match=wrong_item, no_need=ignore';
    expect(readConfig({ ...all, TIKTOK_SHOP_REASONS: reasons }).tiktokShop?.reasons).toEqual({
      not_match: 'wrong_item',
      no_need: null,
    });
    expect(() => readConfig({ ...all, TIKTOK_SHOP_REASONS: 'not_match=lost' })).toThrow(/TIKTOK_SHOP_REASONS/u);
  });
});
