import { setTimeout as sleep } from 'node:timers/promises';
import { usageOf } from '../support/process-usage';
import { startSecretService, whyNoSecretService } from '../support/secret-service';
import type { SpawnedApp } from '../support/spawned-app';
import type { Figure } from './figure';
import { startPainted } from './painted';
import type { Profiles } from './profiles';
import { KEYS, emptyStart, keychainStart } from './starts';

const GROUP = 'At rest, all processes together';
/** By then everything has been loaded that is loaded without being asked for. */
const SETTLED_MS = 8_000;

/** What an open table uses that nobody touches, against an empty window at the same time. */
export async function measureAtRest(
  profiles: Profiles,
  { rounds, seconds }: { rounds: number; seconds: number },
): Promise<Figure[]> {
  const why = whyNoSecretService();
  if (why) {
    console.log(`  no keychain here (${why}): what the app uses at rest is not measured`);
    return [];
  }
  const service = await startSecretService();
  const table = { pss: [] as number[], cpu: [] as number[] };
  const empty = { pss: [] as number[], cpu: [] as number[] };
  try {
    const start = await keychainStart(profiles.path('keychain-at-rest'), service);
    for (let round = 0; round < rounds; round += 1) {
      const apps: { app: SpawnedApp; samples: typeof table }[] = [];
      try {
        apps.push({ app: (await startPainted(emptyStart(profiles))).app, samples: empty });
        apps.push({ app: (await startPainted(start)).app, samples: table });
        await sleep(SETTLED_MS);
        const before = await Promise.all(apps.map(({ app }) => usageOf(app.pid)));
        await sleep(seconds * 1000);
        const after = await Promise.all(apps.map(({ app }) => usageOf(app.pid)));
        for (const [index, { samples }] of apps.entries()) {
          const used = (after[index]?.cpuMs ?? 0) - (before[index]?.cpuMs ?? 0);
          samples.pss.push(after[index]?.pssMiB ?? 0);
          samples.cpu.push((used * 60) / seconds);
        }
      } finally {
        for (const { app } of apps) await app.kill();
      }
    }
  } finally {
    await service.stop();
  }
  const name = `table of ${KEYS.toLocaleString('en-GB')} keys`;
  const floor = (samples: readonly number[]) => ({ name: 'empty window', samples });
  const aim = (atMost: number) => ({ of: 'ratio' as const, atMost });
  return [
    { group: GROUP, name: 'memory (PSS), empty window', unit: 'MiB', samples: empty.pss },
    {
      group: GROUP,
      name: `memory (PSS), ${name}`,
      unit: 'MiB',
      samples: table.pss,
      floor: floor(empty.pss),
      aim: aim(1.25),
    },
    { group: GROUP, name: 'processor, in a minute, empty window', unit: 'ms', samples: empty.cpu },
    {
      group: GROUP,
      name: `processor, in a minute, ${name}`,
      unit: 'ms',
      samples: table.cpu,
      floor: floor(empty.cpu),
    },
  ];
}
