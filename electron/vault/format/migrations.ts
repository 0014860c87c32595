import { ADDED_FIELDS } from '../../../shared/keys/api-key';

/** The version of `vault.json` that this app writes. */
export const FORMAT_VERSION = 2;

/** The first version whose records have the fields that tell the life of a key. */
export const LIFE_OF_KEY = 2;

/** `ladder[n]` turns a key of version n into one of version n + 1. */
type Ladder = Record<number, (key: unknown) => unknown>;

/**
 * The header is the same in all versions. A vault is migrated in memory while its keys are read;
 * its file changes with the next snapshot, which `Vault` writes before the first commit.
 */
const ladder: Ladder = { 1: addLifeOfKey };

/** Migrates a key of an older version to the present one. */
export function migrateKey(
  key: unknown,
  version: number,
  rungs: Ladder = ladder,
  target: number = FORMAT_VERSION,
): unknown {
  let current = key;
  for (let rung = version; rung < target; rung += 1) {
    const step = rungs[rung];
    if (!step) throw new Error(`no migration from version ${rung}`);
    current = step(current);
  }
  return current;
}

/** Version 2 knows when a secret was made, who owns a key, and whether it was compromised. */
function addLifeOfKey(key: unknown): unknown {
  const record: unknown = typeof key === 'object' && key !== null && Reflect.get(key, 'record');
  if (typeof record !== 'object' || record === null) return key;
  return { ...(key as object), record: { ...structuredClone(ADDED_FIELDS), ...record } };
}
