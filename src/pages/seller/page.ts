/**
 * The `/seller` page, Manage Returns. `#token=…` is read once and taken out of the address, so that the token is in no
 * history, no bookmark and no referrer; it is kept in memory only. Language and zone are the token's, or `locale` and
 * `zone` of the fragment, or the browser's. Without a token the page says where to get one.
 */
import './define.ts';
import { loadSellerStrings, type SellerStrings } from '../../i18n/seller/index.ts';
import { readClaims } from '../chat/claims.ts';
import { shopOf } from './shop-of.ts';

function explain(strings: SellerStrings, words: string): void {
  const main = document.createElement('main');
  main.className = 'plain';
  const heading = document.createElement('h1');
  heading.textContent = strings.pageTitle;
  const text = document.createElement('p');
  text.textContent = words;
  main.append(heading, text);
  document.body.append(main);
}

async function start(): Promise<void> {
  const given = new URLSearchParams(location.hash.slice(1));
  if (location.hash) history.replaceState(null, '', location.pathname + location.search);
  const token = given.get('token');
  const claims = readClaims(token ?? '');
  const locale = given.get('locale') ?? claims.locale ?? navigator.language;
  const strings = await loadSellerStrings(locale);
  document.documentElement.lang = locale;
  document.title = strings.pageTitle;

  const sellerId = shopOf(token ?? '');
  if (!token || !sellerId) return explain(strings, strings.linkIncomplete);
  if (claims.role !== 'seller') return explain(strings, strings.wrongRole);
  const page = document.createElement('parley-seller');
  Object.assign(page, { token, sellerId, locale, strings });
  const zone = given.get('zone') ?? claims.zone;
  if (zone) page.zone = zone;
  document.body.append(page);
}

void start();
// Another link opened in the same tab changes only the fragment: begin again with it.
window.addEventListener('hashchange', () => location.reload());
