import { setTimeout as sleep } from 'node:timers/promises';
import { usageOf } from '../support/process-usage';
import { startSecretService, whyNoSecretService } from '../support/secret-service';
import type { Figure } from './figure';
import type { Start } from './painted';
import { startPainted } from './painted';
import type { Profiles } from './profiles';
import { KEYS, emptyStart, keychainStart } from './starts';

const GROUP = 'At rest, all processes together';
/** By then everything that is preloaded has been loaded. */
const SETTLED_MS = 8_000;

interface Samples {
  /** MiB */
  pss: number[];
  /** milliseconds in a minute */
  cpu: number[];
}

/** The processor time of an idle window with a table, against an empty window. */
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
  const table: Samples = { pss: [], cpu: [] };
  const empty: Samples = { pss: [], cpu: [] };
  try {
    const start = await keychainStart(profiles.path('keychain-at-rest'), service);
    for (let round = 0; round < rounds; round += 1) {
      await measureAlone(emptyStart(profiles), seconds, empty);
      await measureAlone(start, seconds, table);
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

/**
 * One app at a time: two would share Electron's pages in memory, which PSS divides. An installed
 * app shares them with no other.
 */
async function measureAlone(start: Start, seconds: number, samples: Samples): Promise<void> {
  const { app } = await startPainted(start);
  try {
    await sleep(SETTLED_MS);
    const before = await usageOf(app.pid);
    await sleep(seconds * 1000);
    const after = await usageOf(app.pid);
    samples.pss.push(after.pssMiB);
    samples.cpu.push(((after.cpuMs - before.cpuMs) * 60) / seconds);
  } finally {
    await app.kill();
  }
}
