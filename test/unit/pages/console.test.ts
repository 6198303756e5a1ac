import { describe, expect, it } from 'vitest';
import type { EventView } from '../../../src/contract/event.ts';
import type { Actor, RequestStatus, RequestView } from '../../../src/contract/request.ts';
import { en } from '../../../src/i18n/console/en.ts';
import { readView, viewFor, writeView } from '../../../src/pages/console/address.ts';
import { Ledger } from '../../../src/pages/console/ledger.ts';
import { layOut, reveal, windowOf } from '../../../src/pages/console/virtual.ts';
import { actorWords, attentionKey } from '../../../src/pages/console/words.ts';
import { ServerClock } from '../../../src/pages/theme/server-clock.ts';

const NOW = Date.parse('2026-11-23T03:00:00.000Z');
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

interface Told {
  id: string;
  version?: number;
  /** Milliseconds from now; none: no deadline. */
  dueIn?: number;
  status?: RequestStatus;
  kind?: 'respond_by' | 'ship_by';
  assignees?: RequestView['assignees'];
}

/** A request as far as the ledger looks at it. */
const request = ({
  id,
  version = 1,
  dueIn,
  status = 'awaiting_seller',
  kind = 'respond_by',
  assignees,
}: Told): RequestView =>
  ({
    id,
    version,
    status,
    market: 'TH',
    sellerId: 'shop-1',
    buyerId: 'buyer-1',
    orderId: `order-${id}`,
    reason: 'missing_items',
    waitingOn: 'seller',
    items: [{ title: 'Ceramic bowl' }],
    shipment: null,
    assignees,
    deadline:
      dueIn === undefined ? null : { kind, at: new Date(NOW + dueIn).toISOString(), overdue: false, extended: false },
  }) as unknown as RequestView;

const ids = ({ entries }: Ledger): string[] => entries.map((entry) => (entry.kind === 'row' ? entry.id : entry.status));

function ledgerOf(...told: Told[]): Ledger {
  const ledger = new Ledger();
  for (const each of told) ledger.take(request(each), NOW, true);
  ledger.arrange({}, 'deadline', NOW);
  return ledger;
}

describe('who did something', () => {
  const known = {
    ...request({ id: 'a' }),
    sellerName: 'Cheng Ceramics',
    buyerName: 'Mali',
    assignees: { shop: { id: 'staff-1', name: 'Somchai' } },
  };
  const said = (actor: Partial<Actor> & Pick<Actor, 'kind'>, of: RequestView = known) =>
    actorWords({ actor: { id: 'id-1', ...actor } } as EventView, of, en);

  it('is said by name where that is known, and never by the id of a shop, its staff or a buyer', () => {
    expect(said({ kind: 'seller', userId: 'staff-1' })).toBe('Somchai');
    expect(said({ kind: 'seller', userId: 'staff-2' })).toBe('A member of the shop’s staff');
    expect(said({ kind: 'seller' })).toBe('Seller Cheng Ceramics');
    expect(said({ kind: 'buyer' })).toBe('Buyer Mali');
    expect([said({ kind: 'seller' }, request({ id: 'b' })), said({ kind: 'buyer' }, request({ id: 'b' }))]).toEqual([
      'Seller',
      'Buyer',
    ]);
    expect(said({ kind: 'agent' })).toBe('Customer service id-1');
    expect(said({ kind: 'platform' })).toBe('Platform');
  });
});

