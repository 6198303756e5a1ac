/** A Parley that has lived a while, and moving it: every state of a request, chats, shops and rules of their own. */
import { PassThrough, Readable } from 'node:stream';
import { pictureFiles } from '../../src/application/attachments/files.ts';
import { createCommands } from '../../src/application/commands.ts';
import { localFeed } from '../../src/application/feed.ts';
import type { Channel } from '../../src/application/ports/channel.ts';
import type { Owed } from '../../src/application/ports/requests.ts';
import type { Store } from '../../src/application/ports/store.ts';
import { createRelay } from '../../src/application/relay.ts';
import { createSweep } from '../../src/application/sweep.ts';
import { createChatChannel } from '../../src/channels/chat.ts';
import { readArguments } from '../../src/cli/arguments.ts';
import type { RefusedLine } from '../../src/cli/check.ts';
import { type ExportFilter, exportLines, newExport } from '../../src/cli/export.ts';
import { importCommand } from '../../src/cli/import-command.ts';
import type { Actor, RequestInput } from '../../src/contract/request.ts';
import type { RequestState } from '../../src/domain/request.ts';
import { HOUR, textMessage, thaiPolicy } from './builders.ts';
import { erasingOver } from './erasing.ts';
import { picture } from './photos.ts';
import * as ask from './story.ts';
import type { TestStore } from './test-store.ts';
import { type FakeClock, input, integrator, shop } from './world.ts';

const SHOP_2 = shop({ id: 'shop-2', name: 'ร้านจาน', weekend: [7], holidays: ['2026-12-31'], policy: { maxOffers: 2 } });

export const sellerLine = { kind: 'seller', seller: shop() };
/** A line of another system. */
export const opening = (n: number, changes = {}) => ({ ...input({ externalId: `old-${n}` }), ...changes });
export const linesIn = (text: string) =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));

/** Opens storages, one after another, and removes them all in the end. */
export function storages(open: () => Promise<TestStore>) {
  const opened: TestStore[] = [];
  return {
    async fresh(): Promise<Store> {
      const one = await open();
      opened.push(one);
      return one.store;
    },
    async cleanup(): Promise<void> {
      for (const one of opened.splice(0)) await one.cleanup();
    },
  };
}

/** A running Parley on a store: commands, sweep and a relay that writes chats. */
export function parley(store: Store, clock: FakeClock) {
  const raise = (error: unknown) => {
    throw error;
  };
  const heard: Owed[] = [];
  const listener: Channel = { name: 'listener', deliver: async (batch) => void heard.push(...batch) };
  const chat = createChatChannel({ store, feed: localFeed((error) => raise(error)), wallClock: clock });
  const relay = createRelay({ store, channels: [chat, listener], wallClock: clock, owner: 'parley', onError: raise });
  const commands = createCommands({ store, clock, relay });
  const sweep = createSweep({ store, commands, erasing: erasingOver(store, relay, clock), clock, onError: raise });

  async function open(changes: Partial<RequestInput> = {}): Promise<RequestState> {
    const outcome = await commands.open(input(changes), { actor: integrator, arrivedAt: clock.iso() });
    if (!outcome.ok) throw new Error(outcome.refusal.detail);
    await relay.idle();
    return outcome.state;
  }
  async function then(state: RequestState, actor: Actor, wanted: ask.Ask): Promise<RequestState> {
    const outcome = await commands.execute(state.id, wanted(state), { actor, arrivedAt: clock.iso() });
    if (!outcome.ok) throw new Error(outcome.refusal.detail);
    await relay.idle();
    return outcome.state;
  }
  return { commands, relay, sweep, heard, open, then };
}

