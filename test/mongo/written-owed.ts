/** What is written of keys, and of all that is owed to somebody. */
import type { Store } from '../../src/application/ports/store.ts';
import { deliveryTo } from '../../src/application/webhooks/endpoints.ts';
import type { Line, Message } from '../../src/application/webhooks/ports.ts';
import { endpoint, message, outcome } from '../contract/webhook-data.ts';
import { lease, mark, NOW, WALL, worked } from '../contract/work-data.ts';
import type { Written } from './written.ts';

const keyOf = (name: string, claimedAt = WALL) => ({
  id: `key-${name}`,
  bodyHash: 'body',
  commandId: `cmd-${name}`,
  claimedAt,
  response: null,
});
const rival = (name: string) => ({ ...keyOf(name, WALL + 1), commandId: `cmd-${name}-2` });
const LAPSED = WALL - 60_000;
const EXPIRED = WALL - 86_400_000;
const claim = (store: Store, name: string) => store.idempotency.claim(keyOf(name), LAPSED, EXPIRED);
const claimedAt = (at: number) => (store: Store, name: string) => store.idempotency.claim(keyOf(name, at), 0, 0);
const claimAgain = (store: Store, name: string) => store.idempotency.claim(rival(name), LAPSED, EXPIRED);
const response = { status: 201, body: '{}', contentType: 'application/json' };
/** What the next caller learns. */
const standing = ({ idempotency }: Store, name: string) =>
  idempotency.claim({ ...rival(name), commandId: `cmd-${name}-3` }, LAPSED, EXPIRED);

const IDEMPOTENCY: Written[] = [
  { what: 'a claim', write: claim, after: standing },
  { what: 'a claim of what is claimed', before: claim, write: claimAgain, after: standing },
  { what: 'a claim of what has lapsed', before: claimedAt(LAPSED), write: claimAgain, after: standing },
  { what: 'a claim of what has expired', before: claimedAt(EXPIRED), write: claimAgain, after: standing },
  {
    what: 'an answer',
    before: claim,
    write: ({ idempotency }, name) => idempotency.complete(`key-${name}`, `cmd-${name}`, response),
    after: standing,
  },
  {
    what: 'a release',
    before: claim,
    write: ({ idempotency }, name) => idempotency.release(`key-${name}`, `cmd-${name}`),
    after: standing,
  },
  {
    what: 'a claim that is left as lapsed',
    before: claim,
    write: ({ idempotency }, name) => idempotency.lapse(`key-${name}`, `cmd-${name}`, LAPSED),
    after: standing,
  },
];

const alertOf = ({ work }: Store, name: string) => work.alert.get(`req_${name}`);
const owe = ({ work }: Store, name: string) => work.alert.owe([mark({ subject: `req_${name}`, sellerId: name })]);
const taken = async (store: Store, name: string) => {
  await owe(store, name);
  await store.work.alert.take(null, NOW, lease('me', Number.MAX_SAFE_INTEGER), WALL, 10);
};

