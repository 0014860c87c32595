import { KeyChanges } from '../../electron/keys/key-changes';
import type { KeyChange } from '../../shared/keys/key-change';
import { planChange } from '../../shared/keys/plan-change';
import { planDigest } from '../../shared/keys/plan-digest';
import { expectOk } from '../support/expect-ok';
import { openWithRecoveryCode, vaultEnvironment } from '../support/open-vault-file';
import type { Figure } from './figure';
import type { Profiles } from './profiles';

const GROUP = 'Changing 10,000 API keys in one commit';
const KEYS = 10_000;
const TICK_MS = 5;

/** The time until the change is durable, and the longest time in which nothing else was answered. */
export async function measureBulkChange(profiles: Profiles, rounds: number): Promise<Figure[]> {
  const { directory, recoveryCode } = await profiles.filled(KEYS);
  const vault = await openWithRecoveryCode(vaultEnvironment(directory), recoveryCode);
  const changes = new KeyChanges({
    vault: () => vault,
    now: Date.now,
    onProgress: () => undefined,
  });
  const ids = [...vault.keys.keys()];
  const whole: number[] = [];
  const pauses: number[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    const change: KeyChange = { kind: 'owner', owner: `Owner ${round}` };
    const records = Array.from(vault.keys.values(), ({ record }) => record);
    const shown = planDigest(planChange(change, records));
    const pause = longestPause();
    const start = performance.now();
    const { changed } = expectOk(await changes.change({ ids, change, shown }));
    const took = performance.now() - start;
    const longest = pause.end();
    if (changed !== ids.length) throw new Error(`changed ${changed} keys`);
    // The first round warms up.
    if (round === 0) continue;
    whole.push(took);
    pauses.push(longest);
  }
  await vault.close();
  return [
    {
      group: GROUP,
      name: 'until it is durable',
      unit: 'ms',
      samples: whole,
      aim: { of: 'value', atMost: 2_000 },
    },
    { group: GROUP, name: 'longest pause of the main process', unit: 'ms', samples: pauses },
  ];
}

function longestPause() {
  let last = performance.now();
  let longest = 0;
  const look = () => {
    const now = performance.now();
    longest = Math.max(longest, now - last - TICK_MS);
    last = now;
  };
  const timer = setInterval(look, TICK_MS);
  return {
    end: () => {
      clearInterval(timer);
      look();
      return longest;
    },
  };
}
