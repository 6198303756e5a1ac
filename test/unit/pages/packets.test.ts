import { describe, expect, it } from 'vitest';
import { connectFrame, eventFrame, readFrame } from '../../../src/pages/session/packets.ts';

const read = (frame: unknown) => readFrame(frame, '/chat');

describe('Frames of Socket.IO', () => {
  it.each([
    [
      '0{"sid":"a","upgrades":[],"pingInterval":25000,"pingTimeout":20000,"maxPayload":65536}',
      'open',
      { pingInterval: 25_000, pingTimeout: 20_000 },
    ],
    ['1', 'close', {}],
    ['2', 'ping', {}],
    ['40/chat,{"sid":"b"}', 'connected', {}],
    ['41/chat,', 'disconnected', {}],
    [
      '44/chat,{"message":"no","data":{"code":"forbidden"}}',
      'refused',
      { reason: { message: 'no', data: { code: 'forbidden' } } },
    ],
    ['42/chat,["typing",{"conversationId":"c"}]', 'event', { name: 'typing', payload: { conversationId: 'c' } }],
    ['42/chat,["auth:expired"]', 'event', { name: 'auth:expired', payload: undefined }],
    ['42/chat,7["wants",{}]', 'event', { name: 'wants', payload: {} }],
    ['43/chat,12[{"ok":true}]', 'acknowledged', { id: 12, answer: { ok: true } }],
  ])('%s is %s', (frame, type, rest) => {
    expect(read(frame)).toEqual({ type, ...rest });
  });

  it.each([
    ['another namespace', '42/seller,["request",{}]'],
    ['the main namespace', '42["message",{}]'],
    ['a namespace that begins alike', '42/chatter,["message",{}]'],
    ['an acknowledgement of nothing', '43/chat,[{}]'],
    ['an event without a name', '42/chat,[]'],
    ['an event that is no list', '42/chat,{"a":1}'],
    ['JSON that breaks off', '42/chat,["message",{"te'],
    ['an opening without times', '0{}'],
    ['an opening that is no object', '0null'],
    ['bytes', new ArrayBuffer(2)],
    ['nothing', ''],
    ['a frame that only servers get', '3'],
  ])('%s says nothing', (_what, frame) => {
    expect(read(frame)).toBeUndefined();
  });

  it('are written as the server reads them', () => {
    expect(connectFrame('/chat', { token: 't' })).toBe('40/chat,{"token":"t"}');
    expect(eventFrame('/chat', 'read', { seq: 1 })).toBe('42/chat,["read",{"seq":1}]');
    expect(eventFrame('/chat', 'join', { after: 2 }, 0)).toBe('42/chat,0["join",{"after":2}]');
  });
});
