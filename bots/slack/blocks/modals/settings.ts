/** How a shop wants its alerts: quiet hours, a daily digest, the language, whom to mention. */
import type { StaticSelect, Timepicker, UsersSelect } from '@slack/types';
import { type Alerts, LANGUAGES, type Language, Locale, languageOf, type Seller } from '../../../../src/bot.ts';
import { LANGUAGE_NAMES } from '../language-names.ts';
import type { KnownBlock, ModalView, Read } from '../model.ts';
import { line, plain, richText, spaced } from '../rich.ts';
import { section } from '../safe.ts';
import type { Words } from '../words.ts';
import { chosen, chosenTime, chosenUser, dialog, FIELD, Form, field, option, type Values } from './fields.ts';
import { encodeSettingsRef, type SettingsRef } from './ref.ts';

type SlackAlerts = NonNullable<Alerts['slack']>;

/** What the settings say; null where it is off or left to the default. */
export interface SettingsFields {
  quiet: { from: string; to: string } | null;
  digestAt: string | null;
  locale: string | null;
  mention: string | null;
}

const DEFAULT = 'default';

export function settingsModal(seller: Seller, words: Words, ref: SettingsRef): ModalView {
  const { say } = words;
  const { quiet, digestAt, locale, mention }: Partial<SlackAlerts> = seller.alerts?.slack ?? {};
  const blocks: KnownBlock[] = [
    channel(seller, words),
    field({ name: 'quiet_from', label: say('modal.settings.quietFrom'), optional: true, element: time(quiet?.from) }),
    field({
      name: 'quiet_to',
      label: say('modal.settings.quietTo'),
      hint: say('modal.settings.quietHint', { zone: seller.zone }),
      optional: true,
      element: time(quiet?.to),
    }),
    field({
      name: 'digest',
      label: say('modal.settings.digest'),
      hint: say('modal.settings.digestHint'),
      optional: true,
      element: time(digestAt),
    }),
    field({ name: 'language', label: say('modal.settings.language'), element: languages(locale, words) }),
    field({
      name: 'mention',
      label: say('modal.settings.mention'),
      hint: say('modal.settings.mentionHint'),
      optional: true,
      element: user(mention),
    }),
  ];
  return dialog({ name: 'settings', metadata: encodeSettingsRef(ref), blocks }, words);
}

/** The channel is set where it is: by `/parley channel`, typed there. A person's id is a direct message. */
function channel({ name: shop, alerts }: Seller, words: Words): KnownBlock {
  const id = alerts?.slack?.channel;
  if (!id || !/^[CGDUW][A-Z0-9]{1,31}$/u.test(id))
    return section(words.say('modal.settings.noChannel', { shop }), 'channel');
  const place = /^[UW]/u.test(id)
    ? ({ type: 'user', user_id: id } as const)
    : ({ type: 'channel', channel_id: id } as const);
  return richText('channel', line(...spaced([plain(words.say('modal.settings.channel', { shop }), 400), place])));
}

const time = (at: string | undefined): Timepicker => ({
  type: 'timepicker',
  action_id: FIELD,
  ...(at ? { initial_time: at } : {}),
});

/** A tag that says more than its language, such as `en-GB`, stays as it is. */
const tagOf = (language: Language, set: string | undefined): string =>
  set && languageOf(set) === language ? set : language;

function languages(locale: string | undefined, words: Words): StaticSelect {
  const standard = option(words.say('modal.settings.languageDefault'), DEFAULT);
  const options = [standard, ...LANGUAGES.map((language) => option(LANGUAGE_NAMES[language], tagOf(language, locale)))];
  const initial = options.find(({ value }) => value === locale) ?? standard;
  return { type: 'static_select', action_id: FIELD, options, initial_option: initial };
}

const user = (id: string | undefined): UsersSelect => ({
  type: 'users_select',
  action_id: FIELD,
  ...(id ? { initial_user: id } : {}),
});

const WALL_TIME = /^([01]\d|2[0-3]):[0-5]\d$/u;

export function readSettings(values: Values, words: Words): Read<SettingsFields> {
  const form = new Form(values, words);
  const [from, to] = [readTime(form, 'quiet_from'), readTime(form, 'quiet_to')];
  const digestAt = readTime(form, 'digest');
  if ((from === null) !== (to === null) || (from !== null && from === to)) {
    form.fail(from === null ? 'quiet_from' : 'quiet_to', words.say('field.quiet'));
  }
  const language = chosen(values, 'language');
  return form.read({
    quiet: from && to ? { from, to } : null,
    digestAt,
    locale: language === DEFAULT ? null : (Locale.safeParse(language).data ?? null),
    mention: chosenUser(values, 'mention') || null,
  });
}

function readTime(form: Form, name: string): string | null {
  const at = chosenTime(form.values, name);
  if (at !== '' && !WALL_TIME.test(at)) form.fail(name, form.words.say('field.time'));
  return at === '' ? null : at;
}