describe('the ledger of the board', () => {
  it('lists what is open by deadline, what has none last', () => {
    const ledger = ledgerOf(
      { id: 'c' },
      { id: 'b', dueIn: 2 * HOUR },
      { id: 'a', dueIn: HOUR },
      { id: 'd', status: 'settled' },
    );
    expect(ids(ledger)).toEqual(['a', 'b', 'c']);
  });

  it('counts who waits for a reply as a list of them would: within the filters, and never a closed request', () => {
    const waits = { unread: 1, lastAt: null, lastFrom: 'buyer' as const, lastText: 'Hello?', waitingForReply: true };
    const ledger = ledgerOf({ id: 'a' }, { id: 'b', version: 1 }, { id: 'c' });
    for (const id of ['a', 'b']) ledger.hear(id, waits, NOW);
    expect(ledger.waiting).toBe(2);
    ledger.arrange({ q: 'order-a' }, 'deadline', NOW);
    expect(ledger.waiting).toBe(1);
    ledger.arrange({}, 'deadline', NOW);
    ledger.take({ ...request({ id: 'n' }), chat: waits }, NOW, false);
    expect([ledger.shown, ledger.waiting], 'never of more than are shown').toEqual([3, 2]);
    ledger.arrange({}, 'deadline', NOW);
    expect([ledger.shown, ledger.waiting]).toEqual([4, 3]);
    ledger.hear('n', { ...waits, waitingForReply: false }, NOW);
    ledger.take(request({ id: 'b', version: 2, status: 'rejected' }), NOW, false);
    expect(ledger.waiting).toBe(1);
    ledger.arrange({ reply: 'waiting' }, 'deadline', NOW);
    expect(ids(ledger)).toEqual(['a']);
    ledger.hear('a', { ...waits, waitingForReply: false }, NOW);
    expect(ledger.waiting).toBe(0);
  });

  it('is narrowed to what one of the agents has in hand, or nobody has, whoever of the shop does', () => {
    const mali = { id: 'staff-7', name: 'Mali' };
    const ledger = ledgerOf(
      { id: 'a', assignees: { agents: mali } },
      { id: 'b', assignees: { shop: mali } },
      { id: 'c', assignees: { agents: { id: 'staff-8' }, shop: mali } },
    );
    ledger.arrange({ assignee: 'staff-7' }, 'deadline', NOW);
    expect(ids(ledger)).toEqual(['a']);
    expect(ledger.figures.status.awaiting_seller).toBe(1);
    ledger.arrange({ assignee: 'none' }, 'deadline', NOW);
    expect(ids(ledger)).toEqual(['b']);
    expect(ledger.holders).toEqual([
      { value: 'staff-7', label: 'Mali' },
      { value: 'staff-8', label: 'staff-8' },
    ]);
  });

  it('keeps a request that was let go where it stands until the order is made anew', () => {
    const ledger = ledgerOf({ id: 'a', assignees: { agents: { id: 'staff-7' } } }, { id: 'b' });
    ledger.arrange({ assignee: 'staff-7' }, 'deadline', NOW);
    ledger.take(request({ id: 'a', version: 2, assignees: {} }), NOW, true);
    ledger.take(request({ id: 'b', version: 2, assignees: { agents: { id: 'staff-7' } } }), NOW, false);
    expect([ids(ledger), ledger.stale]).toEqual([['a'], 2]);
    ledger.arrange({ assignee: 'staff-7' }, 'deadline', NOW);
    expect([ids(ledger), ledger.stale]).toEqual([['b'], 0]);
  });

  it('groups by state in the order in which a request passes through them', () => {
    const ledger = ledgerOf(
      { id: 'a', dueIn: HOUR, status: 'negotiating' },
      { id: 'b', dueIn: 2 * HOUR },
      { id: 'c', dueIn: MINUTE },
    );
    ledger.arrange({}, 'state', NOW);
    expect(ids(ledger)).toEqual(['awaiting_seller', 'c', 'b', 'negotiating', 'a']);
  });

  it('marks a change and leaves every row where it stands until the order is made anew', () => {
    const ledger = ledgerOf({ id: 'a', dueIn: HOUR }, { id: 'b', dueIn: 2 * HOUR });
    expect(ledger.take(request({ id: 'b', version: 2, dueIn: MINUTE }), NOW, false)).toBe(true);
    expect(ids(ledger)).toEqual(['a', 'b']);
    expect(ledger.stale).toBe(1);
    expect(ledger.rows.get('b')?.mark).toEqual({ kind: 'changed', from: 'awaiting_seller' });
    ledger.arrange({}, 'deadline', NOW);
    expect(ids(ledger)).toEqual(['b', 'a']);
    expect([ledger.stale, ledger.marks]).toEqual([0, 1]);
    ledger.unmark('b');
    expect(ledger.marks).toBe(0);
  });

  it('counts no row as stale that came back to its place, and drops what is older than it holds', () => {
    const ledger = ledgerOf({ id: 'a', version: 3, dueIn: HOUR }, { id: 'b', dueIn: 2 * HOUR });
    expect(ledger.take(request({ id: 'a', version: 2, dueIn: 9 * HOUR }), NOW, false)).toBe(false);
    ledger.take(request({ id: 'a', version: 4, dueIn: 9 * HOUR }), NOW, false);
    ledger.take(request({ id: 'a', version: 5, dueIn: HOUR }), NOW, false);
    expect(ledger.stale).toBe(0);
  });

  it('marks a new request that would be listed, and none that is not looked at', () => {
    const ledger = ledgerOf({ id: 'a', dueIn: HOUR });
    ledger.take(request({ id: 'b', dueIn: HOUR }), NOW, false);
    ledger.take(request({ id: 'c', status: 'settled' }), NOW, false);
    expect([ledger.stale, ledger.marks]).toEqual([1, 1]);
    expect(ledger.rows.get('b')?.mark).toEqual({ kind: 'new' });
  });

  it('forgets closed requests that are not listed, except the one that is open', () => {
    const ledger = ledgerOf({ id: 'a', dueIn: HOUR }, { id: 'b', dueIn: HOUR });
    ledger.take(request({ id: 'a', version: 2, status: 'rejected' }), NOW, false);
    ledger.take(request({ id: 'b', version: 2, status: 'settled' }), NOW, false);
    ledger.arrange({}, 'deadline', NOW, 'b');
    expect([...ledger.rows.keys()]).toEqual(['b']);
    expect(ledger.shown).toBe(0);
  });

  it('counts what each state and deadline holds, as everything else is filtered', () => {
    const ledger = ledgerOf(
      { id: 'a', dueIn: 30 * MINUTE },
      { id: 'b', dueIn: 2 * HOUR, status: 'negotiating' },
      { id: 'c', dueIn: -MINUTE },
    );
    ledger.arrange({ due: '4h' }, 'deadline', NOW);
    expect(ledger.figures.status).toMatchObject({ awaiting_seller: 1, negotiating: 1, shipped: 0 });
    expect(ledger.figures.due).toEqual({ overdue: 1, '1h': 1, '4h': 2 });
  });

  it('keeps what stands in a conversation while requests are told without it', () => {
    const ledger = ledgerOf({ id: 'a', dueIn: HOUR });
    const chat = { unread: 2, lastAt: null, lastFrom: 'buyer', lastText: 'Hello?', waitingForReply: true } as const;
    expect([ledger.hear('a', chat, NOW), ledger.hear('nobody', chat, NOW)]).toEqual([true, false]);
    ledger.take(request({ id: 'a', version: 2, dueIn: HOUR }), NOW, true);
    expect(ledger.rows.get('a')?.request.chat).toEqual(chat);
  });

  it('notices what becomes due as time passes', () => {
    const ledger = ledgerOf({ id: 'a', dueIn: HOUR + MINUTE });
    ledger.arrange({ due: '1h' }, 'deadline', NOW);
    expect(ledger.shown).toBe(0);
    ledger.recheck(NOW + 2 * MINUTE);
    expect(ledger.stale).toBe(1);
  });

  it('offers shops to choose from by name, each once, and finds them by it', () => {
    const ledger = ledgerOf({ id: 'nameless' });
    expect(ledger.sellers).toEqual([{ value: 'shop-1', label: 'shop-1' }]);
    for (const [id, sellerId, sellerName] of [
      ['x', 'shop-2', 'Willow & Clay'],
      ['y', 'shop-1', 'Bowl House'],
      ['z', 'shop-2', 'Willow & Clay'],
    ] as const) {
      ledger.take({ ...request({ id }), sellerId, sellerName }, NOW, true);
    }
    expect(ledger.sellers).toEqual([
      { value: 'shop-1', label: 'Bowl House' },
      { value: 'shop-2', label: 'Willow & Clay' },
    ]);
    ledger.arrange({ q: 'willow' }, 'deadline', NOW);
    expect(ids(ledger).toSorted()).toEqual(['x', 'z']);
  });

  it('searches ids, people and items', () => {
    const ledger = ledgerOf({ id: 'a', dueIn: HOUR });
    ledger.take(request({ id: 'b', status: 'settled' }), NOW, true);
    ledger.arrange({ q: 'CERAMIC' }, 'deadline', NOW);
    expect(ids(ledger)).toEqual(['a', 'b']);
    ledger.arrange({ q: 'order-b' }, 'deadline', NOW);
    expect(ids(ledger)).toEqual(['b']);
  });
});

