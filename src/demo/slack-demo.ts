/**
 * The demo's Slack: the stand-in on a loopback port, one workspace with a channel for each of the demo's shops, and a
 * member of staff of each shop who is linked to it. The bot talks to it as it would to Slack.
 *
 * The stand-in forgets when the process ends, the database does not. So each start is another workspace: alerts of an
 * earlier one count as moved, and requests that are open are told in the new one.
 */
import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { SlackConfig } from '../../bots/slack/config.ts';
import { createStandIn, httpSender, listenerOf, type SlackStandIn } from '../../stand-ins/slack/slack.ts';
import { createAlerts } from '../application/alerts/alerts.ts';
import type { Clock } from '../application/ports/clock.ts';
import type { Store } from '../application/ports/store.ts';
import type { Seller } from '../contract/seller.ts';
import { SELLERS, STAFF, staffOf } from './cast.ts';
import type { DemoSlackPerson } from './slack-routes.ts';

export interface SlackDemo {
  config: SlackConfig;
  standIn: SlackStandIn;
  /** Who looks at which shop's channel, by seller id. */
  people: Readonly<Record<string, DemoSlackPerson>>;
  /** The shop with its alerts in the demo's Slack. */
  seated(seller: Seller): Seller;
  /** Links the shops' people and tells open requests where they go now. After the shops were declared. */
  settle(store: Store, clock: Clock): Promise<void>;
  /** Where the service listens: what people do in this Slack goes there. */
  connect(serviceUrl: string): void;
}

/** What a clock on the wall there shows: `09:30`. */
const timeIn = (zone: string, at: number): string =>
  new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(at);

const random = (): string => randomBytes(5).toString('hex').toUpperCase();

export async function openSlackDemo(clock: Clock, wallClock: Clock): Promise<SlackDemo> {
  const team = `T${random()}`;
  const botToken = `xoxb-demo-${random()}`;
  const signingSecret = randomBytes(16).toString('hex');
  let baseUrl = '';
  const standIn = createStandIn({ clock, wallClock, baseUrl: () => baseUrl, limits: { reads: null, posts: null } });
  const seats = new Map<string, DemoSlackPerson>();
  standIn.addWorkspace({ id: team, name: 'Demo shops', botToken });
  for (const [index, [id, { zone }]] of Object.entries(SELLERS).entries()) {
    const seat = { team, channel: `C${index}${random()}`, user: `U${index}${random()}`, zone };
    const { name = id, realName = id } = STAFF[id] ?? {};
    standIn.addUser(team, { id: seat.user, name, realName });
    standIn.addChannel(team, { id: seat.channel, name: `returns-${id.replace('demo-', '')}`, members: [seat.user] });
    seats.set(id, seat);
  }

  const server = createServer((request, response) => void listenerOf(standIn)(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // It lives as long as the process and keeps it from nothing.
  server.unref();
  baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  const seated = (seller: Seller): Seller => {
    const seat = seats.get(seller.id);
    if (!seat) return seller;
    const { locale, digestInMinutes } = STAFF[seller.id] ?? {};
    const digest = digestInMinutes ? { digestAt: timeIn(seat.zone, clock.now() + digestInMinutes * 60_000) } : {};
    const slack = { locale, ...digest, ...seller.alerts?.slack, team, channel: seat.channel, mention: seat.user };
    return { ...seller, alerts: { ...seller.alerts, slack } };
  };

  return {
    config: { signingSecret, botToken, appToken: null, oauth: null, apiUrl: `${baseUrl}/api/` },
    standIn,
    people: Object.fromEntries(seats),
    seated,
    async settle(store, now) {
      const alerts = createAlerts(store, now, true);
      for (const [sellerId, { user }] of seats) {
        const at = new Date(now.now()).toISOString();
        await store.slack.putLink({ team, user, sellerId, userId: staffOf(sellerId), at });
        const seller = await store.directory.seller(sellerId);
        await alerts.changed(sellerId, undefined, seller?.alerts?.slack);
      }
    },
    connect: (serviceUrl) => standIn.sendWith(httpSender({ requestUrl: `${serviceUrl}/slack/events`, signingSecret })),
  };
}
