/** How a browser gets the words of a page: the file of its reader's language, and no other. */
import { type Language, languageOf, pseudoOf } from './languages.ts';

type Strings<Key extends string> = Readonly<Record<Key, string>>;

/**
 * Answers strings by language tag: English where the language has none or its file cannot be loaded. The made-up
 * languages are derived from English where they are asked for, by a file that nobody else loads.
 */
export function stringsBy<Key extends string>(
  english: Strings<Key>,
  loaders: Readonly<Record<Exclude<Language, 'en'>, () => Promise<Strings<Key>>>>,
): (tag: string | undefined) => Promise<Strings<Key>> {
  const load = async (tag: string | undefined): Promise<Strings<Key>> => {
    const pseudo = pseudoOf(tag);
    if (pseudo) return (await import('./pseudo.ts')).pseudoStrings(english, pseudo);
    const language = languageOf(tag);
    return language === 'en' ? english : loaders[language]();
  };
  return (tag) => load(tag).catch(() => english);
}