describe('the address of the board', () => {
  it('reads what it wrote', () => {
    const view = {
      filter: { market: 'TH', due: 'overdue', assignee: 'me', q: 'a&b' },
      sort: 'state',
      open: 'req_1',
      numbers: false,
    } as const;
    expect(readView(`#${writeView(view)}`)).toEqual(view);
    expect(writeView(readView(''))).toBe('');
  });

  it('asks for nothing as one’s own where the token names nobody', () => {
    const [mine, nobodys] = [readView('assignee=me&due=1h'), readView('assignee=none')];
    expect(viewFor(mine, 'staff-7')).toBe(mine);
    expect(writeView(viewFor(mine, undefined))).toBe('due=1h');
    expect(viewFor(nobodys, undefined)).toBe(nobodys);
  });

  it('leaves out what is not known, and never holds a token', () => {
    const view = readView('#token=secret&due=tomorrow&status=lost&reason=damaged');
    expect(view).toEqual({ filter: { reason: 'damaged' }, sort: 'deadline', open: undefined, numbers: undefined });
    expect(writeView(view)).toBe('reason=damaged');
  });
});

describe('the window on a long list', () => {
  const layout = layOut(
    Array.from({ length: 2_000 }, (_, index) => index),
    (index) => (index % 100 === 0 ? 36 : 72),
  );

  it('holds what is in view and a little more', () => {
    const { from, to } = windowOf(layout, 7_200, 720, 4);
    expect(layout.tops[from + 4] ?? 0).toBeLessThanOrEqual(7_200);
    expect(layout.tops[to - 4] ?? 0).toBeGreaterThanOrEqual(7_920);
    expect(to - from).toBeLessThan(24);
    expect(
      windowOf(
        layOut([], () => 72),
        0,
        720,
        4,
      ),
    ).toEqual({ from: 0, to: 0 });
  });

  it('scrolls no further than needed', () => {
    expect(reveal(layout, 0, 500, 720)).toBe(0);
    expect(reveal(layout, 5, 0, 720)).toBe(0);
    expect(reveal(layout, 20, 0, 720)).toBe((layout.tops[21] ?? 0) - 720);
  });
});

