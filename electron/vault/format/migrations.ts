/** The version of `vault.json` that this app writes. */
export const FORMAT_VERSION = 1;

/**
 * The ladder: `migrations[n]` turns the plain header of version n into that of version n + 1. Version 1 is the
 * first rung, so there is none yet. A vault is migrated in memory; its file changes with the next snapshot.
 */
const migrations: Ladder = {};
type Ladder = Record<number, (file: unknown) => unknown>;

/** Brings what was read up to the present version, or up the given ladder. */
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
