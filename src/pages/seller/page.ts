/**
 * The `/seller` page, Manage Returns. `#token=…` is read once and taken out of the address, so that the token is in no
 * history, no bookmark and no referrer; it is kept in memory only. `request` opens one at once, `at=ship` where it is shipped. The language is the
 * token's, or `locale` of the fragment, or the browser's; the zone the token's, or `zone` of the fragment, or the shop's.
 *
 * A token that is about to end is renewed by the page around this one (../theme/host.ts), for the same shop only, so
 * that nobody ends up at another one's desk. Another link opened in the same tab
 * renews it too and leaves everything where it is, but for the request that it names; a link of another shop begins anew. Without a token the page says
 * where to get one.
 */
import './define.ts';
import { loadSellerStrings, type SellerStrings } from '../../i18n/seller/index.ts';
import { type Claims, readClaims } from '../chat/claims.ts';
import { writeIn } from '../theme/document.ts';
import { renewalByHost } from '../theme/host.ts';
import { inTurn } from '../theme/in-turn.ts';
import { knownZone } from '../theme/zone.ts';
import { readView } from './view.ts';

/**
 * Takes what the fragment of `href` says out of the address. What the list shows may have been written over the link in
 * the address itself before it was heard of.
 */
function takeFragment(href: string): URLSearchParams {
  const given = new URLSearchParams(new URL(href).hash.slice(1));
  if (location.hash) history.replaceState(null, '', location.pathname + location.search);
  return given;
}

/** Whether a token is for this shop. The server verifies it; this only keeps two shops of one person apart. */
const isFor = (sellerId: string, token: string): boolean => {
  const { role, sub } = readClaims(token);
  return role === 'seller' && sub === sellerId;
};

function explain(strings: SellerStrings, words: string): void {
  const main = document.createElement('main');
  main.className = 'plain';
  const heading = document.createElement('h1');
  heading.textContent = strings.pageTitle;
  const text = document.createElement('p');
  text.textContent = words;
  main.append(heading, text);
  document.body.replaceChildren(main);
}

function open(token: string, { sub = '', zone }: Claims, given: URLSearchParams, strings: SellerStrings): void {
  const page = document.createElement('parley-seller');
  Object.assign(page, {
    token,
    sellerId: sub,
    locale: document.documentElement.lang,
    strings,
    renewToken: renewalByHost((fresh) => isFor(sub, fresh)),
    opening: given.get('request') ?? undefined,
    at: given.get('at') ?? undefined,
    view: readView(given),
    zone: knownZone(given.get('zone'), zone),
  });
  document.body.replaceChildren(page);
}

async function start(given: URLSearchParams): Promise<void> {
  const token = given.get('token');
  const shown = document.querySelector('parley-seller');
  if (shown && token && isFor(shown.sellerId, token)) {
    shown.token = token;
    shown.show(given.get('request'), given.get('at'));
    shown.writeAddress();
    return;
  }
  if (shown && !token) return shown.look(readView(given));
  const claims = readClaims(token ?? '');
  const locale = given.get('locale') ?? claims.locale ?? navigator.language;
  const strings = await loadSellerStrings(locale);
  writeIn(locale);
  document.title = strings.pageTitle;
  if (!token || !claims.sub) explain(strings, strings.linkIncomplete);
  else if (claims.role !== 'seller') explain(strings, strings.wrongRole);
  else open(token, claims, given, strings);
}

// A shop whose words arrive late takes the place of none that was asked for after it.
const follow = inTurn(start);
follow(takeFragment(location.href));
window.addEventListener('hashchange', ({ newURL }) => follow(takeFragment(newURL)));
