/** A shop in App Home: its figures of the last 30 days, its settings, and the button that changes them. */
import type { SectionBlock } from '@slack/types';
import { languageOf } from '../../../src/bot.ts';
import { actionId } from './actions.ts';
import { LANGUAGE_NAMES } from './language-names.ts';
import type { ShopModel } from './model.ts';
import { plainText, section } from './safe.ts';
import type { Words } from './words.ts';

export function shopSection(shop: ShopModel, name: string, words: Words, blockId: string): SectionBlock {
  return {
    ...section([name, figures(shop, words), settings(shop, words)].join('\n'), blockId),
    accessory: {
      type: 'button',
      action_id: actionId('settings'),
      text: plainText(words.say('action.settings'), 75),
      value: shop.seller.id,
    },
  };
}

function figures({ stats }: ShopModel, words: Words): string {
  const { made, accepted } = stats.offers;
  const percent = new Intl.NumberFormat(words.locale, { style: 'percent' });
  return words.say('home.stats', {
    made,
    accepted,
    rate: percent.format(made > 0 ? accepted / made : 0),
    timeouts: stats.timeouts,
  });
}

function settings({ seller }: ShopModel, words: Words): string {
  const { quiet, digestAt, locale } = seller.alerts?.slack ?? {};
  const none = words.say('home.none');
  return words.say('home.settings', {
    quiet: quiet ? words.say('home.range', quiet) : none,
    digest: digestAt ?? none,
    language: LANGUAGE_NAMES[languageOf(locale)],
  });
}
