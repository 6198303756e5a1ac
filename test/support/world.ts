/** The application without its entries: real storage, real relay and sweep, a fake clock, and a channel that listens. */
import type { CommandParts, Commands } from '../../src/application/commands.ts';
import { createCommands } from '../../src/application/commands.ts';
import type { Erasing } from '../../src/application/erasing/erasing.ts';
import type { Channel } from '../../src/application/ports/channel.ts';
import type { Owed } from '../../src/application/ports/requests.ts';
import type { Store } from '../../src/application/ports/store.ts';
import { createRelay, type Relay } from '../../src/application/relay.ts';
import { createSweep, type Sweep } from '../../src/application/sweep.ts';
import type { Actor, RequestInput } from '../../src/contract/request.ts';
import type { Seller } from '../../src/contract/seller.ts';
import type { RequestEvent, RequestState } from '../../src/domain/request.ts';
import { baht, facts, OPENED_AT } from './builders.ts';
import { erasingOver } from './erasing.ts';

export class FakeClock {
  #now = Date.parse(OPENED_AT);
  now = (): number => this.#now;
  iso = (): string => new Date(this.#now).toISOString();
  advance(milliseconds: number): void {
    this.#now += milliseconds;
  }
  set(instant: string): void {
    this.#now = Date.parse(instant);
  }
}

export const shop = (changes: Partial<Seller> = {}): Seller => ({
  id: 'shop-1',
  name: 'ร้านชาม',
  market: 'TH',
  zone: 'Asia/Bangkok',
  ...changes,
});

let orders = 0;
/** The request of a buyer who wrote and showed nothing: its conversation begins with the platform's sentence. */
export const wordless = ({ text: _, evidence: __, ...rest }: RequestInput): RequestInput => rest;

/** An opening of the seller `shop-1`, its order and conversation new each time. */
export function input(changes: Partial<RequestInput> = {}): RequestInput {
  orders += 1;
  const { alreadyRefunded: _, ...rest } = facts();
  return { ...rest, orderId: `order-${orders}`, conversationId: `conv-${orders}`, paid: baht(54000), ...changes };
}

export const buyer: Actor = { kind: 'buyer', id: 'buyer-1' };
export const seller: Actor = { kind: 'seller', id: 'shop-1', userId: 'staff-1' };
export const agent: Actor = { kind: 'agent', id: 'agent-1' };
export const integrator: Actor = { kind: 'integrator', id: 'integrator' };

/** A channel that remembers what it was told; it can be made to fail, or to wait. */
class Listener implements Channel {
  name = 'listener';
  told: RequestEvent[] = [];
  failing: (batch: Owed[]) => boolean = () => false;
  /** Deliveries wait for this. */
  held: Promise<void> = Promise.resolve();
  async deliver(batch: Owed[]): Promise<void> {
    await this.held;
    if (this.failing(batch)) throw new Error('the channel is down');
    for (const { events } of batch) this.told.push(...events);
  }
  typesOf = (id: string): string[] => this.told.filter((event) => event.requestId === id).map((event) => event.type);
}

/** One process's worth of application on a store. */
export interface World {
  commands: Commands;
  relay: Relay;
  sweep: Sweep;
  erasing: Erasing;
  listener: Listener;
  errors: unknown[];
}

/** `owner` names the process: several worlds may share a store. */
export function world(store: Store, clock: FakeClock, owner = 'process-1'): World {
  const listener = new Listener();
  const errors: unknown[] = [];
  const onError = (error: unknown) => errors.push(error);
  const relay = createRelay({ store, channels: [listener], wallClock: clock, owner, onError });
  const parts: CommandParts = { store, clock, relay };
  const commands = createCommands(parts);
  const erasing = erasingOver(store, relay, clock);
  const sweep = createSweep({ store, commands, erasing, clock, onError });
  return { commands, relay, sweep, erasing, listener, errors };
}

/** Opens a request of `shop-1`, which it declares first. Answers the state. */
export async function opened(store: Store, { commands }: World, clock: FakeClock, changes: Partial<RequestInput> = {}) {
  await store.directory.putSeller(shop());
  const outcome = await commands.open(input(changes), { actor: integrator, arrivedAt: clock.iso() });
  if (!outcome.ok) throw new Error(outcome.refusal.detail);
  return outcome.state;
}

/** Sends a command as this actor now. */
export const act = (
  { commands }: World,
  clock: FakeClock,
  state: RequestState,
  actor: Actor,
  command: Parameters<Commands['execute']>[1],
) => commands.execute(state.id, command, { actor, arrivedAt: clock.iso() });
