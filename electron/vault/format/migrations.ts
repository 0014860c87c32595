/** The version of `vault.json` that this app writes. */
export const FORMAT_VERSION = 1;

/**
 * `migrations[n]` turns the plain header of version n into that of version n + 1. Version 1 is the
 * first, so there are none yet. A vault is migrated in memory; its file changes with the next
 * snapshot.
 */
const migrations: Ladder = {};
type Ladder = Record<number, (file: unknown) => unknown>;

/** Migrates what was read to the current version. */
export function migrate(
  file: unknown,
  version: number,
  ladder: Ladder = migrations,
  target: number = FORMAT_VERSION,
): unknown {
  let current = file;
  for (let rung = version; rung < target; rung += 1) {
    const step = ladder[rung];
    if (!step) throw new Error(`no migration from version ${rung}`);
    current = step(current);
  }
  return current;
}
