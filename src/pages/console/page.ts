/**
 * The `/console` page. `#token=…` is read once and taken out of the address, so that the token is in no history, no
 * bookmark and no referrer; what is filtered and opened stays in the rest of the fragment.
 *
 * A token that is about to end is renewed by the page around this one (../theme/host.ts). A new link opened in the same
 * tab renews it too and leaves everything where it is. Without a token the page explains itself.
 */
import './parley-console.ts';
import { loadConsoleStrings } from '../../i18n/console/index.ts';
import { readClaims } from '../chat/claims.ts';
import { writeIn } from '../theme/document.ts';
import { renewalByHost } from '../theme/host.ts';
import { inTurn } from '../theme/in-turn.ts';
import { knownZone } from '../theme/zone.ts';

interface Given {
  token: string | null;
  locale: string | null;
  zone: string | null;
}

/** Takes the token out of the address; the rest of the fragment stays. */
function takeToken(): Given {
  const given = new URLSearchParams(location.hash.slice(1));
  const [token, locale, zone] = ['token', 'locale', 'zone'].map((name) => given.get(name)) as (string | null)[];
  for (const name of ['token', 'locale', 'zone']) given.delete(name);
  const rest = given.toString();
  history.replaceState(null, '', location.pathname + location.search + (rest ? `#${rest}` : ''));
  return { token: token ?? null, locale: locale ?? null, zone: zone ?? null };
}

function show(element: HTMLElement): void {
  document.body.replaceChildren(element);
}

async function explain(locale: string): Promise<void> {
  const strings = await loadConsoleStrings(locale);
  document.title = strings.title;
  const [main, heading, ...lines] = ['main', 'h1', 'p', 'p'].map((name) => document.createElement(name));
  if (!main || !heading) return;
  main.className = 'explains';
  heading.textContent = strings.title;
  const words = [strings['explain.noToken'], strings['explain.howTo']];
  for (const [index, line] of lines.entries()) line.textContent = words[index] ?? '';
  main.append(heading, ...lines);
  show(main);
}

async function start({ token, locale: wanted, zone }: Given): Promise<void> {
  const board = document.querySelector('parley-console');
  if (board) {
    if (token) board.token = token;
    if (token && !location.hash) board.writeAddress();
    else board.readAddress();
    return;
  }
  const claims = readClaims(token ?? '');
  const locale = wanted ?? claims.locale ?? navigator.language;
  writeIn(locale);
  if (!token) return explain(locale);
  const opened = document.createElement('parley-console');
  Object.assign(opened, { token, locale, zone: knownZone(zone, claims.zone), renewToken: renewalByHost() });
  document.title = (await loadConsoleStrings(locale)).title;
  show(opened);
}

// A board whose words arrive late takes the place of none that was asked for after it.
const follow = inTurn(start);
follow(takeToken());
window.addEventListener('hashchange', () => follow(takeToken()));
