/** What people see: a buyer's orders, the chat, and the staff's list. */
import { html } from './http.js';
import { price } from './money.js';
import { BUYER, SHOP } from './orders.js';

/** @typedef {import('./shop.js').Shop} Shop */
/** @typedef {import('./orders.js').Order} Order */

/** @type {Record<string, string>} */
const STATUS = {
  awaiting_seller: 'We are looking into it',
  negotiating: 'We made you an offer',
  awaiting_shipment: 'We are packing it again',
  settling: 'Your refund is on its way',
  shipped: 'On its way to you',
  delivered: 'Delivered',
  settled: 'Refunded',
  rejected: 'Declined',
  cancelled: 'Cancelled',
};

/** The same to the staff. @type {Record<string, string>} */
const TO_STAFF = {
  awaiting_seller: 'You decide',
  negotiating: 'The buyer has your offer',
  awaiting_shipment: 'To send again',
  settling: 'To refund',
  shipped: 'On its way',
  delivered: 'Delivered',
  settled: 'Refunded',
  rejected: 'Declined',
  cancelled: 'Cancelled',
};
const REFUND = { asked: 'Not paid yet', paid: 'Paid', failed: 'Payment failed' };

/**
 * A page is written for where the shop is: its links begin there.
 * @param {string} title @param {import('./http.js').SafeHtml} main
 * @returns {(root: string) => string}
 */
const page = (title, main) => (root) =>
  `<!doctype html>${
    html`<html lang="en">
  <head>
    <meta charset="utf-8">
    <base href="${root}">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>${title} – ${SHOP.name}</title>
    <link rel="stylesheet" href="shop.css">
    <link rel="icon" href="data:,">
  </head>
  <body>
    <header><a href="./"><strong>${SHOP.name}</strong></a><nav><a href="./">My orders</a><a href="admin">Staff</a></nav></header>
    <main>${main}</main>
  </body>
</html>`.text
  }`;

/** @param {Shop} shop @param {Order} order */
function orderCard(shop, order) {
  const claim = shop.books.claims.get(order.id);
  const noted = claim?.stopped ? 'Please write to us about this order' : 'Noted; we will look into it in a moment';
  const status = claim?.status ? STATUS[claim.status] : noted;
  return html`<article>
    <h2>Order ${order.id}</h2>
    <p class="quiet">${order.placedOn}, ${price(order.paid, order.currency)}</p>
    <ul>${order.lines.map(({ title, quantity }) => html`<li>${quantity} × ${title}</li>`)}</ul>
    ${
      claim
        ? html`<p class="status">${status}</p><a class="button" href="orders/${order.id}">Open the chat</a>`
        : html`<a class="button" href="orders/${order.id}">Something is missing</a>`
    }
  </article>`;
}

/** @param {Shop} shop */
export function ordersPage(shop) {
  const own = [...shop.orders.values()].filter(({ buyerId }) => buyerId === BUYER.id);
  return page(
    'My orders',
    html`<h1>My orders</h1><div class="cards">${own.map((order) => orderCard(shop, order))}</div>`,
  );
}

/** @param {Order} order @param {string} [wrong]  What to put right. */
export function missingPage(order, wrong) {
  return page(
    'Something is missing',
    html`<h1>What is missing?</h1>
    <p class="quiet">Order ${order.id} of ${order.placedOn}</p>
    ${wrong && html`<p class="wrong" role="alert">${wrong}</p>`}
    <form method="post" action="orders/${order.id}">
      ${order.lines.map(
        ({ sku, title, quantity }) => html`<label>
          <input type="number" name="missing.${sku}" value="0" min="0" max="${quantity}" inputmode="numeric">
          <span class="quiet">of ${quantity}</span>
          <span>${title}</span>
        </label>`,
      )}
      <label class="wide"><span>What happened? <span class="quiet">(if you like)</span></span><textarea name="text" rows="3" maxlength="1000"></textarea></label>
      <button>Send it again, please</button>
    </form>`,
  );
}

/** @param {Order} order @param {{ parleyUrl: string, conversationId: string, token: string }} chat */
export function chatPage(order, { parleyUrl, conversationId, token }) {
  return page(
    'Your chat with us',
    html`<h1>Order ${order.id}</h1>
    <script src="${parleyUrl}/embed/parley-chat.js" async></script>
    <parley-chat
      conversation="${conversationId}"
      token="${token}"
      locale="${BUYER.locale}"
      data-renew="orders/${order.id}/token"
    ></parley-chat>
    <script src="shop.js"></script>`,
  );
}

