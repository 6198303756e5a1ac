/** Models as the bot makes them from requests in any state, people who write the worst, and ways to look into views. */
import fc from 'fast-check';
import type { RequestModel, ShopModel } from '../../../bots/slack/blocks/model.ts';
import { type Words, wordsFor } from '../../../bots/slack/blocks/words.ts';
import { decisionTerms } from '../../../src/application/alerts/terms.ts';
import { viewEvent, viewRequest } from '../../../src/application/queries.ts';
import type { Stats } from '../../../src/contract/lists.ts';
import type { Seller } from '../../../src/contract/seller.ts';
import type { RequestEvent, RequestState } from '../../../src/domain/request.ts';
import { baht } from '../../support/builders.ts';
import {
  accept,
  agent,
  approve,
  buyer,
  cancel,
  counter,
  extend,
  integrator,
  logistics,
  momentOf,
  type Opening,
  offer,
  passTime,
  platform,
  refund,
  refundOnly,
  reject,
  rejectOffer,
  request,
  type Story,
  seen,
  seller as shop,
  withdraw,
} from '../../support/story.ts';

/** The shop of the stories reads British English in Bangkok. */
export const words: Words = wordsFor('en-GB', 'Asia/Bangkok');

const caller = { kind: 'person', person: { role: 'seller', id: 'shop-1' } } as const;
/** How much history the bot gives a view. */
const HISTORY = 30;

export function modelAt(state: RequestState, history: readonly RequestEvent[], now: number): RequestModel {
  return {
    request: viewRequest(state, caller, now),
    terms: decisionTerms(state, now),
    history: history.slice(-HISTORY).map((event) => viewEvent(event, caller)),
  };
}

/** The story as its shop sees it, right after its last event or at `moment`. */
export const modelOf = (story: Story, moment?: string): RequestModel =>
  modelAt(story.state, story.history, Date.parse(moment ? momentOf(moment) : story.state.updatedAt));

/** Three rounds and two offers: what the market's own policy allows only one of. */
export const BARGAINING = { maxOffers: 2, maxRounds: 3 };

/** A request in each state and turn it can take; people say `said` whenever they may say something. */
export function everyState(opening: Opening = {}, said = 'As agreed'): Record<string, Story> {
  const open = request({ ...opening, policy: { ...BARGAINING, ...opening.policy } });
  const name = said.slice(0, 100);
  const offered = open.after('Mon 10:00', shop, offer(12_500, said));
  const asked = offered.after('Mon 11:00', buyer, counter(20_000, said));
  const approved = open.after('Mon 10:00', agent, approve());
  const shipped = approved.after('Mon 12:00', shop, () => ({
    type: 'ShipRequest',
    carrier: name,
    trackingNumber: name,
  }));
  const accepted = offered.after('Mon 11:00', buyer, accept());
  return {
    'just opened': open,
    'more time': open.after('Mon 10:00', agent, extend(3600, said)),
    'first reminder': open.after('Tue 05:30', platform, passTime()),
    'last reminder': open.after('Tue 08:30', platform, passTime()),
    'offer made': offered,
    'offer rejected': offered.after('Mon 11:00', buyer, rejectOffer(said)),
    'offer expired': offered.after('Tue 10:00', platform, passTime()),
    'offer withdrawn': offered.after('Mon 10:30', shop, withdraw(said)),
    'counter-offer by the buyer': asked,
    'counter-offer by the shop': asked.after('Mon 12:00', shop, counter(15_000, said)),
    'counter-offer rejected': asked.after('Mon 12:00', shop, rejectOffer(said)),
    'counter-offer expired': asked.after('Tue 11:00', platform, passTime()),
    'approved at once': open.after('Mon 10:00', shop, refundOnly(said)),
    'refund being paid': accepted,
    'refund failed': accepted.after('Mon 12:00', integrator, refund('failed', { text: said })),
    'refund overdue': accepted.after('Tue 11:00', platform, passTime()),
    'refund paid': accepted.after('Mon 12:00', integrator, refund('confirmed', { reference: 'R1' })),
    approved,
    'approved by timeout': open.after('Tue 09:30', platform, passTime()),
    'shipment overdue': approved.after('Wed 10:00', platform, passTime()),
    shipped,
    'carrier has a problem': shipped.after('Tue 10:00', integrator, logistics(seen('Tue 09:00', 'exception', said))),
    delivered: shipped.after('Tue 10:00', integrator, logistics(seen('Tue 09:00', 'delivered', said))),
    rejected: open.after('Mon 10:00', shop, reject({ text: said })),
    cancelled: offered.after('Mon 11:00', buyer, cancel(said)),
  };
}

