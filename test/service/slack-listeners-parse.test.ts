import { describe, expect, it } from 'vitest';
import { parseCommand } from '../../bots/slack/listeners/parse.ts';

const NIGHT = { from: '22:00', to: '07:00' };

describe('What is typed after /parley', () => {
  it.each([
    ['list', { kind: 'list' }],
    ['  LIST  ', { kind: 'list' }],
    ['list shop-1', { kind: 'list', shop: 'shop-1' }],
    ['show req_1', { kind: 'show', query: 'req_1' }],
    ['show #577087614418520388', { kind: 'show', query: '#577087614418520388' }],
    ['show # 1001', { kind: 'show', query: '1001' }],
    ['show ＃1001', { kind: 'show', query: '＃1001' }],
    ['show `order-7`', { kind: 'show', query: 'order-7' }],
    ['link 7K3M-Q9XD', { kind: 'link', code: '7K3M-Q9XD' }],
    ['link 7k3m q9xd', { kind: 'link', code: '7k3m q9xd' }],
    ['channel', { kind: 'channel' }],
    ['channel shop-2', { kind: 'channel', shop: 'shop-2' }],
    ['quiet 22:00-07:00', { kind: 'quiet', hours: NIGHT }],
    ['quiet 22:00 - 7:00', { kind: 'quiet', hours: NIGHT }],
    ['quiet 22:00–07:00', { kind: 'quiet', hours: NIGHT }],
    ['quiet 22:00-07:00 shop-1', { kind: 'quiet', hours: NIGHT, shop: 'shop-1' }],
    ['quiet off', { kind: 'quiet', hours: null }],
    ['quiet OFF shop-1', { kind: 'quiet', hours: null, shop: 'shop-1' }],
    ['digest 9:00', { kind: 'digest', at: '09:00' }],
    ['digest 23:59 shop-1', { kind: 'digest', at: '23:59', shop: 'shop-1' }],
    ['digest off', { kind: 'digest', at: null }],
    ['digest ๐๙:๐๐', { kind: 'digest', at: '09:00' }],
    ['digest 9.00', { kind: 'digest', at: '09:00' }],
    ['digest 9am', { kind: 'digest', at: '09:00' }],
    ['digest 9 am shop-1', { kind: 'digest', at: '09:00', shop: 'shop-1' }],
    ['digest 24:00', { kind: 'digest', at: '00:00' }],
    ['quiet 10pm-7am', { kind: 'quiet', hours: NIGHT }],
    ['quiet 10 pm to 7 am shop-1', { kind: 'quiet', hours: NIGHT, shop: 'shop-1' }],
    ['quiet 22:00 07:00', { kind: 'quiet', hours: NIGHT }],
    ['quiet 22:00 07:00 shop-1', { kind: 'quiet', hours: NIGHT, shop: 'shop-1' }],
    ['quiet 22∶00-07:00', { kind: 'quiet', hours: NIGHT }],
    ['quiet 22-07', { kind: 'quiet', hours: NIGHT }],
    ['show orderˍ7', { kind: 'show', query: 'order_7' }],
    ['digest 9 shop-1', { kind: 'unclear', choices: ['digest 09:00 shop-1', 'digest 21:00 shop-1'] }],
    ['quiet 10pm-7', { kind: 'unclear', choices: ['quiet 22:00-07:00', 'quiet 22:00-19:00'] }],
    ['unlink', { kind: 'unlink' }],
    ['unlink shop-1', { kind: 'unlink', shop: 'shop-1' }],
    ['help', { kind: 'help' }],
  ])('%j is understood', (text, command) => {
    expect(parseCommand(text)).toEqual(command);
  });

  it.each(['', '   ', 'hello', 'lists', 'constructor', '__proto__ x', 'toString', '/parley list', 'สวัสดี'])(
    '%j is not known and gets help',
    (text) => {
      expect(parseCommand(text)).toEqual({ kind: 'help' });
    },
  );

  it.each([
    ['quiet', ''],
    ['quiet', '22:00'],
    ['quiet', '22:00-'],
    ['quiet', '25:00-07:00'],
    ['quiet', '22:60-07:00'],
    ['quiet', '22:00-07:00-08:00'],
    ['quiet', '22:00-22:00'],
    ['quiet', '22:0-07:00'],
    ['quiet', 'shop-1 22:00-07:00'],
    ['digest', ''],
    ['digest', '25:00'],
    ['digest', 'soon'],
    ['digest', '-1:00'],
    ['digest', '009:00'],
    ['digest', 'shop-1'],
    ['show', ''],
    ['show', 'two words'],
    ['show', 'x'.repeat(129)],
    ['link', ''],
    ['link', 'x'.repeat(129)],
  ])('a %s of %j is told what is wrong with it, and changes nothing', (about, rest) => {
    expect(parseCommand(`${about} ${rest}`)).toEqual({ kind: 'wrong', about });
  });
});
