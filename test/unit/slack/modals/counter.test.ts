import { describe, expect, it } from 'vitest';
import { counterModal, readCounter } from '../../../../bots/slack/blocks/modals/counter.ts';
import type { Values } from '../../../../bots/slack/blocks/modals/fields.ts';
import { shown, words } from '../support.ts';
import { asked, errorsOf, names, REF, typed } from './support.ts';

describe('naming another amount', () => {
  it('says between which amounts', () => {
    const modal = counterModal(asked(), words, REF);
    expect(names(modal)).toEqual(['amount', 'note']);
    expect(shown(modal)).toContain('The buyer asks for ฿200.00.');
    expect(shown(modal)).toContain('Between ฿125.01 and ฿199.99.');
  });

  it('reads the amount within them', () => {
    const values = (amount: string): Values => ({ amount: typed(amount), note: typed(null) });
    expect(readCounter(values('150'), asked(), words)).toEqual({
      ok: true,
      value: { amount: { amount: 15_000, currency: 'THB' } },
    });
    expect(errorsOf(readCounter(values('200'), asked(), words))).toEqual({
      amount: 'The amount has to be between ฿125.01 and ฿199.99.',
    });
  });
});
