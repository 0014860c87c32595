import type { KdfCost } from '../../electron/vault/crypto/argon2id';

/** The cheapest cost that a passphrase slot may have: for vaults that protect nothing. */
export const CHEAP_COST: KdfCost = { memoryKiB: 19 * 1024, iterations: 2, parallelism: 1 };
