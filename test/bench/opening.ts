import { Low } from 'lowdb';
import { JSONFile } from 'lowdb/node';
import type { StoredKey } from '../../electron/vault/format/events';
import { openWithRecoveryCode, vaultEnvironment } from '../support/open-vault-file';
import type { Figure } from './figure';
import type { FilledProfile, Profiles } from './profiles';

const GROUP = 'Opening a vault, without Argon2id';

/**
 * The time to read, unseal and verify a vault, against lowdb reading the same keys in plain text.
 */
export async function measureOpening(
  profiles: Profiles,
  sizes: readonly { keys: number; runs: number }[],
): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const { keys, runs } of sizes) {
    const profile = await profiles.filled(keys);
    const plain = await plainCopy(profile, profiles.path(`plain-${keys}.json`));
    const ours: number[] = [];
    const lowdbs: number[] = [];
    for (let run = 0; run <= runs; run += 1) {
      const opening = await timed(async () => {
        const vault = await openWithRecoveryCode(
          vaultEnvironment(profile.directory),
          profile.recoveryCode,
        );
        // All its keys are loaded, as in the compared store.
        if (vault.keys.size !== keys) throw new Error('not all keys are there');
        return () => vault.close();
      });
      const reading = await timed(async () => {
        await new Low<{ keys: StoredKey[] }>(new JSONFile(plain), { keys: [] }).read();
        return async () => undefined;
      });
      if (run === 0) continue;
      ours.push(opening);
      lowdbs.push(reading);
    }
    figures.push({
      group: GROUP,
      name: `${keys.toLocaleString('en-GB')} keys`,
      unit: 'ms',
      samples: ours,
      floor: { name: 'lowdb reading plain JSON', samples: lowdbs },
    });
  }
  return figures;
}

/** @returns milliseconds, without the clean-up by the returned function */
async function timed(work: () => Promise<() => Promise<unknown>>): Promise<number> {
  const start = performance.now();
  const after = await work();
  const milliseconds = performance.now() - start;
  await after();
  return milliseconds;
}

/** The keys of a vault in lowdb's format. @returns the path */
async function plainCopy(profile: FilledProfile, path: string): Promise<string> {
  const vault = await openWithRecoveryCode(
    vaultEnvironment(profile.directory),
    profile.recoveryCode,
  );
  const keys = [...vault.keys.values()];
  const database = new Low<{ keys: StoredKey[] }>(new JSONFile(path), { keys });
  await database.write();
  await vault.close();
  return path;
}
