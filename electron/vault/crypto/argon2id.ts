import type { Algorithm, Version } from '@node-rs/argon2';
import { z } from 'zod';
import { KEY_BYTES } from './data-key';

/** The Argon2id parameters of a slot: the cost of one passphrase guess. */
export interface KdfCost {
  memoryKiB: number;
  iterations: number;
  parallelism: number;
}

/** Bounds for one slot. Below is a downgrade attack, above a denial of service. */
const MIB = 1024;
export const kdfCostSchema = z.strictObject({
  memoryKiB: z
    .int()
    .min(19 * MIB)
    .max(1024 * MIB),
  iterations: z.int().min(2).max(20),
  parallelism: z.int().min(1).max(4),
});

/**
 * The least cost of a new vault: 64 MiB and 3 passes, the second recommended option of RFC 9106.
 */
export const BASE_COST: KdfCost = { memoryKiB: 64 * MIB, iterations: 3, parallelism: 1 };

const TARGET_MS = 500;
const MAX_MEMORY_KIB = 256 * MIB;
const MAX_ITERATIONS = 10;
/** The most work that `calibrate` chooses for one passphrase: memory times passes. */
const MAX_WORK = MAX_MEMORY_KIB * MAX_ITERATIONS;

/**
 * Whether the slots of a file may be tried. A wrong passphrase is tried on every slot, so their
 * work together is limited to that of the one slot this app makes.
 */
export function areAcceptableCosts(costs: readonly KdfCost[]): boolean {
  const work = costs.reduce((sum, { memoryKiB, iterations }) => sum + memoryKiB * iterations, 0);
  return work <= MAX_WORK && costs.every((cost) => kdfCostSchema.safeParse(cost).success);
}

/**
 * Derives a key from a passphrase. Runs natively and off the main thread.
 *
 * @returns 32 bytes
 */
export async function argon2id(
  passphrase: string,
  salt: Uint8Array,
  cost: KdfCost,
): Promise<Buffer> {
  // Imported on first use: unlocking by keychain does not need it.
  const { hashRaw } = await import('@node-rs/argon2');
  return await hashRaw(passphrase.normalize('NFC'), {
    // Ambient const enums cannot be imported when each file is compiled on its own, so their values
    // are written out.
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
 * Chooses the cost that takes about half a second on this computer: more memory first, because
 * guessing hardware lacks it, then more passes.
 *
 * @param measure milliseconds that one derivation takes at a cost
 */
export async function calibrate(measure: (cost: KdfCost) => Promise<number>): Promise<KdfCost> {
  const base = Math.max(await measure(BASE_COST), 1);
  const memoryFactor = Math.min(
    Math.max(2 ** Math.floor(Math.log2(TARGET_MS / base)), 1),
    MAX_MEMORY_KIB / BASE_COST.memoryKiB,
  );
  const iterations = Math.floor((BASE_COST.iterations * TARGET_MS) / (base * memoryFactor));
  return {
    memoryKiB: BASE_COST.memoryKiB * memoryFactor,
    iterations: Math.min(Math.max(iterations, BASE_COST.iterations), MAX_ITERATIONS),
    parallelism: BASE_COST.parallelism,
  };
}

export async function measureArgon2id(cost: KdfCost): Promise<number> {
  const start = performance.now();
  await argon2id('calibration', Buffer.alloc(16), cost);
  return performance.now() - start;
}
