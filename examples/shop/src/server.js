/** The shop over HTTP. Everything that happens is in shop.js; this is who may ask for it, and what they see. */
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { isProblem, ParleyUnreachable } from '@parley/client';
import { NotPossible } from './claims.js';
import { bodyOf, formOf, isOwnForm, TooLarge } from './http.js';
import { BUYER, SHOP } from './orders.js';
import { adminPage, chatPage, missingPage, ordersPage, plainPage, waitPage } from './pages.js';

/**
 * @typedef {(root: string) => string} Page
 * @typedef {{ status?: number, type?: string, location?: string, body?: string | Uint8Array | Page }} Answer
 * @typedef {{ request: import('node:http').IncomingMessage, id: string }} Asked
 */

/** Parley's own limit of a webhook's body lies well below. */
const WEBHOOK_BYTES = 2_000_000;
const page = (/** @type {Page} */ body, status = 200) => ({ status, type: 'text/html; charset=utf-8', body });
const seeOther = (/** @type {string} */ location) => ({ status: 303, location });
const NOT_FOUND = page(plainPage('Not found', 'There is nothing here.'), 404);
const NOT_YOURS = page(plainPage('Not allowed', 'This form came from another site.'), 403);

/**
 * @param {import('./shop.js').Shop} shop
 * @param {{ parleyUrl: string, url?: string, onError: (error: unknown) => void, now?: () => number }} options
 *   `url`: where browsers reach the shop. A path in it begins every link, and may be there or not in what arrives: some
 *   proxies take it away.
 */
