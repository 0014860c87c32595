import { hashRaw } from '@node-rs/argon2';
import { describe, expect, it } from 'vitest';
import type { KdfCost } from '../../../../../electron/vault/crypto/argon2id';
import {
  BASE_COST,
  argon2id,
  calibrate,
  areAcceptableCosts,
  kdfCostSchema,
  measureArgon2id,
} from '../../../../../electron/vault/crypto/argon2id';
import { CHEAP_COST } from '../../../../support/cheap-cost';

describe('argon2id', () => {
  it('matches the known answers of the reference implementation (version 0x13)', async () => {
    const salt = Buffer.from('somesalt');
    const vectors: [number, number, string, string][] = [
      [65536, 2, 'password', '09316115d5cf24ed5a15a31a3ba326e5cf32edc24702987c02b6566f61913cf7'],
      [256, 2, 'password', '9dfeb910e80bad0311fee20f9c0e2b12c17987b4cac90c2ef54d5b3021c68bfe'],
      [
        65536,
        2,
        'differentpassword',
        '0b84d652cf6b0c4beaef0dfe278ba6a80df6696281d7e0d2891b817d8c458fde',
      ],
    ];
    for (const [memoryKiB, iterations, passphrase, answer] of vectors) {
      const key = await argon2id(passphrase, salt, { memoryKiB, iterations, parallelism: 1 });
      expect(key.toString('hex')).toBe(answer);
    }
  });

  it('is the id variant, and depends on every cost parameter', async () => {
    const salt = Buffer.alloc(16, 1);
    const keys = await Promise.all([
      argon2id('p', salt, CHEAP_COST),
      argon2id('q', salt, CHEAP_COST),
      argon2id('p', Buffer.alloc(16, 2), CHEAP_COST),
      argon2id('p', salt, { ...CHEAP_COST, iterations: 3 }),
      argon2id('p', salt, { ...CHEAP_COST, memoryKiB: CHEAP_COST.memoryKiB + 1024 }),
      argon2id('p', salt, { ...CHEAP_COST, parallelism: 2 }),
      hashRaw('p', { algorithm: 1, salt, memoryCost: 19 * 1024, timeCost: 2, parallelism: 1 }),
    ]);
    expect(keys[0]).toHaveLength(32);
    expect(new Set(keys.map((key) => key.toString('hex'))).size).toBe(keys.length);
  });

  it('normalises the passphrase to NFC', async () => {
    const salt = Buffer.alloc(16, 1);
    expect(await argon2id('caf\u00e9', salt, CHEAP_COST)).toEqual(
      await argon2id('cafe\u0301', salt, CHEAP_COST),
    );
  });

  it('measures in milliseconds', async () => {
    const took = await measureArgon2id(CHEAP_COST);
    expect(took).toBeGreaterThan(0.5);
    expect(took).toBeLessThan(30_000);
  });
});

describe('the KDF cost of a new vault', () => {
  const costWhen = (baseMs: number) => calibrate(async () => baseMs);

  it('is never below 64 MiB and 3 passes, on the slowest computer', async () => {
    expect(await costWhen(60_000)).toEqual(BASE_COST);
    expect(await costWhen(500)).toEqual(BASE_COST);
  });

  it('increases memory first, then passes, up to about half a second', async () => {
    expect(await costWhen(250)).toEqual({ memoryKiB: 128 * 1024, iterations: 3, parallelism: 1 });
    expect(await costWhen(45)).toEqual({ memoryKiB: 256 * 1024, iterations: 8, parallelism: 1 });
    for (let base = 30; base <= 500; base += 1) {
      const cost = await costWhen(base);
      const expected =
        (base * cost.memoryKiB * cost.iterations) / (BASE_COST.memoryKiB * BASE_COST.iterations);
      expect(expected).toBeGreaterThan(240);
      expect(expected).toBeLessThanOrEqual(500);
    }
  });

  it('is bounded on an infinitely fast computer', async () => {
    for (const base of [0, 0.001, 1]) {
      expect(await costWhen(base)).toEqual({
        memoryKiB: 256 * 1024,
        iterations: 10,
        parallelism: 1,
      });
    }
  });

  it('is always accepted on opening', async () => {
    for (const base of [0, 1, 10, 100, 1_000, 100_000]) {
      expect(areAcceptableCosts([await costWhen(base)])).toBe(true);
    }
  });
});

describe('the limits on the cost of a slot', () => {
  const accepts = (cost: Partial<KdfCost>) =>
    kdfCostSchema.safeParse({ ...CHEAP_COST, ...cost }).success;

  it.each([
    [{ memoryKiB: 19 * 1024 }, true],
    [{ memoryKiB: 19 * 1024 - 1 }, false],
    [{ memoryKiB: 1024 * 1024 }, true],
    [{ memoryKiB: 1024 * 1024 + 1 }, false],
    [{ iterations: 1 }, false],
    [{ iterations: 20 }, true],
    [{ iterations: 21 }, false],
    [{ parallelism: 0 }, false],
    [{ parallelism: 4 }, true],
    [{ parallelism: 5 }, false],
    [{ memoryKiB: Number.NaN }, false],
    [{ iterations: 2.5 }, false],
  ])('%j: %s', (cost, accepted) => {
    expect(accepts(cost)).toBe(accepted);
  });

  it('hold for all slots of a file together: no more than one unlock at the highest cost', async () => {
    const heaviest = await calibrate(async () => 0);
    const { memoryKiB, iterations } = heaviest;
    expect(areAcceptableCosts([heaviest])).toBe(true);
    expect(areAcceptableCosts([heaviest, CHEAP_COST])).toBe(false);
    expect(areAcceptableCosts([{ ...heaviest, memoryKiB: memoryKiB + 1 }])).toBe(false);
    expect(areAcceptableCosts([{ ...heaviest, iterations: iterations + 1 }])).toBe(false);
    const half = { ...heaviest, iterations: iterations / 2 };
    expect(areAcceptableCosts([half, half])).toBe(true);
    expect(areAcceptableCosts([half, half, CHEAP_COST])).toBe(false);
    // Each slot is still checked, however cheap the others are.
    expect(areAcceptableCosts([CHEAP_COST, { ...CHEAP_COST, iterations: 1 }])).toBe(false);
  });
});
