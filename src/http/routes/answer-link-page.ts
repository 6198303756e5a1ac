/**
 * The page of an answer link, as HTML without scripts: it opens in whatever browser a chat brings along, on any phone.
 *
 * Three views: the offer with two ways on; the question whether it is meant, from which alone an answer is posted; and
 * the offer once it is closed. Everything that people wrote is escaped and keeps its own direction of writing.
 */
import { createHash } from 'node:crypto';
import type { CardSheet, SheetButton } from '../../application/cards/sheet.ts';
import type { Say } from '../../i18n/catalogue.ts';
import { initialsOf } from '../../i18n/initials.ts';
import { directionOf } from '../../i18n/languages.ts';
import { escapeHtml } from '../docs/html.ts';

/** The longest reason: a Thai letter takes nine bytes of a form, and a form may have 4 kB. */
export const LONGEST_REASON = 400;

const STYLE = `:root{color-scheme:light dark;--bg:#f7f5f1;--surface:#fff;--line:#e2ddd4;--strong:#8c857a;--ink:#1f231f;--ink2:#5b5e57;--accent:#0a6655;--on:#fff;--time:#8a4b00;--soft:#fdf1dd;--danger:#a8281d}
@media (prefers-color-scheme:dark){:root{--bg:#161815;--surface:#1f221e;--line:#363a34;--strong:#7d8279;--ink:#eeefe9;--ink2:#b3b7ad;--accent:#6cc9b3;--on:#0b2a24;--time:#f0bd75;--soft:#3a2c14;--danger:#ff9c90}}
*{box-sizing:border-box}
body{margin:0;background:var(--bg);color:var(--ink);font:1rem/1.5 system-ui,-apple-system,'Segoe UI',Roboto,'Noto Sans','Noto Sans Thai',sans-serif}
main{max-width:30rem;margin:0 auto;padding:1.5rem 1rem 3rem}
article{background:var(--surface);border:1px solid var(--line);border-radius:14px;padding:1.25rem;overflow-wrap:anywhere}
h1{font-size:1.375rem;line-height:1.3;margin:0 0 1rem}
h2{font-size:1rem;margin:1.25rem 0 .25rem}
dl{display:grid;grid-template-columns:auto 1fr;gap:.25rem 1rem;margin:0}
dt{color:var(--ink2)}dd{margin:0;font-variant-numeric:tabular-nums}
ul{margin:0;padding-inline:1.25rem 0}
blockquote{margin:1rem 0 0;padding-inline:.75rem 0;border-inline-start:3px solid var(--line);white-space:pre-wrap}
.shop{display:flex;align-items:center;gap:.75rem;margin:0 0 1rem}
.mark{flex:none;display:grid;place-items:center;width:2.75rem;height:2.75rem;border-radius:50%;background:var(--accent);color:var(--on);font-weight:600}
.shop strong,.shop small,cite{display:block}
.shop small{color:var(--ink2);font-size:.875rem}
cite{color:var(--ink2);font-size:.875rem;font-style:normal;font-weight:600}
.end{margin:1rem 0 0}h1+.end{margin:-.5rem 0 0}.end+.times{margin-top:.25rem}
.done{display:flex;gap:.625rem;align-items:center}.done svg{flex:none;color:var(--accent)}
.told{margin:0 0 1rem;padding:.75rem 1rem;border-radius:8px;background:var(--soft);color:var(--time)}
form{margin:1.25rem 0 0}
button,.back{display:block;width:100%;min-height:44px;padding:.625rem 1rem;border-radius:8px;border:1px solid var(--strong);background:transparent;color:var(--ink);font:inherit;font-weight:600;text-align:center;text-decoration:none}
button.main{background:var(--accent);border-color:var(--accent);color:var(--on)}
button.danger{background:var(--danger);border-color:var(--danger);color:var(--surface)}
.back{margin-top:.75rem;font-weight:400}
.what{margin:.375rem 0 0;color:var(--ink2);font-size:.875rem}
.times,.aside{margin:.5rem 0 0;color:var(--ink2);font-size:.875rem}
.aside{margin:1rem .25rem 0}.aside a{display:inline-block;padding:.75rem 0;color:var(--ink);text-underline-offset:2px}
label{display:block;margin:0 0 .25rem}
textarea{display:block;width:100%;min-height:6rem;margin:0 0 1rem;padding:.5rem .75rem;border:1px solid var(--strong);border-radius:8px;background:transparent;color:inherit;font:inherit}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px}`;

