/**
 * The `/chat` page. `#token=…&conversation=…` is read once and taken out of the address, so that the token is in no
 * history, no bookmark and no referrer. Language and zone are the token's, or `locale` and `zone` of the fragment, or
 * the browser's.
 */
import './define.ts';
import { loadPageStrings } from '../../i18n/pages/index.ts';
import { writeIn } from '../theme/document.ts';
import { readClaims } from './claims.ts';

async function start(): Promise<void> {
  const given = new URLSearchParams(location.hash.slice(1));
  if (location.hash) history.replaceState(null, '', location.pathname + location.search);
  const token = given.get('token');
  const conversation = given.get('conversation');
  const claims = readClaims(token ?? '');
  const locale = given.get('locale') ?? claims.locale ?? navigator.language;
  const strings = await loadPageStrings(locale);
  writeIn(locale);
  document.title = strings.chatTitle;
  const heading = document.querySelector('h1');
  if (heading) heading.textContent = strings.chatTitle;

  const main = document.querySelector('main');
  if (!token || !conversation) {
    const words = document.createElement('p');
    words.className = 'explains';
    words.textContent = strings.linkIncomplete;
    main?.append(words);
    return;
  }
  const chat = document.createElement('parley-chat');
  Object.assign(chat, { token, conversation, locale, zone: given.get('zone') ?? undefined });
  main?.append(chat);
}

void start();
// Another link opened in the same tab changes only the fragment: begin again with it.
window.addEventListener('hashchange', () => location.reload());
