import { describe, expect, it } from 'vitest';
import type { Values } from '../../../../bots/slack/blocks/modals/fields.ts';
import { readShip, shipModal } from '../../../../bots/slack/blocks/modals/ship.ts';
import { words } from '../support.ts';
import { errorsOf, names, open, REF, typed } from './support.ts';

describe('marking as shipped', () => {
  it('takes a carrier and a tracking number, both needed', () => {
    const model = open();
    const values = (carrier: string | null, tracking: string | null): Values => ({
      carrier: typed(carrier),
      tracking: typed(tracking),
    });
    expect(names(shipModal(model, words, REF))).toEqual(['carrier', 'tracking']);
    expect(readShip(values(' Flash Express ', 'TH1'), model, words)).toEqual({
      ok: true,
      value: { carrier: 'Flash Express', trackingNumber: 'TH1' },
    });
    expect(errorsOf(readShip(values('Flash', null), model, words))).toEqual({ tracking: 'Please fill this in.' });
    expect(errorsOf(readShip({}, model, words))).toEqual({
      carrier: 'Please fill this in.',
      tracking: 'Please fill this in.',
    });
  });
});
