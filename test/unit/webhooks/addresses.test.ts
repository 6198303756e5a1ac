import fc from 'fast-check';
import ipaddr from 'ipaddr.js';
import { describe, expect, it } from 'vitest';
import { isLocalName, isPublicAddress, literalAddress } from '../../../src/channels/webhooks/addresses.ts';

/** Blocks that are not the public internet (IANA's special-purpose registries, and what cannot be a host). */
const CLOSED = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '168.63.129.16/32',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
];
const CLOSED_6 = [
  '::/128',
  '::1/128',
  '::/96',
  '64:ff9b::/96',
  '64:ff9b:1::/48',
  '100::/64',
  '2001::/32',
  '2001:db8::/32',
  '2002::/16',
  '3fff::/20',
  'fc00::/7',
  'fe80::/10',
  'fec0::/10',
  'ff00::/8',
];

/** Any address inside a block. */
function within(block: string): fc.Arbitrary<string> {
  const [network, bits] = ipaddr.parseCIDR(block);
  const start = network.toByteArray();
  return fc.uint8Array({ minLength: start.length, maxLength: start.length }).map((bytes) => {
    const mixed = start.map((byte, index) => {
      const fixed = Math.min(8, Math.max(0, bits - index * 8));
      const free = 0xff >> fixed;
      return (byte & ~free) | ((bytes[index] ?? 0) & free);
    });
    return ipaddr.fromByteArray(mixed).toNormalizedString();
  });
}

const mapped = (address: string): string => `::ffff:${address}`;
/** `::ffff:7f00:1` */
const mappedInHex = (address: string): string => ipaddr.IPv4.parse(address).toIPv4MappedAddress().toNormalizedString();

describe('an address', () => {
  it.each(CLOSED)('of %s is not public, also as IPv6', (block) => {
    fc.assert(
      fc.property(within(block), (address) => {
        expect(isPublicAddress(address), address).toBe(false);
        expect(isPublicAddress(mapped(address)), mapped(address)).toBe(false);
        expect(isPublicAddress(mappedInHex(address)), mappedInHex(address)).toBe(false);
      }),
    );
  });

  it.each(CLOSED_6)('of %s is not public', (block) => {
    fc.assert(
      fc.property(within(block), (address) => {
        expect(isPublicAddress(address), address).toBe(false);
      }),
    );
  });

  it.each(['8.8.8.8', '93.184.215.14', '::ffff:8.8.8.8', '2606:4700::1111', '2a00:1450:4001::200e'])(
    '%s is public',
    (address) => expect(isPublicAddress(address)).toBe(true),
  );

  it.each(['', 'localhost', 'shop.example', '999.1.1.1', '1.2.3', 'fe80::1%eth0', '[::1]'])(
    '"%s" is no public address',
    (text) => expect(isPublicAddress(text)).toBe(false),
  );
});

describe('the host of a URL', () => {
  it.each([
    ['http://127.0.0.1/', '127.0.0.1'],
    ['http://127.1/', '127.0.0.1'],
    ['http://0x7f000001/', '127.0.0.1'],
    ['http://2130706433/', '127.0.0.1'],
    ['http://0177.0.0.1/', '127.0.0.1'],
    ['http://[::1]:8080/', '::1'],
    ['http://[::ffff:127.0.0.1]/', '::ffff:7f00:1'],
    ['http://①②⑦.0.0.1/', '127.0.0.1'],
  ])('%s is the address %s', (url, address) => {
    expect(literalAddress(new URL(url).hostname)).toBe(address);
    expect(isPublicAddress(address)).toBe(false);
  });

  it('of letters is none', () => expect(literalAddress('shop.example')).toBeNull());

  it.each(['localhost', 'LOCALHOST', 'localhost.', 'parley.localhost'])('%s is this machine', (name) => {
    expect(isLocalName(name)).toBe(true);
  });
  it.each(['localhost.example', 'mylocalhost', 'shop.example'])('%s is not', (name) => {
    expect(isLocalName(name)).toBe(false);
  });
});
