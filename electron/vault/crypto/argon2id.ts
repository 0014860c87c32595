import type { Algorithm, Version } from '@node-rs/argon2';
import { z } from 'zod';
import { KEY_BYTES } from './data-key';

/** The cost of one passphrase guess, as it stands in the slot. */
export interface KdfCost {
  memoryKiB: number;
  iterations: number;
  parallelism: number;
}

/** What a single slot may ask for. Below is a downgrade by an attacker, above a way to freeze the machine. */
const MIB = 1024;
export const kdfCostSchema = z.strictObject({
  memoryKiB: z
    .int()
    .min(19 * MIB)
    .max(1024 * MIB),
  iterations: z.int().min(2).max(20),
  parallelism: z.int().min(1).max(4),
});

/** The lowest cost of a new vault: 64 MiB and 3 passes, the second option that RFC 9106 recommends, with one lane. */
export const BASE_COST: KdfCost = { memoryKiB: 64 * MIB, iterations: 3, parallelism: 1 };

const TARGET_MS = 500;
const MOST_MEMORY_KIB = 256 * MIB;
const MOST_ITERATIONS = 10;
/** The most work that `calibrate` gives to one passphrase: memory times passes. */
const MOST_WORK = MOST_MEMORY_KIB * MOST_ITERATIONS;

/**
 * Whether the slots of one file may be tried. A wrong passphrase is tried on all of them, so together they may take no
 * more than the one slot that this app makes.
 */
export function areAcceptableCosts(costs: readonly KdfCost[]): boolean {
  const work = costs.reduce((sum, { memoryKiB, iterations }) => sum + memoryKiB * iterations, 0);
  return work <= MOST_WORK && costs.every((cost) => kdfCostSchema.safeParse(cost).success);
}

/**
 * The key a passphrase gives. Runs natively and off the main thread.
 *
 * @returns 32 bytes
 */
export async function argon2id(
  passphrase: string,
  salt: Uint8Array,
  cost: KdfCost,
): Promise<Buffer> {
  // Loaded when a passphrase is first tried: whoever comes in by the keychain has no use for it.
  const { hashRaw } = await import('@node-rs/argon2');
  return await hashRaw(passphrase.normalize('NFC'), {
    // The enums are ambient const: their values are written out, since every file is compiled by itself.
    algorithm: 2 satisfies Algorithm.Argon2id,
    version: 1 satisfies Version.V0x13,
    salt,
    memoryCost: cost.memoryKiB,
    timeCost: cost.iterations,
    parallelism: cost.parallelism,
    outputLen: KEY_BYTES,
  });
}

/**
 * The cost that takes about half a second here: memory first, since it is what a guessing machine lacks,
 * then passes.
 *
 * @param measure milliseconds that one derivation at a cost takes
 */
export async function calibrate(measure: (cost: KdfCost) => Promise<number>): Promise<KdfCost> {
  const base = Math.max(await measure(BASE_COST), 1);
  const memoryFactor = Math.min(
    Math.max(2 ** Math.floor(Math.log2(TARGET_MS / base)), 1),
    MOST_MEMORY_KIB / BASE_COST.memoryKiB,
  );
  const iterations = Math.floor((BASE_COST.iterations * TARGET_MS) / (base * memoryFactor));
  return {
    memoryKiB: BASE_COST.memoryKiB * memoryFactor,
    iterations: Math.min(Math.max(iterations, BASE_COST.iterations), MOST_ITERATIONS),
    parallelism: BASE_COST.parallelism,
  };
}

export async function measureArgon2id(cost: KdfCost): Promise<number> {
  const start = performance.now();
  await argon2id('calibration', Buffer.alloc(16), cost);
  return performance.now() - start;
}
