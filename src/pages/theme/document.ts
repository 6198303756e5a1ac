/** What a page says of itself as a whole. */
import { directionOf } from '../../i18n/languages.ts';

/** The language of the page's words (a BCP 47 tag) and, with it, the direction in which they are written. */
export function writeIn(locale: string): void {
  document.documentElement.lang = locale;
  document.documentElement.dir = directionOf(locale);
}
