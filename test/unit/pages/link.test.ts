import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Link } from '../../../src/pages/session/link.ts';

/** A WebSocket whose other end is the test. */
class Wire {
  static made: Wire[] = [];
  static get last(): Wire {
    const wire = Wire.made.at(-1);
    if (!wire) throw new Error('nothing was opened');
    return wire;
  }
  readonly sent: string[] = [];
  bufferedAmount = 0;
  closed = false;
  onmessage: ((event: { data: unknown }) => void) | undefined;
  onclose: (() => void) | undefined;
  readonly url: string;
  constructor(url: string) {
    this.url = url;
    Wire.made.push(this);
  }
  send(frame: string): void {
    this.sent.push(frame);
  }
  close(): void {
    this.closed = true;
  }
  says(frame: string): void {
    this.onmessage?.({ data: frame });
  }
  letsIn(): void {
    this.says('0{"pingInterval":25000,"pingTimeout":20000}');
    this.says('40/chat,{"sid":"s"}');
  }
}

function link(refused: (reason: unknown) => boolean = () => false) {
  const heard: unknown[] = [];
  let token = 'first';
  const made = new Link(
    {
      url: 'https://parley.example',
      namespace: '/chat',
      auth: () => ({ token }),
      WebSocket: Wire as unknown as typeof WebSocket,
    },
    {
      connected: () => heard.push('connected'),
      disconnected: () => heard.push('disconnected'),
      refused,
      event: (name, payload) => heard.push({ name, payload }),
    },
  );
  return {
    link: made,
    heard,
    renew(next: string) {
      token = next;
    },
  };
}

const settle = (): Promise<unknown> => vi.advanceTimersByTimeAsync(0);
const pass = (ms: number): Promise<unknown> => vi.advanceTimersByTimeAsync(ms);