describe('the server’s clock on the board', () => {
  let device = NOW;
  const told = (server: number): ServerClock => {
    device = NOW;
    const clock = new ServerClock(() => device);
    clock.tell(server);
    return clock;
  };

  it('runs beside a device that is hours ahead', () => {
    const clock = told(NOW - 3 * HOUR);
    device += MINUTE;
    expect(clock.now()).toBe(NOW - 3 * HOUR + MINUTE);
  });

  it('believes that it runs faster once two measurements agree', () => {
    const clock = told(NOW);
    for (let seconds = 6; seconds <= 12; seconds += 6) {
      device = NOW + seconds * 1000;
      clock.tell(NOW + seconds * MINUTE);
    }
    device += 2_000;
    expect(clock.now()).toBe(NOW + 14 * MINUTE);
  });

  it('is not misled by a device that slept', () => {
    const clock = told(NOW);
    device += 6_000;
    clock.tell(NOW + HOUR);
    device += 6_000;
    clock.tell(NOW + HOUR + 6_000);
    device += 6_000;
    expect(clock.now()).toBe(NOW + HOUR + 12_000);
  });

  it('is never before what has happened', () => {
    const clock = told(NOW);
    clock.atLeast(NOW + MINUTE);
    expect(clock.now()).toBe(NOW + MINUTE);
    clock.atLeast(NOW);
    expect(clock.now()).toBe(NOW + MINUTE);
  });
});

describe('what needs an operator', () => {
  it.each([
    ['webhook_disabled', 'Webhook disabled'],
    ['webhook_dead', 'Webhook delivery given up'],
    ['slack_token_revoked', 'Slack delivery failed'],
    ['chatwoot_unreachable', 'Chatwoot needs a look'],
    ['tiktok_shop_refused', 'TikTok Shop needs a look'],
    ['something_new', 'Please look'],
    ['toString', 'Please look'],
  ])('%s is called so that an agent knows where to look', (code, words) => {
    expect(en[attentionKey(code)]).toBe(words);
  });
});
