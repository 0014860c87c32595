import type { KdfCost } from '../../electron/vault/crypto/argon2id';

/** The cheapest KDF cost of a passphrase slot: for vaults that protect nothing. */
export const CHEAP_COST: KdfCost = { memoryKiB: 19 * 1024, iterations: 2, parallelism: 1 };