/** @param {Order} order */
export const waitPage = (order) =>
  page(
    'Your chat with us',
    html`<h1>Order ${order.id}</h1>
    <p>We have noted what is missing. The chat opens here in a moment.</p>
    <a class="button" href="orders/${order.id}">Try again</a>`,
  );

/** @param {string} title @param {string} text */
export const plainPage = (title, text) => page(title, html`<h1>${title}</h1><p>${text}</p><a href="./">My orders</a>`);

/** @param {Shop} shop */
export function adminPage({ books, orders }) {
  return page(
    'Staff',
    html`<h1>Staff</h1>
    <p><a class="button" href="admin/returns">Manage returns in Parley</a></p>
    ${section('Reported', ['Order', 'Buyer', 'Missing', 'Where it stands'], [...books.claims.values()].map(claimRow(orders)))}
    ${section('Refunds', ['Order', 'Amount', 'State', ''], [...books.refunds.values()].map(refundRow))}
    ${section('To send again', ['Order', 'What', 'State', ''], [...books.reshipments.values()].map(reshipmentRow(books)))}`,
  );
}

/** @param {string} title @param {string[]} heads @param {import('./http.js').SafeHtml[]} rows */
const section = (title, heads, rows) => html`<section>
  <h2>${title}</h2>
  ${
    rows.length === 0
      ? html`<p class="quiet">Nothing yet.</p>`
      : html`<div class="scroll"><table>
          <thead><tr>${heads.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead>
          <tbody>${rows}</tbody>
        </table></div>`
  }
</section>`;

/** @param {{ title: string, missingQuantity: number }[]} items */
const missing = (items) => items.map(({ title, missingQuantity }) => html`${missingQuantity} × ${title}<br>`);

/** Parley's id stands small below the order: support asks for it. @param {Shop['orders']} orders */
const claimRow = (orders) => (/** @type {import('./books.js').Claim} */ claim) => {
  const { orderId, status, requestId, stopped, input } = claim;
  return html`<tr>
    <td>${orderId}<small class="quiet id">${requestId}</small></td>
    <td>${orders.get(orderId)?.shipTo.name}</td>
    <td>${missing(input.items)}</td>
    <td>${stopped ?? (status ? TO_STAFF[status] : 'Not with Parley yet')}</td>
  </tr>`;
};

/** @param {import('./books.js').Refund} refund */
const refundRow = ({ id, orderId, amount, state, reference, text, reported, stopped }) => html`<tr>
  <td>${orderId}</td>
  <td>${price(amount.amount, amount.currency)}</td>
  <td>${REFUND[state]}<small class="quiet">${reference ?? text ?? 'The bank has not answered yet'}</small><small class="quiet">${stopped ?? (reported ? 'Parley knows' : 'Parley is told in a moment')}</small></td>
  <td>${state === 'failed' && !stopped && button(`admin/refunds/${id}/pay-again`, 'Pay as store credit')}</td>
</tr>`;

/** @param {Shop['books']} books */
const reshipmentRow = (books) => (/** @type {import('./books.js').Reshipment} */ reshipment) => {
  const { requestId, orderId, items, parcel, travels, stopped } = reshipment;
  const path = `admin/requests/${requestId}`;
  const arrived = travels.some(({ kind }) => kind === 'delivered');
  const open = !stopped && books.claims.get(orderId)?.status !== 'cancelled';
  return html`<tr>
    <td>${orderId}</td>
    <td>${missing(items)}</td>
    <td>${stopped ?? travels.at(-1)?.text ?? parcel?.trackingNumber ?? 'To pack'}</td>
    <td class="actions">
      <a href="${path}/label.pdf">Label</a>
      ${open && !parcel && button(`${path}/ship`, 'Ship')}
      ${open && parcel && !arrived && button(`${path}/arrive`, 'It arrived')}
    </td>
  </tr>`;
};

/** @param {string} action @param {string} label */
const button = (action, label) => html`<form method="post" action="${action}"><button>${label}</button></form>`;
