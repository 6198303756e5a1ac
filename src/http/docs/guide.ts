/** What somebody reads first: a call that works, who calls, what a refusal looks like, and how a call happens once. */
import { ACTOR_HEADER } from '../actor-header.ts';
import { code, escapeHtml, prose } from './html.ts';

export interface GuideCall {
  about: string;
  method: string;
  path: string;
  headers?: Record<string, string>;
  body?: object;
}

const money = (amount: number) => ({ amount, currency: 'USD' });

/** From nothing to an offer that waits for its buyer. Each is tried by a test. */
export const FIRST_CALLS: readonly GuideCall[] = [
  {
    about: 'Declare a shop. Its market brings the rules: how long it may think, and how much it may offer.',
    method: 'PUT',
    path: '/v1/sellers/shop-1',
    body: { name: 'Bowl House', market: 'US', zone: 'America/New_York' },
  },
  {
    about: 'Open a request: a bowl of order 1001 did not arrive. The answer has its `id`, its state and its deadline.',
    method: 'POST',
    path: '/v1/requests',
    headers: { 'Idempotency-Key': 'order-1001-bowl' },
    body: {
      orderId: '1001',
      sellerId: 'shop-1',
      buyerId: 'buyer-1',
      conversationId: 'order-1001',
      externalId: 'return-1001',
      market: 'US',
      buyerZone: 'America/New_York',
      reason: 'missing_items',
      items: [{ sku: 'BOWL-2', title: 'Ceramic bowl', quantity: 2, missingQuantity: 1, unitPrice: money(2_500) }],
      paid: money(5_400),
      shippingOption: 'platform',
    },
  },
  {
    about: 'See what the shop sees. `actions` says what it may do now.',
    method: 'GET',
    path: '/v1/requests?tab=awaiting_action',
    headers: { [ACTOR_HEADER]: 'seller:shop-1' },
  },
];

/** A line of code that a page shows without being pushed sideways. */
const LINE = 76;

/** JSON in lines of such a length: what does not fit on one has a line for each of its parts. */
function laidOut(value: unknown, indent = ''): string {
  const line = JSON.stringify(value);
  if (indent.length + line.length <= LINE || typeof value !== 'object' || value === null) return line;
  const within = `${indent}  `;
  const parts = Array.isArray(value)
    ? value.map((one) => laidOut(one, within))
    : Object.entries(value).map(([name, one]) => `${JSON.stringify(name)}: ${laidOut(one, within)}`);
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}'];
  return `${open}\n${parts.map((part) => within + part).join(',\n')}\n${indent}${close}`;
}

/** The call as a shell runs it, with `$PARLEY` and `$PARLEY_API_KEY`. */
export function curlOf({ method, path, headers = {}, body }: GuideCall): string {
  const given = { Authorization: 'Bearer $PARLEY_API_KEY', ...headers };
  const lines = [
    `curl -X ${method} "$PARLEY${path}"`,
    ...Object.entries(given).map(([name, value]) => `-H "${name}: ${value}"`),
  ];
  if (body) lines.push('-H "Content-Type: application/json"', `-d '${laidOut(body)}'`);
  return lines.join(' \\\n  ');
}

/** A text to copy. */
export const snippet = (text: string): string => copied(escapeHtml(text));

const copied = (html: string): string => `<pre tabindex="0" class="copy"><code>${html}</code></pre>`;

/** Where a service is reached that nobody told its public address, until the page's script puts the one it was opened under. */
export const SAMPLE_ADDRESS = 'http://localhost:3000';

/** An address that the page's script replaces by its own: what a call says of its host is its sender's to choose, what a browser shows is not. */
const openedUnder = `<span data-opened-under>${SAMPLE_ADDRESS}</span>`;

const reached = (address: string | undefined): string =>
  address === undefined
    ? `<p>The service is reached at <code>${openedUnder}</code><span data-sample> (an example: put the address under which this page stands open in its place)</span>. With an API key, these calls open a request.</p>`
    : `<p>${prose(`The service is reached at \`${address}\`. With an API key, these calls open a request.`)}</p>`;

/** `address`: where the service is reached; undefined where it was not told (`PUBLIC_URL`). */
export const guide = (address: string | undefined): string => `
<section id="first-call" aria-label="The first call"><h2>The first call</h2>
${reached(address)}
${copied(`export PARLEY=${address === undefined ? openedUnder : escapeHtml(address)}\nexport PARLEY_API_KEY=…`)}
${FIRST_CALLS.map((call) => `<p>${prose(call.about)}</p>${snippet(curlOf(call))}`).join('\n')}
</section>
<section id="authentication" aria-label="Authentication"><h2>Authentication</h2>
<p>${prose('`Authorization: Bearer <API key>` is the integrator, who may do everything. With the header `Parley-Actor` the integrator acts for a person: `buyer:buyer-1`, `seller:shop-1`, `agent:agent-7`, or with the member of staff, `seller:shop-1:staff-3`. It is needed to answer as a buyer and to write in a chat.')}</p>
<p>${prose('Pages and apps of people get a token of their own from')} <a href="/docs/tokens#issueToken">${code('POST /v1/tokens')}</a>. ${prose('It sees and does what that person may. What a caller may not see is `not_found`, never `forbidden`.')}</p>
</section>
<section id="errors" aria-label="Errors"><h2>Errors</h2>
<p>${prose('An error is a problem document (`application/problem+json`, RFC 9457). Tell them apart by `code`; `detail` is a sentence for people; `errors` names the fields; `requestId` finds the line in the log.')}</p>
${snippet(JSON.stringify({ type: '/problems/amount_out_of_range', title: 'The amount is out of range', status: 422, code: 'amount_out_of_range', detail: '1300 is outside 500 to 1250 USD minor units.', min: money(500), max: money(1_250), requestId: '4f1c…' }, null, 2))}
<p><a href="#problems">All codes</a>.</p>
</section>
<section id="idempotency" aria-label="Idempotency"><h2>Idempotency</h2>
<p>${prose('Every `POST` takes an `Idempotency-Key`. The same key and body within 24 hours answer what was answered, with `Idempotent-Replayed: true`, and do nothing again: send a call whose answer was lost once more. Another body under the same key is `idempotency_mismatch`; one that still runs is `idempotency_in_progress`. Wait as `Retry-After` says, where it is there.')}</p>
</section>`;