const ALERTS: Written[] = [
  { what: 'a first alert', write: owe, after: alertOf },
  {
    what: 'alerts, of which one was owed before',
    before: owe,
    write: ({ work }, name) =>
      work.alert.owe(
        ['', 'b'].map((part) => mark({ subject: `req_${name}${part}`, sellerId: name, owed: 2, dueAt: NOW - 1 })),
      ),
    after: (store, name) => Promise.all([alertOf(store, name), alertOf(store, `${name}b`)]),
  },
  {
    what: 'a taking of alerts',
    before: async (store, name) => {
      await store.work.alert.take(null, NOW, lease('another', Number.MAX_SAFE_INTEGER), WALL, 100);
      await owe(store, name);
    },
    write: ({ work }) => work.alert.take(null, NOW, lease('me', Number.MAX_SAFE_INTEGER), WALL, 10),
    after: alertOf,
  },
  {
    what: 'an alert’s note',
    before: taken,
    write: ({ work }, name) => work.alert.note({ subject: `req_${name}`, lane: 'T1', notes: [1] }, lease('me')),
    after: alertOf,
  },
  {
    what: 'an alert’s end',
    before: taken,
    write: ({ work }, name) => work.alert.finish(worked({ subject: `req_${name}` }), 'me', NOW),
    after: alertOf,
  },
  {
    what: 'an alert’s end by who has it no more',
    before: taken,
    write: ({ work }, name) => work.alert.finish(worked({ subject: `req_${name}` }), 'another', NOW),
    after: alertOf,
  },
  {
    what: 'a wake',
    before: async (store, name) => {
      await taken(store, name);
      await store.work.alert.finish(worked({ subject: `req_${name}`, dueAt: NOW + 9 }), 'me', NOW);
    },
    write: ({ work }, name) => work.alert.wake({ subjects: [`req_${name}`] }, NOW + 5),
    after: alertOf,
  },
  {
    what: 'a status',
    write: ({ work }, name) => work.alert.putStatus(name, { code: 'ok', at: '2026-11-23T02:30:00.000Z' }),
    after: ({ work }, name) => work.alert.status(name),
  },
];

const link = (name: string) => ({
  team: name,
  user: 'U1',
  sellerId: 'shop-1',
  userId: 'staff-7',
  at: '2026-11-23T02:30:00.000Z',
});
const SLACK: Written[] = [
  {
    what: 'an installation',
    write: ({ slack }, name) => slack.putInstallation({ id: name, name: 'Bowls', sealed: 'v1.x', at: link(name).at }),
    after: ({ slack }, name) => slack.installation(name),
  },
  {
    what: 'a code',
    write: ({ slack }, name) => slack.putCode(name, { sellerId: 'shop-1', userId: 'staff-7' }, NOW, WALL),
    after: ({ slack }, name) => slack.takeCode(name, WALL),
  },
  {
    what: 'the use of a code',
    before: ({ slack }, name) => slack.putCode(name, { sellerId: 'shop-1', userId: 'staff-7' }, NOW, WALL),
    write: ({ slack }, name) => slack.takeCode(name, WALL),
    after: ({ slack }, name) => slack.takeCode(name, WALL),
  },
  {
    what: 'a link',
    write: ({ slack }, name) => slack.putLink(link(name)),
    after: ({ slack }, name) => slack.linksOf(name, 'U1'),
  },
  {
    what: 'a link’s end',
    before: ({ slack }, name) => slack.putLink(link(name)),
    write: ({ slack }, name) => slack.deleteLink(name, 'U1', 'shop-1'),
    after: ({ slack }, name) => slack.linksOf(name, 'U1'),
  },
];

const messagesOf = (name: string): Message[] => [1, 2].map((seq) => message(seq, `req_${name}`));
const deliveriesOf = (name: string) => messagesOf(name).map((one) => deliveryTo(`whk_${name}`, one));
const oweWebhooks = ({ webhooks }: Store, name: string) => webhooks.owe(messagesOf(name), deliveriesOf(name), NOW);
const line = async (store: Store, name: string): Promise<unknown> => {
  await oweWebhooks(store, name);
  const owner = { owner: `taker-${name}`, until: NOW + 100 };
  const [first] = await store.webhooks.take(`whk_${name}`, NOW, owner, 10);
  return { line: first, pending: await pending(store, name) };
};
type Taken = { line: Line; pending: Awaited<ReturnType<Store['webhooks']['pending']>> };
const pending = ({ webhooks }: Store, name: string) =>
  webhooks.pending({ endpointId: `whk_${name}`, requestId: `req_${name}` }, 10);
