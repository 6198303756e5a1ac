import { describe, expect, it } from 'vitest';
import { declineModal, readDecline } from '../../../../bots/slack/blocks/modals/decline.ts';
import { words } from '../support.ts';
import { asked, names, REF, typed } from './support.ts';

describe('rejecting an amount', () => {
  it('may say why', () => {
    expect(names(declineModal(asked(), words, REF))).toEqual(['text']);
    expect(readDecline({ text: typed(' Too much ') }, asked(), words)).toEqual({
      ok: true,
      value: { text: 'Too much' },
    });
    expect(readDecline({ text: typed(null) }, asked(), words)).toEqual({ ok: true, value: {} });
  });
});
