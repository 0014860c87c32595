import { stat } from 'node:fs/promises';
import { ApiKeys } from '../../electron/keys/api-keys';
import type { Vault } from '../../electron/vault/vault';
import { vaultPaths } from '../../electron/vault/format/vault-paths';
import { expectOk } from '../support/expect-ok';
import { openWithRecoveryCode, vaultEnvironment } from '../support/open-vault-file';
import type { Figure } from './figure';
import type { Profiles } from './profiles';
import { appendAndSync, confSet, lowdbWrite } from './other-stores';

const GROUP = 'Creating an API key, durably, when there are already…';

/** One way of storing one more key. */
interface Way {
  keys: number;
  samples: number[];
  create(number: number): Promise<unknown>;
}

/**
 * The time until a new key is durable, through rules, vault and log; against appending and fsyncing
 * the same number of bytes, and against rewriting the whole file as lowdb and electron-store do.
 *
 * @param sizes how many keys there are, and how often the slow ones are measured
 */
export async function measureCreate(
  profiles: Profiles,
  { sizes, rounds }: { sizes: readonly { keys: number; runs: number }[]; rounds: number },
): Promise<Figure[]> {
  const vaults = [];
  for (const { keys } of sizes) vaults.push(await vaultWays(profiles, keys));
  await interleave(
    vaults.flatMap(({ ours, floor }) => [ours, floor]),
    rounds,
  );
  for (const { vault } of vaults) await vault.close();
  const smallest = { name: 'smallest vault', samples: vaults[0]?.ours.samples ?? [] };
  const figures = vaults.flatMap(({ ours, floor }) => [
    { ...figureOf(ours, ''), floor: { name: 'append + fsync', samples: floor.samples } },
    {
      ...figureOf(ours, ', growth'),
      floor: smallest,
      aim: { of: 'ratio' as const, atMost: 1.3 },
    },
    figureOf(floor, ', append + fsync'),
  ]);
  // Afterwards, because their writes without fsync would reach the disk during the other
  // measurements.
  for (const [index, { keys, runs }] of sizes.entries()) {
    const { lowdb, conf } = await otherWays(profiles, keys);
    await interleave([lowdb, conf], runs);
    const floor = { name: 'ours', samples: vaults[index]?.ours.samples ?? [] };
    figures.push(
      { ...figureOf(lowdb, ', lowdb’s own write'), floor },
      { ...figureOf(conf, ', electron-store’s own set'), floor },
    );
  }
  return figures;
}

const figureOf = ({ keys, samples }: Way, name: string): Figure => ({
  group: GROUP,
  name: `${keys.toLocaleString('en-GB')} keys${name}`,
  unit: 'ms',
  samples,
});

/**
 * In turn, so that other load on the machine affects all of them equally. The first round warms up.
 */
async function interleave(ways: readonly Way[], rounds: number): Promise<void> {
  for (let round = 0; round <= rounds; round += 1) {
    for (const way of ways) {
      const start = performance.now();
      await way.create(round);
      if (round > 0) way.samples.push(performance.now() - start);
    }
  }
}

async function vaultWays(
  profiles: Profiles,
  keys: number,
): Promise<{ vault: Vault; ours: Way; floor: Way }> {
  const { directory, recoveryCode } = await profiles.filled(keys);
  const vault = await openWithRecoveryCode(vaultEnvironment(directory), recoveryCode);
  const apiKeys = new ApiKeys({ vault: () => vault, now: Date.now, onChange: () => undefined });
  const create = async (number: number) => expectOk(await apiKeys.create(newKey(number)));
  const { activity } = vaultPaths(directory);
  const before = (await stat(activity)).size;
  await create(-1);
  const bytes = (await stat(activity)).size - before;
  const append = await appendAndSync(profiles.path(`append-${keys}`), bytes);
  return {
    vault,
    ours: { keys, samples: [], create },
    floor: { keys, samples: [], create: append },
  };
}

async function otherWays(profiles: Profiles, keys: number): Promise<{ lowdb: Way; conf: Way }> {
  const { directory, recoveryCode } = await profiles.filled(keys);
  const vault = await openWithRecoveryCode(vaultEnvironment(directory), recoveryCode);
  const stored = [...vault.keys.values()];
  await vault.close();
  const lowdb = await lowdbWrite(profiles.path(`lowdb-${keys}.json`), stored);
  const conf = await confSet(profiles.path(`conf-${keys}`), stored);
  return {
    lowdb: { keys, samples: [], create: lowdb },
    conf: { keys, samples: [], create: conf },
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
