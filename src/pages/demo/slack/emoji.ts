/** The emoji codes that apps of this kind write. Any other code stays as it is written, as Slack shows an unknown one. */
const EMOJI: ReadonlyMap<string, string> = new Map(
  Object.entries({
    alarm_clock: '⏰',
    arrow_right: '➡️',
    bell: '🔔',
    calendar: '📆',
    camera: '📷',
    checkered_flag: '🏁',
    clock3: '🕒',
    hourglass: '⌛',
    hourglass_flowing_sand: '⏳',
    information_source: 'ℹ️',
    leftwards_arrow_with_hook: '↩️',
    link: '🔗',
    moneybag: '💰',
    moon: '🌔',
    no_entry: '⛔',
    no_entry_sign: '🚫',
    package: '📦',
    pushpin: '📌',
    repeat: '🔁',
    speech_balloon: '💬',
    tada: '🎉',
    truck: '🚚',
    warning: '⚠️',
    wave: '👋',
    white_check_mark: '✅',
    x: '❌',
    zzz: '💤',
  }),
);

/** The character, or the code itself. */
export const emojiOf = (name: string): string => EMOJI.get(name) ?? `:${name}:`;

/** Plain text with the codes that are known replaced. */
export const withEmoji = (text: string): string =>
  text.replace(/:([a-z0-9_+'-]{1,60}):/gu, (whole, name: string) => EMOJI.get(name) ?? whole);