/** Lives of requests until each state has been reached, with what people wrote meanwhile. Answers their ids. */
export async function lived(store: Store, clock: FakeClock): Promise<string[]> {
  await store.directory.putPolicy(
    thaiPolicy({ maxRounds: 3, calendar: { ...thaiPolicy().calendar, zone: undefined } }),
  );
  await store.directory.putSeller(shop());
  await store.directory.putSeller(SHOP_2);
  const { open, then, sweep, relay } = parley(store, clock);
  const { seller, buyer, agent } = ask;

  const waiting = await open({ externalId: 'old-1', metadata: { b: '2', a: '1', 'x.$y': '💐' } });
  const talked = await open({ conversationId: waiting.facts.conversationId, externalId: 'old-2' });
  const offered = await then(talked, seller, ask.offer(12_500, 'ขอโทษค่ะ 🙏'));
  const countered = await then(await then(await open(), seller, ask.offer(5_000)), buyer, ask.counter(20_000, 'More'));
  const settling = await then(await then(await open(), seller, ask.offer(12_500)), buyer, ask.accept());
  const settled = await then(
    await then(await open(), seller, ask.refundOnly()),
    ask.integrator,
    ask.refund('confirmed'),
  );
  const handedBack = await then(await then(await open(), seller, ask.offer(5_000)), buyer, ask.rejectOffer('No'));
  const extended = await then(await open(), agent, ask.extend(3_600));
  const rejected = await then(await open(), seller, ask.reject());
  const cancelled = await then(await open(), buyer, ask.cancel('It came'));
  const approved = await then(await open(), seller, ask.approve());
  const shipped = await then(await then(await open(), seller, ask.approve()), seller, ask.ship('TH1'));
  const delivered = await then(
    await then(await then(await open(), seller, ask.approve()), seller, ask.ship('TH2')),
    integrator,
    ask.logistics(ask.seen('Mon 12:00', 'in_transit'), ask.seen('Mon 13:00', 'delivered')),
  );
  const conversationId = waiting.facts.conversationId;
  await store.chat.write([
    textMessage({ id: 'msg_a', conversationId, clientId: 'phone-1' }),
    textMessage({ id: 'msg_b', conversationId, author: { role: 'seller', id: 'shop-1', userId: 'staff-7' } }),
  ]);
  await store.chat.markRead(conversationId, { role: 'buyer', id: 'buyer-1', seq: 2 });
  await store.chat.markRead(conversationId, { role: 'agent', id: 'agent-3', seq: 4 });
  await keepBeside(store, rejected);
  // Reminders are sent, and what nobody answers is approved; the offer that was made last still waits.
  clock.advance(23 * HOUR + 1);
  await sweep.run();
  await relay.idle();
  const states = [waiting, offered, countered, settling, settled, handedBack, extended, rejected, cancelled];
  return [...states, approved, shipped, delivered].map(({ id }) => id);
}

/** A photo that was said and one that nobody sent, notes of both sides, and saved replies. */
async function keepBeside(store: Store, { id: requestId, facts: { conversationId, sellerId } }: RequestState) {
  const at = '2026-11-23T02:45:00.000Z';
  const bytes = await picture('webp', { width: 32, height: 24 }).toBuffer();
  const facts = { contentType: 'image/webp', width: 32, height: 24, bytes: bytes.length } as const;
  const by = { role: 'buyer', id: 'buyer-1' } as const;
  for (const [id, usedAt] of [
    ['att_said', at],
    ['att_unused', null],
  ] as const) {
    await store.attachments.add({ id, conversationId, by, at, usedAt, ...facts, alt: 'The box 📦' });
    for (const name of pictureFiles(id)) await store.files.put(name, bytes);
  }
  const body = { kind: 'text', text: 'Look', attachments: [{ id: 'att_said', ...facts, alt: 'The box 📦' }] } as const;
  await store.chat.write([
    textMessage({ id: 'msg_photo', conversationId, body: { ...body, attachments: [...body.attachments] } }),
  ]);
  const note = { requestId, sellerId, at, text: 'Ask the carrier. $set' };
  const author = { role: 'seller', id: 'shop-1', userId: 'staff-7', name: 'Nok' } as const;
  await store.notes.add({ ...note, id: 'note_a', author, audience: 'shop' });
  await store.notes.add({ ...note, id: 'note_b', author: { role: 'agent', id: 'agent-1' }, audience: 'agents' });
  await store.replies.put('shop-1', [{ id: 'a', title: 'Sorry', text: 'So sorry about {order}', locale: 'th' }]);
  await store.replies.put(null, [{ id: 'b', title: 'Wait', text: 'We look into it', reason: 'missing_items' }]);
}

/** The whole of an export, as text. */
export async function exported(store: Store, filter: ExportFilter = {}): Promise<string> {
  let text = '';
  for await (const line of exportLines(store, filter, newExport())) text += line;
  return text;
}

export interface Imported {
  code: number;
  summary: string;
  refused: RefusedLine[];
}

/** `import -` with these arguments, as the command runs it. */
export async function imported(
  store: Store,
  clock: FakeClock,
  text: string | Buffer | AsyncIterable<Buffer>,
  args: string[] = [],
  signal: AbortSignal = new AbortController().signal,
): Promise<Imported> {
  const command = readArguments(['import', '-', ...args]);
  if (command.name !== 'import') throw new Error('not an import');
  const stdout = new PassThrough();
  const said: string[] = [];
  const code = await importCommand(command, {
    store,
    stdin: typeof text === 'string' || Buffer.isBuffer(text) ? Readable.from([Buffer.from(text)]) : Readable.from(text),
    stdout,
    screen: { isTTY: false, columns: 80, write: (line) => void said.push(line) },
    now: clock.now,
    signal,
  });
  stdout.end();
  const summary = String(Buffer.concat(await stdout.toArray()));
  // On a busy machine it also says how far it is.
  return { code, summary, refused: said.filter((line) => line.startsWith('line ')).map(refusedLine) };
}

function refusedLine(said: string): RefusedLine {
  const match = /^line (\d+)(?: \((.*?)\))?: (\w+): (.*)\n$/u.exec(said);
  if (!match) throw new Error(`not a refused line: ${said}`);
  const [, line, name, code = '', message = ''] = match;
  return { line: Number(line), ...(name === undefined ? {} : { externalId: name }), code, message };
}

export const jsonLines = (values: unknown[]): string => values.map((value) => `${JSON.stringify(value)}\n`).join('');
