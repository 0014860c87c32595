import { setTimeout as sleep } from 'node:timers/promises';
import { APP_DIRECTORY } from '../support/electron';
import { startSecretService, whyNoSecretService } from '../support/secret-service';
import type { Figure } from './figure';
import type { Start } from './painted';
import { THE_LOCK, paintedScript, startPainted } from './painted';
import type { Profiles } from './profiles';
import { KEYS, WITHOUT_GPU, emptyStart, keychainStart } from './starts';

const FIRST_LASTS_MS = 5_000;

const GROUP = 'Start-up: from spawning the process to the frame painted';

/**
 * The time until an empty window, the unlock screen, and a full table (opened by the keychain) are
 * painted.
 */
export async function measureStartUp(profiles: Profiles, runs: number): Promise<Figure[]> {
  const starts: Record<'empty' | 'lock' | 'table', Start | null> = {
    empty: emptyStart(profiles),
    lock: {
      app: APP_DIRECTORY,
      userData: (await profiles.filled(KEYS)).userData,
      pageScript: paintedScript(THE_LOCK),
      args: WITHOUT_GPU,
    },
    table: null,
  };
  const why = whyNoSecretService();
  if (why) console.log(`  no keychain here (${why}): the table cannot be opened without a person`);
  const service = why ? null : await startSecretService();
  try {
    if (service) starts.table = await keychainStart(profiles.path('keychain'), service);
    const samples = await interleaved(starts, runs);
    const floor = { name: 'empty window', samples: samples.empty };
    const figures: Figure[] = [
      { group: GROUP, name: 'empty window', unit: 'ms', samples: samples.empty },
      {
        group: GROUP,
        name: 'unlock screen',
        unit: 'ms',
        samples: samples.lock,
        floor,
        aim: { of: 'ratio', atMost: 1.55 },
      },
    ];
    if (starts.table) {
      figures.push({
        group: GROUP,
        name: `table of ${KEYS.toLocaleString('en-GB')} keys, by keychain`,
        unit: 'ms',
        samples: samples.table,
        floor,
        aim: { of: 'ratio', atMost: 1.8 },
      });
    }
    return figures;
  } finally {
    await service?.stop();
  }
}

/**
 * One of each in turn, so that other load on the machine affects all equally. The first of each
 * warms up, and lasts as long as the start of a real session, so that the app and Chromium have
 * stored what speeds up the next start.
 */
async function interleaved<N extends string>(
  starts: Record<N, Start | null>,
  runs: number,
): Promise<Record<N, number[]>> {
  const names = Object.keys(starts) as N[];
  const samples = Object.fromEntries(names.map((name) => [name, []])) as unknown as Record<
    N,
    number[]
  >;
  for (let run = 0; run <= runs; run += 1) {
    for (const name of names) {
      const start = starts[name];
      if (!start) continue;
      const lasts = run === 0 ? FIRST_LASTS_MS : 0;
      const milliseconds = await paintedAfter(start, lasts).catch((error: unknown) => {
        console.log(`  a start of ${name} is repeated: ${String(error)}`);
        return paintedAfter(start, lasts);
      });
      if (run > 0) samples[name].push(milliseconds);
    }
  }
  return samples;
}

async function paintedAfter(start: Start, lasts: number): Promise<number> {
  const { app, at } = await startPainted(start);
  try {
    await sleep(lasts);
    await app.quit();
    return at - app.spawnedAt;
  } finally {
    await app.kill();
  }
}
