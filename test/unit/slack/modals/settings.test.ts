import { describe, expect, it } from 'vitest';
import type { Values } from '../../../../bots/slack/blocks/modals/fields.ts';
import { readSettings, settingsModal } from '../../../../bots/slack/blocks/modals/settings.ts';
import { problemsOfView } from '../../../../stand-ins/slack/limits.ts';
import { partsOf, sellerOf, words } from '../support.ts';
import { at, chosen, errorsOf, names } from './support.ts';

describe('settings', () => {
  const alerts = {
    slack: {
      channel: 'C12',
      mention: 'U12',
      quiet: { from: '22:00', to: '07:00' },
      digestAt: '09:00',
      locale: 'en-GB',
    },
  };
  const modal = (seller = sellerOf({ alerts })) => settingsModal(seller, words, { sellerId: seller.id });
  const values = (quiet: [string | null, string | null], digest: string | null, language: string): Values => ({
    quiet_from: at(quiet[0]),
    quiet_to: at(quiet[1]),
    digest: at(digest),
    language: chosen(language),
    mention: { value: { type: 'users_select', selected_user: null } },
  });

  it('show what is set, and Slack takes them', () => {
    expect(names(modal())).toEqual(['quiet_from', 'quiet_to', 'digest', 'language', 'mention']);
    expect(partsOf(modal(), 'timepicker').map(({ initial_time }) => initial_time)).toEqual(['22:00', '07:00', '09:00']);
    expect(partsOf(modal(), 'static_select')[0]?.initial_option).toMatchObject({ value: 'en-GB' });
    expect(partsOf(modal(), 'users_select')[0]?.initial_user).toBe('U12');
    expect(partsOf(modal(), 'channel')).toEqual([{ type: 'channel', channel_id: 'C12' }]);
    for (const seller of [
      sellerOf({ alerts }),
      sellerOf({ alerts: undefined }),
      sellerOf({ alerts: { slack: { channel: 'U77' } } }),
    ]) {
      expect(problemsOfView(modal(seller))).toEqual([]);
    }
  });

  it('read what is chosen, and empty fields as off', () => {
    expect(readSettings(values(['22:00', '07:00'], '09:00', 'th'), words)).toEqual({
      ok: true,
      value: { quiet: { from: '22:00', to: '07:00' }, digestAt: '09:00', locale: 'th', mention: null },
    });
    expect(readSettings(values([null, null], null, 'default'), words)).toEqual({
      ok: true,
      value: { quiet: null, digestAt: null, locale: null, mention: null },
    });
    expect(readSettings(values([null, null], null, 'en-GB'), words)).toMatchObject({ value: { locale: 'en-GB' } });
  });

  it.each([
    [['22:00', null], 'quiet_to'],
    [[null, '07:00'], 'quiet_from'],
    [['07:00', '07:00'], 'quiet_to'],
  ] as [[string | null, string | null], string][])('quiet hours of %o are refused', (quiet, field) => {
    expect(errorsOf(readSettings(values(quiet, null, 'th'), words))).toEqual({
      [field]: 'Quiet hours need a beginning and an end that differ.',
    });
  });
});