export function createShopServer(shop, { parleyUrl, url = 'http://shop', onError, now = Date.now }) {
  const { parley, books } = shop;
  const base = new URL(url).pathname.replace(/\/+$/u, '');
  const file = (/** @type {string} */ name, /** @type {string} */ type) => async () => ({
    type,
    body: await readFile(new URL(`../public/${name}`, import.meta.url)),
  });

  /** The signed-in buyer's own order, or undefined. @param {string} id */
  function ownOrder(id) {
    const order = shop.orders.get(id);
    return order?.buyerId === BUYER.id ? order : undefined;
  }

  /** A token with which the buyer's page may see this one conversation. @param {string} conversationId */
  async function chatToken(conversationId) {
    const { id, name, locale, zone } = BUYER;
    const { token } = await parley.tokens.issue({ role: 'buyer', id, name, locale, zone, conversationId });
    return token;
  }

  /** @param {Asked} asked @returns {Promise<Answer>} */
  async function showOrder({ id }) {
    const order = ownOrder(id);
    if (!order) return NOT_FOUND;
    const claim = books.claims.get(id);
    if (!claim) return page(missingPage(order));
    if (!claim.requestId) return page(waitPage(order));
    const { conversationId } = claim.input;
    return page(chatPage(order, { parleyUrl, conversationId, token: await chatToken(conversationId) }));
  }

  /** @param {Asked} asked @returns {Promise<Answer>} */
  async function reportMissing({ request, id }) {
    const order = ownOrder(id);
    if (!order) return NOT_FOUND;
    const form = await formOf(request);
    const missing = Object.fromEntries(order.lines.map(({ sku }) => [sku, Number(form.get(`missing.${sku}`) ?? 0)]));
    try {
      await shop.claim(order, { missing, text: form.get('text') ?? '' });
    } catch (error) {
      if (error instanceof NotPossible) return page(missingPage(order, error.message), 422);
      throw error;
    }
    await shop.work();
    return seeOther(`/orders/${id}`);
  }

  /** @param {Asked} asked @returns {Promise<Answer>} */
  async function renewToken({ id }) {
    const claim = ownOrder(id) && books.claims.get(id);
    if (!claim?.requestId) return NOT_FOUND;
    return { type: 'text/plain', body: await chatToken(claim.input.conversationId) };
  }

  /** @returns {Promise<Answer>} */
  async function openReturns() {
    const { id, locale, zone } = SHOP;
    const { token } = await parley.tokens.issue({ role: 'seller', id, userId: 'staff-1', name: 'Staff', locale, zone });
    return seeOther(`${parleyUrl}/seller#token=${token}`);
  }

  /** @param {Asked} asked @returns {Promise<Answer>} */
  async function label({ id }) {
    if (!books.reshipments.has(id)) return NOT_FOUND;
    return { type: 'application/pdf', body: await parley.requests.documents(id) };
  }

  /** @param {Asked} asked */
  async function ship({ id }) {
    const order = books.reshipments.get(id)?.orderId ?? '';
    await shop.ship(id, { carrier: 'Thailand Post', trackingNumber: `TH${order.replace(/\W/gu, '')}` });
    return seeOther('/admin');
  }

  /** @param {Asked} asked */
  async function arrive({ id }) {
    await shop.travel(id, { at: new Date(now()).toISOString(), kind: 'delivered', text: 'Delivered' });
    return seeOther('/admin');
  }

  /** @param {Asked} asked */
  async function payAgain({ id }) {
    await shop.payAgain(id);
    return seeOther('/admin');
  }

  /** @param {Asked} asked */
  async function webhook({ request }) {
    const { status, text } = await shop.receive(request.headers, await bodyOf(request, WEBHOOK_BYTES));
    return { status, type: 'text/plain', body: text };
  }

  /** @type {[method: string, path: RegExp, handler: (asked: Asked) => Promise<Answer>][]} */
  const routes = [
    ['GET', /^\/$/u, async () => page(ordersPage(shop))],
    ['GET', /^\/orders\/([\w-]+)$/u, showOrder],
    ['POST', /^\/orders\/([\w-]+)$/u, reportMissing],
    ['GET', /^\/orders\/([\w-]+)\/token$/u, renewToken],
    ['POST', /^\/parley$/u, webhook],
    ['GET', /^\/admin$/u, async () => page(adminPage(shop))],
    ['GET', /^\/admin\/returns$/u, openReturns],
    ['GET', /^\/admin\/requests\/([\w-]+)\/label\.pdf$/u, label],
    ['POST', /^\/admin\/requests\/([\w-]+)\/ship$/u, ship],
    ['POST', /^\/admin\/requests\/([\w-]+)\/arrive$/u, arrive],
    ['POST', /^\/admin\/refunds\/([\w-]+)\/pay-again$/u, payAgain],
    ['GET', /^\/shop\.css$/u, file('shop.css', 'text/css; charset=utf-8')],
    ['GET', /^\/shop\.js$/u, file('shop.js', 'text/javascript; charset=utf-8')],
  ];

  /** @param {import('node:http').IncomingMessage} request @returns {Promise<Answer>} */
  async function answer(request) {
    const { pathname: asked } = new URL(request.url ?? '/', 'http://shop');
    if (base && asked === base) return seeOther('/');
    const pathname = asked.startsWith(`${base}/`) ? asked.slice(base.length) : asked;
    for (const [method, path, handler] of routes) {
      const match = path.exec(pathname);
      if (method !== request.method || !match) continue;
      if (method === 'POST' && handler !== webhook && !isOwnForm(request)) return NOT_YOURS;
      return handler({ request, id: match[1] ?? '' });
    }
    return NOT_FOUND;
  }

  /** @param {unknown} error @returns {Answer} */
  function failure(error) {
    if (error instanceof TooLarge) return { status: 413 };
    onError(error);
    const away = error instanceof ParleyUnreachable || isProblem(error);
    const text = away
      ? 'The chat and the label are not available just now. Please try again in a moment.'
      : 'Please try again.';
    return page(plainPage('That did not work', text), away ? 503 : 500);
  }

  const ownHeaders = {
    'Content-Security-Policy': policyFor(parleyUrl),
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    'Cache-Control': 'no-store',
  };

  return createServer(async (request, response) => {
    const { status = 200, type, location, body } = await answer(request).catch(failure);
    response.writeHead(status, {
      ...ownHeaders,
      ...(type ? { 'Content-Type': type } : {}),
      ...(location ? { Location: location.startsWith('/') ? base + location : location } : {}),
    });
    response.end(typeof body === 'function' ? body(`${base}/`) : body);
  });
}

/** What the chat needs beside the shop's own files. @param {string} parleyUrl */
function policyFor(parleyUrl) {
  const { origin } = new URL(parleyUrl);
  return [
    "default-src 'none'",
    `script-src 'self' ${origin}`,
    `connect-src 'self' ${origin} ${origin.replace(/^http/u, 'ws')}`,
    "style-src 'self'",
    'img-src https: data:',
    "form-action 'self'",
    "frame-ancestors 'none'",
    "base-uri 'self'",
  ].join('; ');
}
