/**
 * The chat's words as a shop's visitor gets them: English with the script, any other language from the server that the
 * script came from, `/embed/words-th.json`. Its name stays the same, so script and words may be of two deployments for a
 * few minutes: a text that the words do not have is English meanwhile, and none is ever missing.
 */

import { languageOf } from '../../i18n/languages.ts';
import { en, type PageStrings } from '../../i18n/pages/en.ts';
import { homeOf } from './home.ts';

const PATIENCE_MS = 5_000;
/** How long after a failure the words are asked for again. */
const AGAIN_AFTER_MS = [1_000, 5_000];
const home = homeOf(document);

const asked = new Map<string, Promise<PageStrings>>();

async function ask(address: string): Promise<PageStrings> {
  const answer = await fetch(address, { signal: AbortSignal.timeout(PATIENCE_MS) });
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return { ...en, ...((await answer.json()) as Partial<PageStrings>) };
}

/** Asks until there is an answer; without one, the next who asks begins anew. */
async function insist(address: string): Promise<PageStrings> {
  for (const wait of AGAIN_AFTER_MS) {
    const words = await ask(address).catch(() => null);
    if (words) return words;
    await new Promise((resolve) => setTimeout(resolve, wait));
  }
  return ask(address).catch(() => {
    asked.delete(address);
    return en;
  });
}

/**
 * The strings for a language tag; English where the language has none or they cannot be had after three attempts.
 *
 * @param server whom to ask where nobody knows where the script came from: an origin
 */
export function loadPageStrings(tag: string | undefined, server = ''): Promise<PageStrings> {
  const language = languageOf(tag);
  if (language === 'en') return Promise.resolve(en);
  const address = `${home || server}/embed/words-${language}.json`;
  const words = asked.get(address) ?? insist(address);
  asked.set(address, words);
  return words;
}
