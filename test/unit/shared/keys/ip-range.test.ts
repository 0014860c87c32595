import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalIpRange, isLimited } from '../../../../shared/keys/ip-range';

describe('canonicalIpRange', () => {
  it.each([
    ['203.0.113.7', '203.0.113.7/32'],
    [' 203.0.113.7 ', '203.0.113.7/32'],
    ['203.0.113.7/24', '203.0.113.0/24'],
    ['0.0.0.0/0', '0.0.0.0/0'],
    ['255.255.255.255/32', '255.255.255.255/32'],
    ['2001:DB8::1', '2001:db8::1/128'],
    ['2001:0db8:0000:0000:0000:0000:0000:0001/32', '2001:db8::/32'],
    ['::/0', '::/0'],
    ['::1', '::1/128'],
    ['::ffff:192.0.2.1', '::ffff:c000:201/128'],
  ])('writes %j as %j', (text, range) => {
    expect(canonicalIpRange(text)).toBe(range);
  });

  it.each([
    '',
    '/',
    '/24',
    '10.1',
    '167772161',
    '0x7f.0.0.1',
    '0x7f000001',
    '010.1.1.1',
    '1.2.3.256',
    '1.2.3.4.5',
    '1.2.3.4/',
    '1.2.3.4/33',
    '1.2.3.4/-1',
    '1.2.3.4/+8',
    '1.2.3.4/08',
    '1.2.3.4/8.0',
    '1.2.3.4/1e1',
    '1.2.3.4/24/24',
    '1.2.3.4/255.255.255.0',
    '1.2.3.4\n5.6.7.8',
    '1.2.3.4 /24',
    '::1/129',
    '::1/1280',
    '::1%eth0',
    'fe80::1%1/64',
    '::ffff:010.1.1.1',
    '::ffff:0x7f.0.0.1',
    '::ffff:1.2.3.256',
    '[::1]',
    '[::1]:80',
    ':::',
    '1::2::3',
    '12345::',
    '1:2:3:4:5:6:7',
    '1:2:3:4:5:6:7:8:9',
    '１.２.３.４',
    'localhost',
    '*',
    '__proto__',
  ])('refuses %j', (text) => {
    expect(canonicalIpRange(text)).toBeNull();
  });

  it('never throws, and its answer is the one form of the range', () => {
    const address = fc.oneof(fc.ipV4(), fc.ipV6(), fc.ipV4Extended(), fc.string());
    const text = fc.oneof(
      address,
      fc.tuple(address, fc.integer({ min: -1, max: 130 })).map(([ip, bits]) => `${ip}/${bits}`),
    );
    fc.assert(
      fc.property(text, (written) => {
        const range = canonicalIpRange(written);
        if (range !== null) expect(canonicalIpRange(range)).toBe(range);
      }),
      { numRuns: 2_000 },
    );
  });

  it('accepts every plain address with every prefix length it may have', () => {
    fc.assert(
      fc.property(fc.ipV4(), fc.integer({ min: 0, max: 32 }), (address, bits) => {
        expect(canonicalIpRange(`${address}/${bits}`)).toMatch(new RegExp(`/${bits}$`));
      }),
    );
    fc.assert(
      fc.property(fc.ipV6(), fc.integer({ min: 0, max: 128 }), (address, bits) => {
        expect(canonicalIpRange(`${address}/${bits}`)).toMatch(new RegExp(`/${bits}$`));
      }),
    );
  });
});

describe('addresses that limit a key', () => {
  it.each<[string[], boolean]>([
    [[], false],
    [['0.0.0.0/0'], false],
    [['10.0.0.0/8', '::/0'], false],
    [['0.0.0.0/1', '128.0.0.0/1'], false],
    [['0.0.0.0/1', '128.0.0.0/2', '192.0.0.0/2', '10.0.0.0/8'], false],
    [['8000::/1', '::/1'], false],
    [['0.0.0.0/1', '0.0.0.0/2', '64.0.0.0/2'], true],
    [['0.0.0.0/1', '0.0.0.0/1'], true],
    [['0.0.0.0/1', '8000::/1'], true],
    [['203.0.113.7/32'], true],
  ])('%j: %j', (ranges, limited) => {
    expect(isLimited(ranges)).toBe(limited);
  });
});
