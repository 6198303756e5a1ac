/** Rules as a shop reads and writes them. */
import { describe, expect, it } from 'vitest';
import type { Rule } from '../../../src/contract/rules.ts';
import { loadRuleStrings } from '../../../src/i18n/rules/index.ts';
import { othersWords, ruleWords } from '../../../src/pages/rules/dry-run-report.ts';
import { draftOf, freshDraft, placeOf, type RuleDraft, ruleOf } from '../../../src/pages/rules/rule-draft.ts';
import { ruleSentence } from '../../../src/pages/rules/rule-sentence.ts';
import { baht, halfBack } from '../../support/builders.ts';

const rule = (changes: Partial<Rule> = {}) => halfBack({ at: { beforeDeadline: 1800 }, ...changes });
const full = rule({
  when: {
    reasons: ['missing_items', 'damaged'],
    claimFrom: baht(100),
    claimTo: baht(50_000),
    skus: ['BOWL-*', 'CUP'],
    buyerRequests: { atMost: 2 },
  },
  note: 'So sorry!',
});

describe('a rule reads as a sentence', () => {
  const said = async (changes: Partial<Rule>, locale = 'en') =>
    ruleSentence(rule(changes), { strings: await loadRuleStrings(locale), locale });

  it.each<[Partial<Rule>, string]>([
    [{ at: 'opened' }, 'For every request: at once, offer 50% of the claim.'],
    [{ then: { kind: 'approve' } }, 'For every request: 30 minutes before time is up, approve and send the items.'],
    [
      { at: { beforeDeadline: 7200 }, when: { claimTo: baht(50_000) }, then: { kind: 'refund_only' } },
      'When the claim is at most ฿500.00: 2 hours before time is up, offer the whole claim.',
    ],
    [
      full,
      'When the reason is missing items or damaged items, the claim is ฿1.00 to ฿500.00, every item is BOWL-* or CUP, and the buyer asked at most 2 times before, in 90 days: 30 minutes before time is up, offer 50% of the claim and write “So sorry!”.',
    ],
    [
      { when: { claimFrom: baht(100) }, then: { kind: 'partial_refund', amount: baht(3100) } },
      'When the claim is at least ฿1.00: 30 minutes before time is up, offer ฿31.00.',
    ],
  ])('%o', async (changes, sentence) => {
    expect(await said(changes)).toBe(sentence);
  });

  it('in Thai', async () => {
    expect(await said({ when: { reasons: ['damaged'] } }, 'th')).toBe(
      'เมื่อเหตุผลคือสินค้าเสียหาย: 30 นาทีก่อนหมดเวลา เสนอ 50% ของยอดเรียกร้อง',
    );
    expect(await said({ when: { claimTo: baht(50_000), skus: ['BOWL-*'] } }, 'th')).toBe(
      'เมื่อยอดเรียกร้องไม่เกิน ฿500.00 และสินค้าทุกชิ้นเป็น BOWL-*: 30 นาทีก่อนหมดเวลา เสนอ 50% ของยอดเรียกร้อง',
    );
  });
});

describe('what a rule would have done is a sum, and says so', () => {
  const tried = {
    id: 'half-back',
    matched: 8,
    offered: baht(100_000),
    unanswered: { answeredFirst: 4, toCome: 2, notPossible: 0 },
    silenceAvoided: 1,
    changed: [],
  };
  const said = async (locale: string, then: Rule['then'] = { kind: 'partial_refund', percent: 50 }) =>
    ruleWords(tried, 34, [rule({ id: 'half-back', name: 'Half', then })], {
      strings: await loadRuleStrings(locale),
      locale,
    }).replaceAll(/[\u2066-\u2069]/gu, '');

  it.each([
    ['en', 'Half fits 8 of 34 requests. Offers made: 2, ฿1,000.00 in all. Approvals by silence avoided: 1.'],
    ['th', 'Half: ตรงกับ 8 จาก 34 คำขอ เสนอ 2 รายการ รวม ฿1,000.00 เลี่ยงการอนุมัติเพราะเงียบ 1 ครั้ง'],
    ['vi', 'Half: khớp 8 trên 34 yêu cầu, 2 đề nghị tổng cộng ฿1,000.00, tránh được 1 lần chấp thuận do im lặng'],
  ])('in %s', async (locale, words) => {
    expect((await said(locale)).replaceAll('\u00a0', ' ').replace(/1\.000,00 (?:฿|THB)/u, '฿1,000.00')).toBe(words);
  });

  it('says why the rest of its requests got no answer', async () => {
    expect(othersWords(tried, { strings: await loadRuleStrings('en') })).toBe(
      'No answer to the rest: somebody answered first (4) · its moment is still to come (2)',
    );
  });

  it('a rule that approves offers no money', async () => {
    expect(await said('en', { kind: 'approve' })).toBe(
      'Half fits 8 of 34 requests. Approved: 2. Approvals by silence avoided: 1.',
    );
  });
});

describe('the form of a rule', () => {
  const terms = { currency: 'THB', locale: 'en' };
  const read = (changes: Partial<RuleDraft>) =>
    ruleOf({ ...freshDraft(), name: 'Bowls', ...changes }, { id: 'bowls', enabled: true }, terms);

  it.each([
    rule(),
    full,
    rule({ at: 'opened', then: { kind: 'approve' } }),
    rule({ then: { kind: 'refund_only' }, note: 'Sorry' }),
    rule({ then: { kind: 'partial_refund', amount: baht(3100) } }),
  ])('says the rule that it was filled with: %o', (given) => {
    expect(ruleOf(draftOf(given, terms), given, terms)).toEqual(given);
  });

  it.each<[string, Partial<RuleDraft>, object]>([
    ['a name', { name: ' ' }, { field: 'name', why: 'wrongMissing' }],
    ['an amount', { from: 'many' }, { field: 'from', why: 'wrongAmount' }],
    ['bounds in their order', { from: '5', to: '4' }, { field: 'from', why: 'wrongBounds' }],
    ['* at the end only', { skus: 'BOWL\nB*L' }, { field: 'skus', why: 'wrongSkus' }],
    ['a number of times', { buyer: '1001' }, { field: 'buyer', why: 'wrongCount' }],
    ['something to offer', { value: '' }, { field: 'value', why: 'wrongMissing' }],
    ['a share', { value: '101' }, { field: 'value', why: 'wrongPercent' }],
    ['an amount to offer', { then: 'amount', value: '0' }, { field: 'value', why: 'wrongAmount' }],
  ])('asks for %s', (_, changes, wrong) => {
    expect(read(changes)).toEqual(wrong);
  });

  it('writes no note where nothing is offered', () => {
    expect(read({ then: 'approve', note: 'Sorry' })).not.toHaveProperty('note');
  });

  it.each([
    ['rules[1].then.amount', { index: 1, field: 'value' }],
    ['rules[0].when.claimFrom', { index: 0, field: 'from' }],
    ['rules.2.when.skus.0', { index: 2, field: 'skus' }],
    ['rules[3].id', { index: 3, field: 'name' }],
    ['rules', null],
  ])('%s is a place in it', (path, place) => {
    expect(placeOf(path)).toEqual(place);
  });
});