export const stats = (changes: Partial<Stats['offers']> = {}): Stats => ({
  byStatus: { awaiting_seller: 2 },
  dueWithin: { overdue: 1, h1: 2, h4: 3 },
  offers: { made: 8, accepted: 6, rejected: 1, expired: 1, byPercent: [], ...changes },
  medianAnswerSeconds: 60,
  timeouts: 4,
});

export const sellerOf = (changes: Partial<Seller> = {}): Seller => ({
  id: 'shop-1',
  name: 'Siam Ceramics',
  market: 'TH',
  zone: 'Asia/Bangkok',
  alerts: { slack: { channel: 'C1' } },
  ...changes,
});

export const shopOf = (waiting: RequestModel[], changes: Partial<ShopModel> = {}): ShopModel => ({
  seller: sellerOf(),
  status: 'ok',
  waiting,
  waitingTotal: waiting.length,
  stats: stats(),
  deeds: { items: [], atLeast: false },
  ...changes,
});

const NASTY = [
  '<!channel>',
  '<!here|here>',
  '<@U123>',
  '<#C123>',
  '<https://evil.example|your bank>',
  'https://evil.example/x?a=1&b=2',
  'www.evil.example',
  'mailto:a@b.example',
  '@channel',
  '#general',
  '*bold* _italic_ ~gone~ `code` ```block```',
  '\n> quoted\n&gt; twice',
  ':rotating_light: :100:',
  '&lt;!channel&gt;',
  '"\\\'{time} {count, plural, other {#}}',
  '\u0000\u0007\u001b[31m\u009b',
  '\u202Eevil\u2066',
  '\r\n\u2028',
  '\ud800',
  '𝒳𝒴𝒵',
  'שלום נص عربي',
  'สวัสดีครับ',
  '👩‍👩‍👧‍👦🇹🇭',
  'Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢',
];

/** What people might write, at most `max` long, mostly as long as that. */
export const nasty = (max: number): fc.Arbitrary<string> =>
  fc
    .tuple(
      fc.array(
        fc.oneof(fc.constantFrom(...NASTY), fc.string({ unit: 'binary', maxLength: 20 }), fc.string({ maxLength: 20 })),
        { minLength: 1, maxLength: 30 },
      ),
      fc.boolean(),
    )
    .map(([parts, long]) => {
      const text = parts.join(' ') || '<!channel>';
      const whole = long ? text.repeat(Math.ceil(max / text.length)) : text;
      return whole.slice(0, max).trim() || '<!channel>';
    });

const printable = fc
  .array(fc.constantFrom(...'<!channel>*_~`&@#:|/.577087614418520388"\\'), { minLength: 1, maxLength: 128 })
  .map((signs) => signs.join(''));
const address = fc.integer({ min: 1, max: 1_960 }).map((length) => `https://cdn.example/${'%E0'.repeat(length / 3)}`);

/** A request in which everything that others write is hostile, and there may be a lot of it. */
export const hostileOpenings: fc.Arbitrary<Opening> = fc
  .record({
    titles: fc.array(nasty(300), { minLength: 1, maxLength: 200 }),
    text: fc.option(nasty(4_000), { nil: undefined }),
    evidence: fc.array(address, { maxLength: 20 }),
    orderId: printable,
    name: nasty(200),
    lines: fc.array(nasty(200), { minLength: 1, maxLength: 6 }),
    phone: nasty(40),
  })
  .map(({ titles, text, evidence, orderId, name, lines, phone }) => ({
    items: titles.map((title, n) => ({
      sku: `S${n}`,
      title,
      quantity: 100_000,
      missingQuantity: n === 0 ? 1 : 100_000,
      unitPrice: baht(n === 0 ? 25_000 : 0),
    })),
    text,
    evidence,
    orderId,
    shipTo: { name, lines, postalCode: '10110', country: 'TH', phone },
  }));

/** Every object in a view that has a `type`, itself included. */
export function parts(view: unknown): Record<string, unknown>[] {
  if (typeof view !== 'object' || view === null) return [];
  const own = 'type' in view ? [view as Record<string, unknown>] : [];
  return [...own, ...Object.values(view).flatMap(parts)];
}
export const partsOf = (view: unknown, type: string): Record<string, unknown>[] =>
  parts(view).filter((part) => part.type === type);

/** What a reader sees of a view, every text in the order it stands. */
export function shown(view: unknown): string {
  return parts(view)
    .flatMap((part) => (typeof part.text === 'string' ? [part.text] : []))
    .join('\n')
    .replace(/\n+/gu, '\n');
}
export const blockIds = (view: { blocks: { block_id?: string }[] }): (string | undefined)[] =>
  view.blocks.map((block) => block.block_id);
