/**
 * The `/chat` page. `#token=…&conversation=…` (and `locale`, `zone` where the platform knows better than the browser)
 * is read once and taken out of the address, so that the token is in no history, no bookmark and no referrer.
 */
import './define.ts';
import { loadPageStrings } from '../../i18n/pages/index.ts';

async function start(): Promise<void> {
  const given = new URLSearchParams(location.hash.slice(1));
  if (location.hash) history.replaceState(null, '', location.pathname + location.search);
  const locale = given.get('locale') ?? navigator.language;
  const strings = await loadPageStrings(locale);
  document.documentElement.lang = locale;
  document.title = strings.chatTitle;
  const heading = document.querySelector('h1');
  if (heading) heading.textContent = strings.chatTitle;

  const token = given.get('token');
  const conversation = given.get('conversation');
  const main = document.querySelector('main');
  if (!main) return;
  if (!token || !conversation) {
    const words = document.createElement('p');
    words.className = 'explains';
    words.textContent = strings.linkIncomplete;
    main.append(words);
    return;
  }
  const chat = document.createElement('parley-chat');
  chat.token = token;
  chat.conversation = conversation;
  chat.locale = locale;
  const zone = given.get('zone');
  if (zone) chat.zone = zone;
  main.append(chat);
}

void start();
// Another link opened in the same tab changes only the fragment: begin again with it.
window.addEventListener('hashchange', () => location.reload());
