/**
 * The server's words: ICU messages through intl-messageformat, in the reader's language. Messages are parsed when they
 * are first said in a language, then kept; saying one again costs microseconds, so cards can be rendered per reader.
 */
import { IntlMessageFormat } from 'intl-messageformat';
import { type Language, languageOf } from './languages.ts';
import { en, type MessageKey, type Messages } from './server/en.ts';
import { fil } from './server/fil.ts';
import { id } from './server/id.ts';
import { ms } from './server/ms.ts';
import { th } from './server/th.ts';
import { vi } from './server/vi.ts';

export type { MessageKey };
export type Params = Readonly<Record<string, string | number>>;
/** Says a message. Every placeholder needs a value: a missing one throws, naming the message. */
export type Say = (key: MessageKey, params?: Params) => string;

export const catalogues: Readonly<Record<Language, Messages>> = { en, th, vi, id, ms, fil };

function makeSay(language: Language): Say {
  const messages = catalogues[language];
  const parsed = new Map<MessageKey, IntlMessageFormat>();
  return (key, params) => {
    const text = messages[key];
    if (!params) return text;
    let message = parsed.get(key);
    if (!message) {
      message = new IntlMessageFormat(text, language);
      parsed.set(key, message);
    }
    return String(message.format(params));
  };
}

const speakers = new Map<Language, Say>();

/** The words for a language tag; a language without a catalogue reads English. */
export function sayIn(tag: string | undefined): Say {
  const language = languageOf(tag);
  let say = speakers.get(language);
  if (!say) {
    say = makeSay(language);
    speakers.set(language, say);
  }
  return say;
}
