import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { generateSecret, hashSecret, isSecret } from '../../../../electron/keys/secret';
import { SECRET_LENGTH, SECRET_PATTERN } from '../../../../shared/keys/secret-format';

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** An independent implementation of the checksum. */
const checksumOf = (text: string): string => {
  const value = crc32(text);
  return Array.from(
    { length: 6 },
    (_, place) => ALPHABET[Math.floor(value / 62 ** (5 - place)) % 62],
  ).join('');
};

describe('a generated secret', () => {
  it.each(['live', 'test'] as const)(
    'has the format of %s, and a valid checksum',
    (environment) => {
      for (let count = 0; count < 500; count += 1) {
        const secret = generateSecret(environment);
        expect(secret).toHaveLength(SECRET_LENGTH);
        expect(secret).toMatch(SECRET_PATTERN);
        expect(secret.startsWith(`ock_${environment}_`)).toBe(true);
        expect(secret.slice(-6)).toBe(checksumOf(secret.slice(0, -6)));
        expect(isSecret(secret)).toBe(true);
      }
    },
  );

  it('never repeats, and uses every character about equally often', () => {
    const secrets = Array.from({ length: 5_000 }, () => generateSecret('live'));
    expect(new Set(secrets).size).toBe(secrets.length);
    const counts = new Map<string, number>();
    for (const character of secrets.map((secret) => secret.slice(9, 49)).join('')) {
      counts.set(character, (counts.get(character) ?? 0) + 1);
    }
    // 200,000 characters: 3,226 of each are expected, give or take 56; without rejection sampling
    // the first eight would be a quarter more frequent.
    expect(counts.size).toBe(62);
    for (const count of counts.values()) {
      expect(count).toBeGreaterThan(2_800);
      expect(count).toBeLessThan(3_650);
    }
  });
});

describe('isSecret', () => {
  it('pads small checksums with zeros', () => {
    // The CRC-32 of one text in 62 is below 62⁵.
    const body = Array.from(
      { length: 10_000 },
      (_, number) => `ock_test_${String(number).padStart(40, '0')}`,
    ).find((text) => crc32(text) < 62 ** 5);
    expect(isSecret(`${body}${checksumOf(body ?? '')}`)).toBe(true);
    expect(checksumOf(body ?? '')).toMatch(/^0/);
  });

  it('detects every single wrong character and every transposition of neighbours', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: SECRET_LENGTH - 1 }),
        fc.constantFrom(...ALPHABET.split('')),
        (place, character) => {
          const secret = generateSecret('live');
          const slipped = secret.slice(0, place) + character + secret.slice(place + 1);
          expect(isSecret(slipped)).toBe(slipped === secret);
          const swapped =
            secret.slice(0, place) +
            (secret[place + 1] ?? '') +
            (secret[place] ?? '') +
            secret.slice(place + 2);
          if (place + 1 < SECRET_LENGTH) expect(isSecret(swapped)).toBe(swapped === secret);
        },
      ),
      { numRuns: 1_000 },
    );
  });

  it('refuses any other format', () => {
    const secret = generateSecret('live');
    for (const text of ['', secret.slice(1), `${secret} `, secret.replace('live', 'prod')]) {
      expect(isSecret(text)).toBe(false);
    }
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => !isSecret(text)));
  });
});

describe('hashSecret', () => {
  it('is the SHA-256 of the whole secret in lower-case hex', () => {
    expect(hashSecret('abc')).toBe(
      'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    );
    const secret = generateSecret('test');
    expect(hashSecret(secret)).toBe(createHash('sha256').update(secret).digest('hex'));
  });
});