/** Lets this page's own style in and nothing else; nobody may frame it, so that no click on it is a trick. */
export function pagePolicy(): string {
  const style = createHash('sha256').update(STYLE).digest('base64');
  return [
    "default-src 'none'",
    `style-src 'sha256-${style}'`,
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

const page = (locale: string, title: string, content: string): string => `<!doctype html>
<html lang="${escapeHtml(locale)}" dir="${directionOf(locale)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow">
<meta name="referrer" content="no-referrer">
<title>${escapeHtml(title)}</title>
<style>${STYLE}</style>
</head>
<body><main>${content}</main></body>
</html>
`;

export interface PageView {
  sheet: CardSheet;
  say: Say;
  /** Of the link: the forms post to it. */
  token: string;
  /** Until when the money comes, in a sentence, while it is on its way. */
  due?: string | undefined;
  /** Whose times they are, where some are shown. A page without scripts cannot tell whether the device's clock shows others, so it says so. */
  times?: string | undefined;
  /** The buyer may close the whole request. */
  mayCancel: boolean;
  /** The answer that is asked about. */
  confirm?: 'accept' | 'reject' | 'cancel';
  /** Why an answer did not count. */
  told?: string;
}

/** The offer, the question whether the answer is meant, or the outcome. */
export function offerPage(view: PageView): string {
  const { sheet, told, confirm } = view;
  const asked = askedAbout(view, confirm);
  const notice = told ? `<p class="told" role="alert">${escapeHtml(told)}</p>` : '';
  const content = asked ? question(view, asked) : offer(view);
  return page(sheet.locale, asked?.title ?? sheet.title, `${shop(view)}${notice}${content}`);
}

/** What is asked before an answer counts. */
interface Asked {
  answer: 'accept' | 'reject' | 'cancel';
  title: string;
  means: string;
  yes: string;
}

function askedAbout({ sheet, say, mayCancel }: PageView, answer: PageView['confirm']): Asked | undefined {
  if (answer === 'cancel') {
    const [title, means, yes] = [say('link.cancel.question'), say('link.cancel.means'), say('link.yes.cancel')];
    return mayCancel ? { answer, title, means, yes } : undefined;
  }
  const button = sheet.buttons.find(({ id }) => id === answer);
  if (!answer || !button) return undefined;
  const yes =
    answer === 'accept' ? say('link.yes.accept', { amount: sheet.card.formattedAmount }) : say('link.yes.reject');
  const title = say(answer === 'accept' ? 'link.accept' : 'link.reject');
  return { answer, title, means: button.consequence, yes };
}

/** Whose offer it is and for which order: what tells this page from one that only looks like it. */
function shop({ sheet: { card }, say }: PageView): string {
  const { sellerName, orderId } = card;
  const order = orderId ? `<small>${escapeHtml(say('label.order'))} <bdi>${escapeHtml(orderId)}</bdi></small>` : '';
  if (!sellerName) return order && `<header class="shop"><span>${order}</span></header>`;
  const mark = `<span class="mark" aria-hidden="true">${escapeHtml(initialsOf(sellerName))}</span>`;
  return `<header class="shop">${mark}<span><strong><bdi>${escapeHtml(sellerName)}</bdi></strong>${order}</span></header>`;
}

const CHECK = `<svg width="28" height="28" viewBox="0 0 20 20" fill="none" stroke="currentColor" stroke-width="1.7" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><circle cx="10" cy="10" r="7.2"/><path d="m6.8 10.2 2.2 2.2 4.2-4.6"/></svg>`;

/** What came of it, with a mark where it is what the buyer wanted. */
const heading = ({ title, card: { status } }: CardSheet): string =>
  status === 'accepted' || status === 'auto_approved'
    ? `<h1 class="done">${CHECK}<span>${escapeHtml(title)}</span></h1>`
    : `<h1>${escapeHtml(title)}</h1>`;

/** What follows, once nothing is left to answer; else until when it may be. */
function ending({ sheet, due, times }: PageView, answerable: boolean): string {
  const { card, end } = sheet;
  const said = [card.outcome ?? end, due].filter(Boolean).join(' ');
  const whose = times ? `<p class="times">${escapeHtml(times)}</p>` : '';
  return answerable && !card.outcome ? whose : `<p class="end" dir="auto">${escapeHtml(said)}</p>${whose}`;
}

function offer(view: PageView): string {
  const { sheet, say, token } = view;
  const { title, note, card } = sheet;
  const facts = sheet.facts.filter(({ value }) => !title.includes(value));
  const rows = facts.map(({ label, value }) => `<dt>${escapeHtml(label)}</dt><dd>${escapeHtml(value)}</dd>`);
  const items = sheet.items.map((item) => `<li><bdi>${escapeHtml(item)}</bdi></li>`);
  const buttons = sheet.buttons.filter(({ id }) => id !== 'counter');
  const terms = `<dl>${rows.join('')}</dl>`;
  const then = ending(view, buttons.length > 0);
  return `<article>
${heading(sheet)}
${card.outcome ? `${then}<h2>${escapeHtml(say('link.offer'))}</h2>${terms}` : `${terms}${then}`}
${note ? `<blockquote dir="auto">${card.sellerName ? `<cite>${escapeHtml(card.sellerName)}</cite>` : ''}${escapeHtml(note)}</blockquote>` : ''}
<h2>${escapeHtml(say('link.items'))}</h2>
<ul>${items.join('')}</ul>
${buttons.map((button) => wayOn(button, token)).join('')}
</article>${aside(view)}`;
}

const wayOn = ({ id, label, consequence }: SheetButton, token: string): string => `
<form method="get" action="${escapeHtml(token)}">
<input type="hidden" name="confirm" value="${id}">
<button${id === 'accept' ? ' class="main"' : ''} aria-describedby="${id}">${escapeHtml(label)}</button>
<p class="what" id="${id}">${escapeHtml(consequence)}</p>
</form>`;

/** What is seldom wanted, and what it means. */
const aside = ({ say, token, mayCancel }: PageView): string =>
  mayCancel
    ? `<p class="aside"><a href="${escapeHtml(token)}?confirm=cancel">${escapeHtml(say('link.cancel'))}</a><br>${escapeHtml(say('link.cancel.means'))}</p>`
    : '';

function question({ sheet, say, token }: PageView, { answer, title, means, yes }: Asked): string {
  const reason = `<label for="text">${escapeHtml(say('link.reason'))}</label>
<textarea id="text" name="text" maxlength="${LONGEST_REASON}" dir="auto"></textarea>`;
  return `<article>
<h1>${escapeHtml(title)}</h1>
${answer === 'reject' ? `<p>${escapeHtml(sheet.title)}</p>` : ''}
<p>${escapeHtml(means)} ${escapeHtml(say('link.final'))}</p>
<form method="post" action="${escapeHtml(token)}">
<input type="hidden" name="answer" value="${answer}">
${answer === 'accept' ? '' : reason}
<button class="${answer === 'accept' ? 'main' : 'danger'}">${escapeHtml(yes)}</button>
</form>
<a class="back" href="${escapeHtml(token)}">${escapeHtml(say('link.back'))}</a>
</article>`;
}

/** For a token that names nothing, and for what went wrong on our side. */
export const plainPage = (locale: string, title: string, text?: string): string =>
  page(locale, title, `<article><h1>${escapeHtml(title)}</h1>${text ? `<p>${escapeHtml(text)}</p>` : ''}</article>`);
