import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { EitherLine } from '../../../src/pages/session/either-line.ts';
import type { Line, LinkEvents, Sent } from '../../../src/pages/session/line.ts';

/** One way, whose other end is the test. */
class Way implements Line {
  connected = false;
  closed = false;
  woken = 0;
  asked: string[] = [];
  readonly events: LinkEvents;
  constructor(events: LinkEvents) {
    this.events = events;
  }
  wake(): void {
    this.woken += 1;
  }
  drop(): void {
    this.fails();
  }
  close(): void {
    this.closed = true;
    this.connected = false;
  }
  tell(name: string): void {
    this.asked.push(name);
  }
  async ask(name: string): Promise<Sent> {
    this.asked.push(name);
    return { outcome: 'answered', answer: { ok: true } };
  }
  opens(): void {
    this.connected = true;
    this.events.connected();
  }
  fails(): void {
    this.connected = false;
    this.events.disconnected();
  }
}

function either() {
  const heard: unknown[] = [];
  const asking: Way[] = [];
  let socket: Way | undefined;
  let pauseMs: () => number | undefined = () => undefined;
  const line = new EitherLine(
    {
      socket: (events, pause) => {
        pauseMs = pause;
        socket = new Way(events);
        return socket;
      },
      asking: (events) => {
        const way = new Way(events);
        asking.push(way);
        return way;
      },
    },
    {
      connected: () => heard.push('connected'),
      disconnected: () => heard.push('disconnected'),
      refused: (reason) => heard.push({ refused: reason }) < 0,
      event: (name) => heard.push({ event: name }),
      slower: (slower) => heard.push({ slower }),
    },
    () => () => {},
  );
  return { line, heard, asking, socket: socket as unknown as Way, pauseMs: () => pauseMs() };
}

/** HTTP has answered and the WebSocket has failed since: the way is called slower. */
function slower() {
  const scene = either();
  scene.socket.fails();
  scene.socket.fails();
  scene.asking[0]?.opens();
  scene.socket.fails();
  scene.heard.length = 0;
  return scene;
}

describe('A line that may go either way', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('goes by WebSocket where that opens, and asks nothing over HTTP', () => {
    const { line, socket, asking, heard } = either();
    socket.opens();
    vi.advanceTimersByTime(60_000);
    expect([line.connected, asking.length, heard]).toEqual([true, 0, ['connected']]);
  });

  it('asks over HTTP after two failures, or when nothing happened for six seconds', () => {
    const failing = either();
    failing.socket.fails();
    expect(failing.asking).toHaveLength(0);
    failing.socket.fails();
    expect(failing.asking).toHaveLength(1);
    const silent = either();
    vi.advanceTimersByTime(5_999);
    expect(silent.asking).toHaveLength(0);
    vi.advanceTimersByTime(1);
    expect(silent.asking).toHaveLength(1);
  });

  it('is connected as soon as HTTP answers, tries the WebSocket once more at once, and only then calls itself slower', async () => {
    const { line, socket, asking, heard } = either();
    socket.fails();
    socket.fails();
    asking[0]?.opens();
    expect([line.connected, socket.woken]).toEqual([true, 1]);
    expect(heard).toEqual(['disconnected', 'disconnected', 'connected']);
    socket.fails();
    expect(heard.at(-1)).toEqual({ slower: true });
    await line.ask('snapshot', {});
    expect([asking[0]?.asked, socket.asked]).toEqual([['snapshot'], []]);
  });

  it('a server that was away for both is not called slow', () => {
    const { socket, asking, heard } = either();
    for (let tries = 0; tries < 5; tries += 1) socket.fails();
    asking[0]?.opens();
    socket.opens();
    expect(heard).not.toContainEqual({ slower: true });
    expect(asking[0]?.closed).toBe(true);
  });

  it('while it is slower the WebSocket rests between tries, longer each time; the page hears nothing of them', () => {
    const { socket, heard, pauseMs } = slower();
    expect([pauseMs(), pauseMs(), pauseMs()]).toEqual([30_000, 60_000, 120_000]);
    for (let tries = 0; tries < 10; tries += 1) pauseMs();
    expect(pauseMs()).toBe(300_000);
    socket.fails();
    expect(heard).toEqual([]);
  });

  it('goes back to the WebSocket without a break, and stops asking', async () => {
    const { line, socket, asking, heard } = slower();
    socket.opens();
    expect(heard).toEqual([{ slower: false }, 'connected']);
    expect(asking[0]?.closed).toBe(true);
    await line.ask('join', {});
    expect(socket.asked).toEqual(['join']);
  });

  it('a refusal over the WebSocket is the page’s to hear where HTTP did not answer, and not said twice where it did', () => {
    const alone = either();
    alone.socket.events.refused('no');
    expect(alone.heard).toEqual([{ refused: 'no' }]);
    const both = slower();
    expect(both.socket.events.refused('no')).toBe(true);
    expect(both.heard).toEqual([]);
  });

  it('a refusal says that WebSockets pass: the next failures are counted anew', () => {
    const { socket, asking } = either();
    socket.fails();
    socket.events.refused({ data: { code: 'unavailable' } });
    socket.fails();
    expect(asking).toHaveLength(0);
  });

  it('where HTTP is lost too the page is told, and told again when it is back', () => {
    const { line, asking, heard } = slower();
    asking[0]?.fails();
    expect([line.connected, heard]).toEqual([false, ['disconnected']]);
    asking[0]?.opens();
    expect(heard).toEqual(['disconnected', 'connected']);
  });

  it('closed, it starts nothing any more', () => {
    const { line, socket, asking } = either();
    line.close();
    vi.advanceTimersByTime(60_000);
    expect([socket.closed, asking.length]).toEqual([true, 0]);
  });
});
