import { describe, expect, it } from 'vitest';
import type { Values } from '../../../../bots/slack/blocks/modals/fields.ts';
import { readReject, rejectModal } from '../../../../bots/slack/blocks/modals/reject.ts';
import { shown, words } from '../support.ts';
import { chosen, errorsOf, names, open, optionsOf, REF, typed } from './support.ts';

describe('rejecting', () => {
  const EVIDENCE = { rejectReasons: { items_were_sent: { evidence: true }, other: { evidence: false } } };
  const values = (reason: string | null, text: string | null, evidence: string | null = null): Values => ({
    reason: chosen(reason),
    text: typed(text),
    evidence: typed(evidence),
  });

  it('offers the policy’s reasons and says which need evidence', () => {
    const modal = rejectModal(open({ policy: EVIDENCE }), words, REF);
    expect(names(modal)).toEqual(['reason', 'text', 'evidence']);
    expect(optionsOf(modal, 'reason').map(({ text, value }) => [text.text, value])).toEqual([
      ['The items were sent', 'items_were_sent'],
      ['Other reason', 'other'],
    ]);
    expect(shown(modal)).toContain('Needed for: The items were sent.');
  });

  it('offers the marketplace’s own reasons, and asks for one where none says the policy’s', () => {
    const rejectReasons = [
      { code: 'sent', text: 'Items are correct', says: ['items_were_sent' as const] },
      { code: 'sealed', says: [] },
    ];
    const model = open({ policy: EVIDENCE, allowed: { rejectReasons } });
    const modal = rejectModal(model, words, REF);
    expect(names(modal)).toEqual(['reason', 'detail', 'text', 'evidence']);
    expect(optionsOf(modal, 'detail').map(({ text, value }) => [text.text, value])).toEqual([
      ['Items are correct', '0'],
      ['sealed', '1'],
    ]);
    expect(readReject(values('other', 'No'), model, words)).toMatchObject({ ok: false });
    const read = readReject({ ...values('other', 'No'), detail: chosen('1') }, model, words);
    expect(read).toEqual({ ok: true, value: { reason: 'other', reasonDetail: 'sealed', text: 'No' } });
  });

  it('reads the reason, the text and one link a line', () => {
    const links = ' https://a.example/1\r\n\nhttps://a.example/2 ';
    const read = readReject(
      values('items_were_sent', ' Both were sent\r\nlook ', links),
      open({ policy: EVIDENCE }),
      words,
    );
    expect(read).toEqual({
      ok: true,
      value: {
        reason: 'items_were_sent',
        text: 'Both were sent\nlook',
        evidence: ['https://a.example/1', 'https://a.example/2'],
      },
    });
  });

  it.each([
    [null, 'x', null, { reason: 'Please choose one.' }],
    ['agreed_with_buyer', 'x', null, { reason: 'Please choose one.' }],
    ['other', '   ', null, { text: 'Please fill this in.' }],
    ['other', 'x'.repeat(1_001), null, { text: 'This is too long: at most 1000 characters.' }],
    ['other', '\u200b\u3164', null, { text: 'Please fill this in.' }],
    ['items_were_sent', 'x', null, { evidence: 'This reason needs at least one link to evidence.' }],
    ['other', 'x', 'box.jpg', { evidence: '“box.jpg” is not a link. Type one link a line, beginning with https://.' }],
    ['other', 'x', 'https://a.example '.repeat(21), { evidence: 'At most 20 links, please.' }],
    [
      null,
      null,
      'x',
      {
        reason: 'Please choose one.',
        text: 'Please fill this in.',
        evidence: '“x” is not a link. Type one link a line, beginning with https://.',
      },
    ],
  ])('%s, “%s” and %s: %o', (reason, text, evidence, errors) => {
    expect(errorsOf(readReject(values(reason, text, evidence), open({ policy: EVIDENCE }), words))).toEqual(errors);
  });
});
