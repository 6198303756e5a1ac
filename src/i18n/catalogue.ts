/**
 * The server's words: ICU messages through intl-messageformat, in the reader's language. Messages are parsed when they
 * are first said in a language, then kept; saying one again costs microseconds, so cards can be rendered per reader.
 */
import { IntlMessageFormat } from 'intl-messageformat';
import { isolated } from './isolated.ts';
import { type Language, languageOf, type PseudoLocale, pseudoOf } from './languages.ts';
import { oneStop, stopNoted } from './one-stop.ts';
import { pseudoStrings } from './pseudo.ts';
import { en, type MessageKey, type Messages } from './server/en.ts';
import { fil } from './server/fil.ts';
import { id } from './server/id.ts';
import { ms } from './server/ms.ts';
import { th } from './server/th.ts';
import { vi } from './server/vi.ts';

export type { MessageKey };

type Params = Readonly<Record<string, string | number>>;
/** Says a message. Every placeholder needs a value: a missing one throws, naming the message. */
export type SayOf<Key extends string> = (key: Key, params?: Params) => string;
export type Say = SayOf<MessageKey>;

export const catalogues: Readonly<Record<Language, Messages>> = { en, th, vi, id, ms, fil };

type Texts<Key extends string> = Readonly<Record<Key, string>>;

function makeSay<Key extends string>(messages: Texts<Key>, language: Language): SayOf<Key> {
  const parsed = new Map<Key, IntlMessageFormat>();
  return (key, params) => {
    const text = messages[key];
    if (!params) return text;
    let message = parsed.get(key);
    if (!message) {
      message = new IntlMessageFormat(text, language);
      parsed.set(key, message);
    }
    const values: Record<string, string | number> = {};
    for (const name of Object.keys(params)) values[name] = stopNoted(isolated(params[name] as string | number));
    return oneStop(String(message.format(values)));
  };
}

/** A catalogue's words by language tag. A language without a catalogue reads `english`, plurals and all. */
export function speakers<Key extends string>(
  translated: Readonly<Partial<Record<Language, Texts<Key>>>>,
  english: Texts<Key>,
): (tag: string | undefined) => SayOf<Key> {
  const made = new Map<Language, SayOf<Key>>();
  return (tag) => {
    const language = languageOf(tag);
    let say = made.get(language);
    if (!say) {
      const own = translated[language];
      say = own ? makeSay(own, language) : makeSay(english, 'en');
      made.set(language, say);
    }
    return say;
  };
}

const sayTranslated = speakers<MessageKey>(catalogues, en);
const sayPseudo = (locale: PseudoLocale): Say => makeSay(pseudoStrings<MessageKey>(en, locale), 'en');
const pseudoSays: Readonly<Record<PseudoLocale, Say>> = { 'en-XA': sayPseudo('en-XA'), 'ar-XB': sayPseudo('ar-XB') };

/** The words for a language tag; a language without a catalogue reads English, a made-up one its own English. */
export function sayIn(tag: string | undefined): Say {
  const pseudo = pseudoOf(tag);
  return pseudo ? pseudoSays[pseudo] : sayTranslated(tag);
}
