import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { addDemoKeys } from '../demo/fill-vault';
import { APP_DIRECTORY } from '../support/electron';
import { expectOk } from '../support/expect-ok';
import type { SecretService } from '../support/secret-service';
import { startSecretService, whyNoSecretService } from '../support/secret-service';
import { SpawnedApp } from '../support/spawned-app';
import type { Figure } from './figure';
import { A_ROW, PAINTED_AT, THE_LOCK, paintedScript } from './painted';
import type { Profiles } from './profiles';
import { PASSPHRASE } from './profiles';

const GROUP = 'Start-up: from spawning the process to the frame painted';
const KEYS = 10_000;
const EMPTY_APP = fileURLToPath(new URL('empty-app', import.meta.url));

type Start = ConstructorParameters<typeof SpawnedApp>[0];

/** How long until an empty window, the unlock screen, and a full table (opened by the keychain) are painted. */
export async function measureStartUp(profiles: Profiles, runs: number): Promise<Figure[]> {
  const starts: Record<'empty' | 'lock' | 'table', Start | null> = {
    empty: {
      app: EMPTY_APP,
      userData: profiles.path('empty'),
      pageScript: paintedScript('#shown'),
    },
    lock: {
      app: APP_DIRECTORY,
      userData: (await profiles.filled(KEYS)).userData,
      pageScript: paintedScript(THE_LOCK),
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
      { group: GROUP, name: 'unlock screen', unit: 'ms', samples: samples.lock, floor },
    ];
    if (starts.table) {
      figures.push({
        group: GROUP,
        name: `table of ${KEYS.toLocaleString('en-GB')} keys, by keychain`,
        unit: 'ms',
        samples: samples.table,
        floor,
        aim: { of: 'ratio', atMost: 1.4 },
      });
    }
    return figures;
  } finally {
    await service?.stop();
  }
}

/** A profile whose vault the keychain of the session opens: made by the app itself, then filled. */
async function keychainStart(userData: string, service: SecretService): Promise<Start> {
  const start = { app: APP_DIRECTORY, userData, keychain: true, env: service.env };
  const app = new SpawnedApp({ ...start, pageScript: paintedScript(THE_LOCK) });
  try {
    await app.whenTruthy(PAINTED_AT);
    const ask = async (name: string, input: unknown) =>
      JSON.parse(
        await app.evaluate<string>(`ownchat.request('${name}', ${JSON.stringify(input)})`),
      );
    const created = await ask('vault:create', { passphrase: PASSPHRASE, useKeychain: true });
    const { recoveryCode } = expectOk<{ recoveryCode: string }>(created);
    expectOk(await ask('vault:confirm-recovery-code', undefined));
    await app.quit();
    await addDemoKeys(join(userData, 'vault'), recoveryCode, { keys: KEYS });
  } finally {
    await app.kill();
  }
  return { ...start, pageScript: paintedScript(A_ROW) };
}

/** One of each in turn, so that whatever else the machine does meets them all. The first of each warms up. */
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
      const milliseconds = await paintedAfter(start).catch((error: unknown) => {
        console.log(`  a start of ${name} is repeated: ${String(error)}`);
        return paintedAfter(start);
      });
      if (run > 0) samples[name].push(milliseconds);
    }
  }
  return samples;
}

async function paintedAfter(start: Start): Promise<number> {
  const app = new SpawnedApp(start);
  try {
    const at = await app.whenTruthy<number>(PAINTED_AT);
    await app.quit();
    return at - app.spawnedAt;
  } finally {
    await app.kill();
  }
}
