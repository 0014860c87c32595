import { stat } from 'node:fs/promises';
import { ApiKeys } from '../../electron/keys/api-keys';
import type { Vault } from '../../electron/vault/vault';
import { vaultPaths } from '../../electron/vault/vault-paths';
import { expectOk } from '../support/expect-ok';
import { openWithRecoveryCode, worldOf } from '../support/open-vault-file';
import type { Figure } from './figure';
import type { Profiles } from './profiles';
import { appendAndSync, confSet, lowdbWrite } from './other-stores';

const GROUP = 'Creating an API key, durably, when there are already…';

/** One way of storing one more key. */
interface Way {
  name: string;
  samples: number[];
  /** how many of the rounds it takes part in: what is slow is measured less often */
  every: number;
  create(number: number): Promise<unknown>;
}

/**
 * How long a new key takes to be safe on the disk, through rules, vault and log; against appending and fsyncing
 * the same number of bytes, and against rewriting the whole file as lowdb and electron-store do.
 */
export async function measureCreate(
  profiles: Profiles,
  options: { sizes: readonly number[]; rounds: number },
): Promise<Figure[]> {
  const stores = [];
  for (const keys of options.sizes) stores.push(await storesOf(profiles, keys));
  const ways = stores.flatMap(({ ours, floor, others }) => [ours, floor, ...others]);
  // Each in turn: whatever else the machine does meets them all. The first round warms up.
  for (let round = 0; round <= options.rounds; round += 1) {
    for (const way of ways) {
      if (round % way.every !== 0) continue;
      const start = performance.now();
      await way.create(round);
      if (round > 0) way.samples.push(performance.now() - start);
    }
  }
  for (const { vault } of stores) await vault.close();
  const smallest = stores[0]?.ours.samples ?? [];
  return stores.flatMap(({ keys, ours, floor, others }) => {
    const figure = (way: Way): Figure => ({
      group: GROUP,
      name: `${keys.toLocaleString('en-GB')} keys: ${way.name}`,
      unit: 'ms',
      samples: way.samples,
    });
    return [
      { ...figure(ours), floor: { name: 'append + fsync', samples: floor.samples } },
      {
        ...figure(ours),
        name: `${keys.toLocaleString('en-GB')} keys: the same, against the smallest vault`,
        floor: { name: 'the smallest', samples: smallest },
        aim: { of: 'ratio' as const, atMost: 1.3 },
      },
      figure(floor),
      ...others.map((way) => ({
        ...figure(way),
        floor: { name: 'ours', samples: ours.samples },
      })),
    ];
  });
}

interface Stores {
  keys: number;
  vault: Vault;
  ours: Way;
  floor: Way;
  others: Way[];
}

async function storesOf(profiles: Profiles, keys: number): Promise<Stores> {
  const { directory, recoveryCode } = await profiles.filled(keys);
  const vault = await openWithRecoveryCode(worldOf(directory), recoveryCode);
  const apiKeys = new ApiKeys({ vault: () => vault, now: Date.now, onChange: () => undefined });
  const create = async (number: number) => expectOk(await apiKeys.create(newKey(number)));
  const { activity } = vaultPaths(directory);
  const before = (await stat(activity)).size;
  await create(-1);
  const bytes = (await stat(activity)).size - before;
  const stored = [...vault.keys.values()];
  const every = Math.max(1, Math.round(keys / 2_000));
  const way = (name: string, often: number, work: Way['create']): Way => ({
    name,
    samples: [],
    every: often,
    create: work,
  });
  return {
    keys,
    vault,
    ours: way('Ownchat Keys', 1, create),
    floor: way('append + fsync', 1, await appendAndSync(profiles.path(`append-${keys}`), bytes)),
    others: [
      way('lowdb’s own write', every, await lowdbWrite(profiles.path(`lowdb-${keys}.json`), stored)),
      way('electron-store’s own set', every, await confSet(profiles.path(`conf-${keys}`), stored)),
    ],
  };
}

const newKey = (number: number) => ({
  name: `Benchmark ${number}`,
  integration: 'Benchmark',
  note: 'One more key, like the others.',
  environment: 'live' as const,
  scopes: ['contacts:write', 'conversations:read', 'tags:write'],
  expiresAt: null,
  allowedIps: [],
});