describe('A link', () => {
  beforeEach(() => {
    Wire.made = [];
    vi.useFakeTimers();
    vi.spyOn(Math, 'random').mockReturnValue(0.5);
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.restoreAllMocks();
  });

  it('opens a WebSocket, asks to be let in once the server has spoken, and is connected once it is', () => {
    const { link: made, heard } = link();
    expect(Wire.last.url).toBe('wss://parley.example/socket.io/?EIO=4&transport=websocket');
    expect(Wire.last.sent).toEqual([]);
    Wire.last.says('0{"pingInterval":25000,"pingTimeout":20000}');
    expect(Wire.last.sent).toEqual(['40/chat,{"token":"first"}']);
    expect(made.connected).toBe(false);
    Wire.last.says('40/chat,{"sid":"s"}');
    expect(made.connected).toBe(true);
    expect(heard).toEqual(['connected']);
  });

  it('gives each acknowledgement to its call, in whatever order they come', async () => {
    const { link: made } = link();
    Wire.last.letsIn();
    const calls = [made.ask('join', { a: 1 }), made.ask('message', { b: 2 })];
    await settle();
    expect(Wire.last.sent.slice(1)).toEqual(['42/chat,1["join",{"a":1}]', '42/chat,2["message",{"b":2}]']);
    Wire.last.says('43/chat,2["second"]');
    Wire.last.says('43/chat,1["first"]');
    Wire.last.says('43/chat,1["again"]');
    expect(await Promise.all(calls)).toEqual([
      { outcome: 'answered', answer: 'first' },
      { outcome: 'answered', answer: 'second' },
    ]);
  });

  it('keeps nothing for later: what is said while there is no line is never sent', async () => {
    const { link: made } = link();
    const call = made.ask('offer:accept', {});
    made.tell('typing', {});
    expect(await call).toEqual({ outcome: 'offline' });
    Wire.last.letsIn();
    await pass(60_000 - 20_000);
    expect(Wire.last.sent).toEqual(['40/chat,{"token":"first"}']);
  });

  it('is offline where what was said before cannot leave the device', async () => {
    const { link: made } = link();
    Wire.last.letsIn();
    Wire.last.bufferedAmount = 40;
    const call = made.ask('offer:accept', {});
    await pass(200);
    expect(await call).toEqual({ outcome: 'offline' });
    expect(Wire.last.sent).toHaveLength(1);
  });

  it('does not know what became of a call when the line breaks, or when nobody acknowledges it in time', async () => {
    const { link: made, heard } = link();
    Wire.last.letsIn();
    const broken = made.ask('offer:accept', {});
    await settle();
    Wire.last.onclose?.();
    expect(await broken).toEqual({ outcome: 'unknown' });
    await pass(500);
    Wire.last.letsIn();
    const silent = made.ask('offer:accept', {});
    await pass(8_000);
    expect(await silent).toEqual({ outcome: 'unknown' });
    // A line that leaves a call unanswered is given up.
    expect(made.connected).toBe(false);
    expect(heard).toEqual(['connected', 'disconnected', 'connected', 'disconnected']);
  });

  it('answers pings, and gives a line up when they stay away', async () => {
    const { link: made } = link();
    Wire.last.letsIn();
    const [first] = Wire.made;
    for (let round = 0; round < 4; round += 1) {
      await pass(25_000);
      first?.says('2');
    }
    expect(made.connected).toBe(true);
    expect(first?.sent.filter((frame) => frame === '3')).toHaveLength(4);
    await pass(44_999);
    expect(made.connected).toBe(true);
    await pass(1);
    expect(made.connected).toBe(false);
    expect(first?.closed).toBe(true);
  });

  it('does not trust a line after a sleep in which no timer ran', async () => {
    const { link: made, heard } = link();
    Wire.last.letsIn();
    vi.setSystemTime(Date.now() + 60_000);
    expect(await made.ask('offer:accept', {})).toEqual({ outcome: 'offline' });
    expect(heard).toEqual(['connected', 'disconnected']);
    expect(Wire.last.sent).toHaveLength(1);
  });

  it('tries again after pauses that double up to five seconds, and begins small again once connected', async () => {
    link();
    const pauses: number[] = [];
    for (let round = 0; round < 6; round += 1) {
      const [before, count] = [Date.now(), Wire.made.length];
      Wire.last.onclose?.();
      while (Wire.made.length === count) await pass(100);
      pauses.push(Date.now() - before);
    }
    expect(pauses).toEqual([500, 1_000, 2_000, 4_000, 5_000, 5_000]);
    Wire.last.letsIn();
    Wire.last.onclose?.();
    const count = Wire.made.length;
    await pass(500);
    expect(Wire.made).toHaveLength(count + 1);
  });

  it.each([
    [0, 250],
    [0.999, 749],
  ])('does not come back at the same moment as everybody else: random %d waits %d ms', async (random, ms) => {
    link();
    vi.spyOn(Math, 'random').mockReturnValue(random);
    Wire.last.onclose?.();
    await pass(ms - 1);
    expect(Wire.made).toHaveLength(1);
    await pass(2);
    expect(Wire.made).toHaveLength(2);
  });

  it('gives up a try that hangs, even one that is pinged but not let in', async () => {
    link();
    const [first] = Wire.made;
    await pass(5_000);
    first?.says('0{"pingInterval":25000,"pingTimeout":20000}');
    first?.says('2');
    await pass(5_000);
    expect(first?.closed).toBe(true);
    await pass(500);
    expect(Wire.made).toHaveLength(2);
  });

  it('stays where it is after a refusal for good, until it is woken with another token', async () => {
    const reasons: unknown[] = [];
    const {
      heard,
      link: made,
      renew,
    } = link((reason) => {
      reasons.push(reason);
      return false;
    });
    Wire.last.says('0{"pingInterval":25000,"pingTimeout":20000}');
    Wire.last.says('44/chat,{"message":"no","data":{"code":"token_expired"}}');
    expect(reasons).toEqual([{ message: 'no', data: { code: 'token_expired' } }]);
    await pass(60_000);
    expect(Wire.made).toHaveLength(1);
    expect(heard).toEqual([]);
    renew('second');
    made.wake();
    Wire.last.says('0{"pingInterval":25000,"pingTimeout":20000}');
    expect(Wire.last.sent).toEqual(['40/chat,{"token":"second"}']);
  });

  it('tries again after a refusal that passes', async () => {
    const { heard } = link(() => true);
    Wire.last.says('0{"pingInterval":25000,"pingTimeout":20000}');
    Wire.last.says('44/chat,{"message":"later"}');
    expect(heard).toEqual(['disconnected']);
    await pass(500);
    expect(Wire.made).toHaveLength(2);
  });

  it.each(['41/chat,', '1'])('comes back where the server hangs up with %s', async (frame) => {
    const { heard } = link();
    Wire.last.letsIn();
    Wire.last.says(frame);
    expect(heard).toEqual(['connected', 'disconnected']);
    await pass(500);
    expect(Wire.made).toHaveLength(2);
  });

  it('connects at once when it is woken, and hears nothing more from the lines it has given up', async () => {
    const { heard, link: made } = link();
    Wire.last.letsIn();
    const [first] = Wire.made;
    made.drop();
    made.wake();
    expect(Wire.made).toHaveLength(2);
    first?.says('42/chat,["message",{}]');
    first?.onclose?.();
    expect(heard).toEqual(['connected', 'disconnected']);
    await pass(5_000);
    expect(Wire.made).toHaveLength(2);
  });

  it('opens nothing more once it is closed', async () => {
    const { link: made } = link();
    Wire.last.letsIn();
    const call = made.ask('join', {});
    await settle();
    made.close();
    made.wake();
    expect(await call).toEqual({ outcome: 'unknown' });
    await pass(60_000);
    expect(Wire.made).toHaveLength(1);
    expect(Wire.last.closed).toBe(true);
  });
});