/** What waits, and what somebody else could take now and later. */
const owed = async (store: Store, name: string) => {
  const take = (now: number) =>
    store.webhooks.take(`whk_${name}`, now, { owner: `other-${name}-${now}`, until: now + 1 }, 10);
  const { webhooks } = store;
  const log = await webhooks.deliveries({ endpointId: `whk_${name}`, limit: 10 });
  const lines = [await take(NOW), await take(NOW + 50), await take(NOW + 1_000)];
  return [log, await pending(store, name), lines.map((some) => some.map(({ requestId }) => requestId))];
};

const WEBHOOKS: Written[] = [
  {
    what: 'an endpoint',
    write: ({ webhooks }, name) => webhooks.addEndpoint(endpoint({ id: `whk_${name}` })),
    after: ({ webhooks }, name) => webhooks.endpoint(`whk_${name}`),
  },
  {
    what: 'an endpoint’s change',
    before: ({ webhooks }, name) => webhooks.addEndpoint(endpoint({ id: `whk_${name}` })),
    write: ({ webhooks }, name) => webhooks.swapEndpoint(endpoint({ id: `whk_${name}`, failingSince: 3 })),
    after: ({ webhooks }, name) => webhooks.endpoint(`whk_${name}`),
  },
  {
    what: 'an endpoint’s change by who knows it as it was',
    before: ({ webhooks }, name) => webhooks.addEndpoint(endpoint({ id: `whk_${name}`, revision: 2 })),
    write: ({ webhooks }, name) => webhooks.swapEndpoint(endpoint({ id: `whk_${name}`, failingSince: 3 })),
    after: ({ webhooks }, name) => webhooks.endpoint(`whk_${name}`),
  },
  {
    what: 'an endpoint’s end',
    before: ({ webhooks }, name) => webhooks.addEndpoint(endpoint({ id: `whk_${name}` })),
    write: ({ webhooks }, name) => webhooks.removeEndpoint(`whk_${name}`),
    after: ({ webhooks }, name) => webhooks.endpoint(`whk_${name}`),
  },
  { what: 'deliveries', write: oweWebhooks, after: owed },
  {
    what: 'deliveries anew',
    before: line,
    write: ({ webhooks }, name) => webhooks.oweAgain(deliveriesOf(name), NOW),
    after: async (store, name) => (await owed(store, name)).slice(2),
  },
  {
    what: 'a taking of lines',
    before: oweWebhooks,
    write: ({ webhooks }, name) => webhooks.take(`whk_${name}`, NOW, { owner: `taker-${name}`, until: NOW + 100 }, 10),
    after: owed,
  },
  {
    what: 'a line’s renewal',
    before: line,
    write: ({ webhooks }, _, before) => webhooks.renew((before as Taken).line, NOW + 500),
    after: owed,
  },
  {
    what: 'how an attempt went',
    before: line,
    write: ({ webhooks }, _, before) =>
      webhooks.settle(outcome((before as Taken).pending[0] ?? { id: '', revision: 0 })),
    after: owed,
  },
  {
    what: 'how an attempt went that came second',
    before: line,
    write: ({ webhooks }, name) => webhooks.settle(outcome({ id: deliveriesOf(name)[0]?.id ?? '', revision: 7 })),
    after: owed,
  },
  {
    what: 'a line handed back for later',
    before: line,
    write: ({ webhooks }, _, before) => webhooks.release((before as Taken).line, NOW + 50, NOW),
    after: owed,
  },
  {
    what: 'a line handed back with nothing in it',
    before: line,
    write: ({ webhooks }, _, before) => webhooks.release((before as Taken).line, null, NOW),
    after: owed,
  },
  {
    what: 'a line handed back where more came',
    before: async (store, name) => {
      const before = await line(store, name);
      await oweWebhooks(store, name);
      return before;
    },
    write: ({ webhooks }, _, before) => webhooks.release((before as Taken).line, null, NOW),
    after: owed,
  },
];

export const WRITTEN_OWED: Written[] = [...IDEMPOTENCY, ...ALERTS, ...SLACK, ...WEBHOOKS];
